#include "classify/asymmetric_collapse.h"

#include <cmath>

#include "classify/film_judgement.h"
#include "classify/held_against.h"
#include "classify/lost_height.h"

namespace osteosign {
namespace {

MeasuredQuantity without_side(const MeasuredQuantity& angle) {
  if (!angle.known()) return angle;
  Quantity unsigned_angle = angle.value();
  unsigned_angle.value = std::abs(unsigned_angle.value);
  return unsigned_angle;
}

/// What the collapse of one vertebra is judged by.
struct Collapse {
  Measured<Sign> collapsed;
  MeasuredQuantity residual, cobb;
};

/// The wedge reaches its limit; a collapsed vertebra is malignant when it also stands out of the curve of a
/// scoliosis, if there is one.
struct AsymmetrySigns {
  Measured<Sign> wedged, malignant;
};

AsymmetrySigns signs_of(const Collapse& collapse, const CriteriaParameters& criteria) {
  const MeasuredQuantity residual = without_side(collapse.residual);
  const double limit = criteria.asymmetric_collapse_residual_deg;
  const Measured<Sign> plainly_wedged =
      at_least(residual, limit + criteria.asymmetric_collapse_scoliosis_margin_deg);
  const Measured<Sign> straight = less_than(collapse.cobb, criteria.asymmetric_collapse_scoliosis_cobb_deg);
  const Measured<Sign> wedged = at_least(residual, limit);
  return {wedged, all_of({wedged, any_of({plainly_wedged, straight}), collapse.collapsed})};
}

constexpr const char* asymmetric = "the collapse is deeper on one side, beyond the curve of the spine";
constexpr const char* may_be_scoliosis =
    "the collapse is deeper on one side, but a scoliosis or the uncertainty of a value may account for it";

Judgement judgement_of(const Collapse& collapse, const CriteriaParameters& criteria) {
  if (!collapse.collapsed.known()) return {Verdict::not_assessable, collapse.collapsed.reason()};
  if (is_absent(collapse.collapsed)) return {Verdict::not_applicable, "the vertebra has not lost height"};
  const AsymmetrySigns signs = signs_of(collapse, criteria);
  return judge(signs.malignant, signs.wedged,
               {.malignant = asymmetric,
                .neutral = may_be_scoliosis,
                .benign = "the collapse is symmetric on the frontal view"});
}

Judgement judgement_on_film(const Collapse& collapse, const CriteriaParameters& criteria) {
  if (!collapse.collapsed.known()) return {Verdict::not_assessable, collapse.collapsed.reason()};
  if (is_absent(collapse.collapsed))
    return {Verdict::not_applicable, "the vertebra has not lost height on the frontal view"};
  const AsymmetrySigns signs = signs_of(collapse, criteria);
  return judge_on_film(
      signs.malignant,
      {.present = asymmetric,
       .uncertain = may_be_scoliosis,
       .absent = is_present(signs.wedged) ? may_be_scoliosis
                                          : "no collapse of one side stands out of the curve of the "
                                            "spine on the film"});
}

template <class Vertebra>
Finding finding_of(const Vertebra& vertebra, const Judgement& judgement,
                   const std::optional<ImagePlace>& place, const CriteriaParameters& criteria) {
  Finding finding{"asymmetric_collapse", vertebra.subject, judgement.verdict,
                  lost_height_evidence(vertebra, criteria), judgement.reason};
  if (judgement.verdict == Verdict::not_applicable) return finding;
  finding.evidence.push_back(evidence("coronal_wedge_residual", vertebra.measurements.coronal_wedge_residual,
                                      threshold(criteria, "asymmetric_collapse_residual_deg"), place));
  finding.evidence.push_back(
      evidence("cobb", vertebra.cobb, threshold(criteria, "asymmetric_collapse_scoliosis_cobb_deg"), place));
  return finding;
}

}  // namespace

Finding judge_asymmetric_collapse(const JudgedVertebra& vertebra, const CriteriaParameters& criteria) {
  const Collapse collapse{lost_height(vertebra.measurements, criteria),
                          vertebra.measurements.coronal_wedge_residual, vertebra.cobb};
  return finding_of(vertebra, judgement_of(collapse, criteria), vertebra.places.body, criteria);
}

Finding judge_asymmetric_collapse(const JudgedFilmVertebra& vertebra, const CriteriaParameters& criteria) {
  const Collapse collapse{lost_height(vertebra, criteria), vertebra.measurements.coronal_wedge_residual,
                          vertebra.cobb};
  return finding_of(vertebra, judgement_on_film(collapse, criteria), vertebra.body, criteria);
}

}  // namespace osteosign
