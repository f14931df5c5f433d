#include "classify/asymmetric_collapse.h"

#include <cmath>

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

Judgement judgement_of(const JudgedVertebra& vertebra, const CriteriaParameters& criteria) {
  const Measured<Sign> collapsed = lost_height(vertebra.measurements, criteria);
  if (!collapsed.known()) return {Verdict::not_assessable, collapsed.reason()};
  if (collapsed.value() == Sign::absent) return {Verdict::not_applicable, "the vertebra has not lost height"};
  const MeasuredQuantity residual = without_side(vertebra.measurements.coronal_wedge_residual);
  const double limit = criteria.asymmetric_collapse_residual_deg;
  const Measured<Sign> wedged = at_least(residual, limit);
  const Measured<Sign> plainly_wedged =
      at_least(residual, limit + criteria.asymmetric_collapse_scoliosis_margin_deg);
  const Measured<Sign> straight = less_than(vertebra.cobb, criteria.asymmetric_collapse_scoliosis_cobb_deg);
  const Measured<Sign> outside_the_curve = any_of({plainly_wedged, straight});
  return judge(
      all_of({wedged, outside_the_curve, collapsed}), wedged,
      {.malignant = "the collapse is deeper on one side, beyond the curve of the spine",
       .neutral = "the collapse is deeper on one side, but a scoliosis or the uncertainty of a value "
                  "may account for it",
       .benign = "the collapse is symmetric on the frontal view"});
}

}  // namespace

Finding judge_asymmetric_collapse(const JudgedVertebra& vertebra, const CriteriaParameters& criteria) {
  const Judgement judgement = judgement_of(vertebra, criteria);
  Finding finding{"asymmetric_collapse", vertebra.subject, judgement.verdict,
                  lost_height_evidence(vertebra, criteria), judgement.reason};
  if (judgement.verdict == Verdict::not_applicable) return finding;
  finding.evidence.push_back(evidence("coronal_wedge_residual", vertebra.measurements.coronal_wedge_residual,
                                      threshold(criteria, "asymmetric_collapse_residual_deg"),
                                      vertebra.places.body));
  finding.evidence.push_back(evidence("cobb", vertebra.cobb,
                                      threshold(criteria, "asymmetric_collapse_scoliosis_cobb_deg"),
                                      vertebra.places.body));
  return finding;
}

}  // namespace osteosign
