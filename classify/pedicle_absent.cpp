#include "classify/pedicle_absent.h"

#include <fmt/format.h>

#include "classify/film_judgement.h"
#include "classify/held_against.h"

namespace osteosign {
namespace {

/// One pedicle as it is measured: the names and members of its side.
struct PedicleMeasurements {
  std::string side;
  const MeasuredQuantity& volume_ratio;
  const MeasuredQuantity& isthmus_ratio;
  const MeasuredQuantity& ring_completeness;
  const MeasuredQuantity& density;
};

PedicleMeasurements left_of(const VertebraMeasurements& measured) {
  return {"left", measured.left_pedicle_volume_ratio, measured.left_pedicle_isthmus_ratio,
          measured.left_pedicle_ring_completeness, measured.left_pedicle_hu};
}

PedicleMeasurements right_of(const VertebraMeasurements& measured) {
  return {"right", measured.right_pedicle_volume_ratio, measured.right_pedicle_isthmus_ratio,
          measured.right_pedicle_ring_completeness, measured.right_pedicle_hu};
}

/// A pedicle may be cut through, or have lost its cortex, while most of its volume is left: then the isthmus
/// or the ring tells. With all of the volume there, it is the section that was looked at that was wrong.
PedicleState state_of(const PedicleMeasurements& pedicle, const CriteriaParameters& criteria) {
  const Measured<Sign> lost_volume = less_than(pedicle.volume_ratio, criteria.pedicle_absent_intact_fraction);
  const Measured<Sign> lost_section =
      any_of({less_than(pedicle.ring_completeness, criteria.pedicle_absent_destroyed_fraction),
              less_than(pedicle.isthmus_ratio, criteria.pedicle_absent_isthmus_fraction)});
  return {any_of({less_than(pedicle.volume_ratio, criteria.pedicle_absent_destroyed_fraction),
                  all_of({lost_section, lost_volume})}),
          any_of({less_than(pedicle.ring_completeness, criteria.pedicle_absent_intact_fraction), lost_volume,
                  less_than(pedicle.isthmus_ratio, criteria.pedicle_absent_destroyed_fraction)})};
}

/// Shown against the limit that the value comes nearer to crossing.
Threshold limit_of(const MeasuredQuantity& found, const CriteriaParameters& criteria) {
  const bool damaged = found.known() && found.value().value < criteria.pedicle_absent_intact_fraction;
  return threshold(criteria,
                   damaged ? "pedicle_absent_destroyed_fraction" : "pedicle_absent_intact_fraction");
}

void add_evidence(const PedicleMeasurements& pedicle, const CriteriaParameters& criteria,
                  const std::optional<ImagePlace>& where, Finding& finding) {
  const std::string name = pedicle.side + "_pedicle_";
  finding.evidence.push_back(
      evidence(name + "volume_ratio", pedicle.volume_ratio, limit_of(pedicle.volume_ratio, criteria), where));
  finding.evidence.push_back(evidence(name + "isthmus_ratio", pedicle.isthmus_ratio,
                                      threshold(criteria, "pedicle_absent_isthmus_fraction"), where));
  finding.evidence.push_back(evidence(name + "ring_completeness", pedicle.ring_completeness,
                                      limit_of(pedicle.ring_completeness, criteria), where));
  if (pedicle.density.known())
    finding.evidence.push_back({name + "hu", pedicle.density, std::nullopt, {}, where});
}

/// Beside a pedicle that is there, one that is destroyed needs no further sign. Where both seem to be, they
/// may have been looked for in the wrong place: then there must be lytic tissue in the vertebra (methods
/// A9.3).
Measured<Sign> missing(const PedicleState& state, const PedicleMeasurements& other,
                       const VertebraMeasurements& measured, const CriteriaParameters& criteria) {
  return all_of(
      {state.destroyed, any_of({at_least(other.volume_ratio, criteria.pedicle_absent_destroyed_fraction),
                                at_least(measured.lytic_volume, criteria.vertebral_lysis_negligible_mm3)})});
}

/// A pedicle on a film, named by the side of the patient when that is known.
struct PedicleOfFilm {
  std::string name;  ///< of the evidence
  std::string called;
  const MeasuredQuantity& seen;
  const MeasuredQuantity& expected;
  std::optional<ImagePlace> where;
};

std::string called(const JudgedFilmVertebra& vertebra, bool at_image_left) {
  const std::string* const side = vertebra.image_left_side.if_known();
  if (side == nullptr)
    return at_image_left ? "the pedicle at the left of the image" : "the pedicle at the right of the image";
  return (*side == "left") == at_image_left ? "the left pedicle" : "the right pedicle";
}

/// The weak pedicle is lost, the other one is seen, and so are those of the other vertebrae on the same side.
Measured<Sign> lost(const PedicleOfFilm& weak, const PedicleOfFilm& other, const MeasuredQuantity& away,
                    const CriteriaParameters& criteria) {
  return all_of({less_than(weak.seen, criteria.pedicle_absent_film_lost_below),
                 at_least(other.seen, criteria.pedicle_absent_film_seen_from),
                 at_least(weak.expected, criteria.pedicle_absent_film_seen_from),
                 more_than(away, criteria.pedicle_absent_film_asymmetry_z)});
}

MeasuredQuantity negative(MeasuredQuantity found) {
  if (!found.known()) return found;
  Quantity turned = found.value();
  turned.value = -turned.value;
  return turned;
}

std::string destroyed_sides(const PedicleState& left, const PedicleState& right) {
  if (is_present(left.destroyed) && is_present(right.destroyed)) return "both pedicles are destroyed";
  return is_present(left.destroyed) ? "the left pedicle is destroyed" : "the right pedicle is destroyed";
}

}  // namespace

PedicleState left_pedicle(const VertebraMeasurements& measured, const CriteriaParameters& criteria) {
  return state_of(left_of(measured), criteria);
}

PedicleState right_pedicle(const VertebraMeasurements& measured, const CriteriaParameters& criteria) {
  return state_of(right_of(measured), criteria);
}

Finding judge_pedicle_absent(const JudgedFilmVertebra& vertebra, const CriteriaParameters& criteria) {
  const RadiographVertebraMeasurements& measured = vertebra.measurements;
  const auto place = [&](const std::optional<ImagePlace>& part) { return part ? part : vertebra.body; };
  const PedicleOfFilm left{"image_left_pedicle", called(vertebra, true), measured.image_left_pedicle_seen,
                           measured.image_left_pedicle_expected, place(vertebra.image_left_pedicle)};
  const PedicleOfFilm right{"image_right_pedicle", called(vertebra, false), measured.image_right_pedicle_seen,
                            measured.image_right_pedicle_expected, place(vertebra.image_right_pedicle)};
  const Measured<Sign> left_lost = lost(left, right, negative(measured.pedicle_asymmetry_z), criteria);
  const Measured<Sign> right_lost = lost(right, left, measured.pedicle_asymmetry_z, criteria);
  const std::string none =
      "no pedicle is missing against the other side and the other vertebrae; a film does not "
      "show that both are whole";
  const Judgement judgement = judge_on_film(
      any_of({left_lost, right_lost}),
      {.present =
           fmt::format("{} is not seen on the film, while the other one and those of the other vertebrae are",
                       is_present(left_lost) ? left.called : right.called),
       .uncertain = none,
       .absent = none});
  Finding finding{"pedicle_absent", vertebra.subject, judgement.verdict, {}, judgement.reason};
  for (const PedicleOfFilm* const pedicle : {&left, &right}) {
    finding.evidence.push_back(evidence(pedicle->name + "_seen", pedicle->seen,
                                        threshold(criteria, "pedicle_absent_film_lost_below"),
                                        pedicle->where));
    finding.evidence.push_back(evidence(pedicle->name + "_expected", pedicle->expected,
                                        threshold(criteria, "pedicle_absent_film_seen_from"),
                                        pedicle->where));
  }
  finding.evidence.push_back(evidence("pedicle_asymmetry_z", measured.pedicle_asymmetry_z,
                                      threshold(criteria, "pedicle_absent_film_asymmetry_z"), vertebra.body));
  return finding;
}

Finding judge_pedicle_absent(const JudgedVertebra& vertebra, const CriteriaParameters& criteria) {
  const PedicleMeasurements left = left_of(vertebra.measurements), right = right_of(vertebra.measurements);
  const PedicleState on_left = state_of(left, criteria), on_right = state_of(right, criteria);
  const Judgement judgement = judge(
      any_of({missing(on_left, right, vertebra.measurements, criteria),
              missing(on_right, left, vertebra.measurements, criteria)}),
      any_of({on_left.damaged, on_right.damaged}),
      {.malignant = destroyed_sides(on_left, on_right),
       .neutral = "a pedicle is neither nearly whole nor destroyed, lies too close to a threshold, or both "
                  "seem to be missing where nothing is lytic",
       .benign = "both pedicles are there, with their ring of cortex"});
  Finding finding{"pedicle_absent", vertebra.subject, judgement.verdict, {}, judgement.reason};
  add_evidence(left, criteria, place_or_body(vertebra.places.left_pedicle, vertebra.places), finding);
  add_evidence(right, criteria, place_or_body(vertebra.places.right_pedicle, vertebra.places), finding);
  return finding;
}

}  // namespace osteosign
