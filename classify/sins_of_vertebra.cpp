#include "classify/sins_of_vertebra.h"

#include <algorithm>
#include <set>

#include "classify/fracture_above_t5.h"
#include "classify/lost_height.h"
#include "classify/pedicle_absent.h"
#include "classify/vertebral_lysis.h"

namespace osteosign {
namespace {

template <class Choice>
PointRange exactly(Choice choice, std::string because) {
  return {points(choice), points(choice), std::move(because)};
}

SinsLocation region_of(int number_from_c1) {
  constexpr int c2 = 2, c6 = 6, t2 = 9, t10 = 17, l1 = 20, l4 = 23;
  if (number_from_c1 <= c2) return SinsLocation::junctional;
  if (number_from_c1 <= c6) return SinsLocation::mobile;
  if (number_from_c1 <= t2) return SinsLocation::junctional;
  if (number_from_c1 <= t10) return SinsLocation::semirigid;
  if (number_from_c1 <= l1) return SinsLocation::junctional;
  return number_from_c1 <= l4 ? SinsLocation::mobile : SinsLocation::junctional;
}

/// Every free vertebra scores at least 1: only the sacrum is rigid.
PointRange location_part(const VertebraLevel& level) {
  const Measured<int> number =
      level.level.known() ? number_from_c1(level.level.value()) : Measured<int>(level.level.unknown());
  if (!number.known())
    return {points(SinsLocation::semirigid), points(SinsLocation::junctional), number.reason()};
  return exactly(region_of(number.value()), "level " + level.level.value());
}

PointRange pain_part(const Pain& pain) {
  const auto* const mechanical = pain.mechanical.if_known();
  const auto* const rhythm = pain.rhythm.if_known();
  if (mechanical != nullptr && *mechanical) return exactly(SinsPain::mechanical, "the pain is mechanical");
  if (rhythm != nullptr && *rhythm == PainRhythm::mechanical)
    return exactly(SinsPain::mechanical, "the pain is mechanical");
  if (rhythm != nullptr && *rhythm == PainRhythm::none) return exactly(SinsPain::none, "there is no pain");
  if (mechanical == nullptr) return {0, points(SinsPain::mechanical), pain.mechanical.reason()};
  if (rhythm == nullptr)
    return {0, points(SinsPain::occasional), "the pain is not mechanical; " + pain.rhythm.reason()};
  return exactly(SinsPain::occasional, "the pain is not mechanical");
}

std::vector<const JudgedLesion*> lesions_in(const JudgedVertebra& vertebra, const StudyMeasurements& study) {
  std::vector<const JudgedLesion*> lesions;
  for (const JudgedLesion& lesion : study.lesions)
    if (vertebra.level.level.known() && lesion.level == vertebra.level.level) lesions.push_back(&lesion);
  return lesions;
}

PointRange bone_lesion_part(const VertebraMeasurements& measured,
                            const std::vector<const JudgedLesion*>& lesions,
                            const CriteriaParameters& criteria) {
  const bool lysis = is_present(has_lysis(measured, criteria));
  std::set<DensityClass> kinds;
  if (lysis) kinds.insert(DensityClass::lytic);
  for (const JudgedLesion* lesion : lesions)
    std::visit(
        [&kinds](const auto& of) {
          if (of.density.known()) kinds.insert(of.density.value());
        },
        lesion->measurements);
  if (lesions.empty() && lysis)
    return {points(SinsBoneLesion::mixed), points(SinsBoneLesion::lytic),
            "there is lysis; whether a part is sclerotic is not measured"};
  if (kinds.empty())
    return {points(SinsBoneLesion::blastic), points(SinsBoneLesion::lytic),
            "no lesion of known density was measured in this vertebra"};
  if (kinds.size() > 1) return exactly(SinsBoneLesion::mixed, "lytic and sclerotic parts");
  switch (*kinds.begin()) {
    case DensityClass::lytic:
      return exactly(SinsBoneLesion::lytic, "the lesion is lytic");
    case DensityClass::mixed:
      return exactly(SinsBoneLesion::mixed, "the lesion is mixed");
    case DensityClass::sclerotic:
      return exactly(SinsBoneLesion::blastic, "the lesion is sclerotic");
  }
  throw InternalError("density class without SINS points");
}

/// In the thoracic spine, which the ribs hold, bodies do not slip by wear alone.
bool is_held_by_ribs(const VertebraLevel& level) {
  constexpr int t1 = 8, t10 = 17;
  const Measured<int> number =
      level.level.known() ? number_from_c1(level.level.value()) : Measured<int>(level.level.unknown());
  return number.known() && number.value() >= t1 && number.value() <= t10;
}

/// A slip is seen on any image. That a bend is new is told by an earlier image, and lying flat hides one.
PointRange alignment_part(const JudgedVertebra& vertebra, const CriteriaParameters& criteria) {
  const VertebraMeasurements& measured = vertebra.measurements;
  const Measured<Sign> above = more_than(measured.shift_above, criteria.sins_shift_mm);
  const Measured<Sign> below = more_than(measured.shift_below, criteria.sins_shift_mm);
  const Measured<Sign> shifted = any_of({above, below});
  const int highest = points(SinsAlignment::translation);
  if (is_present(shifted)) {
    if (is_held_by_ribs(vertebra.level))
      return exactly(SinsAlignment::translation, is_present(above)
                                                     ? "the body has slipped against the one above it"
                                                     : "the body has slipped against the one below it");
    return {points(SinsAlignment::normal), highest,
            is_present(above)
                ? "the body has slipped against the one above it; that this is new and not from "
                  "wear needs an earlier image"
                : "the body has slipped against the one below it; that this is new and not from "
                  "wear needs an earlier image"};
  }
  if (is_absent(shifted))
    return {points(SinsAlignment::normal), points(SinsAlignment::deformity),
            "no body has slipped; whether a bend is new needs an earlier or a standing image"};
  return {points(SinsAlignment::normal), highest,
          shifted.known() ? "the slip against a neighbour lies close to its threshold" : shifted.reason()};
}

/// Without collapse, the score counts a lesion in more than half of the body; only lysis is measured.
PointRange body_involvement_part(const VertebraMeasurements& measured) {
  const auto *const lysis = measured.lytic_volume.if_known(), *const body = measured.body_volume.if_known();
  if (lysis != nullptr && body != nullptr && lysis->value > 0.5 * body->value)
    return exactly(SinsCollapse::body_involved, "no collapse; lysis of more than half of the body");
  return {points(SinsCollapse::none), points(SinsCollapse::body_involved),
          "no collapse; whether a lesion takes more than half of the body is not measured"};
}

PointRange collapse_part(const VertebraMeasurements& measured, const CriteriaParameters& criteria) {
  constexpr double half = 0.5;
  const Measured<Sign> collapsed = lost_height(measured, criteria);
  const Measured<Sign> deep =
      any_of({at_least(measured.anterior_height_loss, half), at_least(measured.middle_height_loss, half),
              at_least(measured.posterior_height_loss, half)});
  if (is_present(deep)) return exactly(SinsCollapse::half_or_more, "collapse of half of the height or more");
  if (is_absent(collapsed)) return body_involvement_part(measured);
  const int highest = points(is_absent(deep) ? SinsCollapse::less_than_half : SinsCollapse::half_or_more);
  if (is_present(collapsed))
    return {points(SinsCollapse::less_than_half), highest,
            is_absent(deep) ? "collapse of less than half of the height"
                            : "collapse; whether of half of the height is not certain"};
  return {points(SinsCollapse::none), highest,
          collapsed.known() ? "the loss of height lies close to its threshold" : collapsed.reason()};
}

PointRange posterolateral_part(const VertebraMeasurements& measured, const CriteriaParameters& criteria) {
  constexpr int none = 0, one_side = 1, both_sides = 3;
  const PedicleState left = left_pedicle(measured, criteria), right = right_pedicle(measured, criteria);
  const auto sides = [&](auto&& counts) { return (counts(left) ? 1 : 0) + (counts(right) ? 1 : 0); };
  const auto points_for = [&](int count) { return count == 0 ? none : count == 1 ? one_side : both_sides; };
  const int destroyed = sides([](const PedicleState& pedicle) { return is_present(pedicle.destroyed); });
  const int not_whole = sides([](const PedicleState& pedicle) { return !is_absent(pedicle.damaged); });
  const bool joints_may_be = !is_absent(has_lysis(measured, criteria));
  PointRange part{points_for(destroyed), joints_may_be ? both_sides : points_for(not_whole),
                  std::to_string(destroyed) + " of two pedicles destroyed"};
  if (part.highest > points_for(not_whole))
    part.because += "; the joints behind them are not measured";
  else if (not_whole > destroyed)
    part.because += ", " + std::to_string(not_whole) + " not certainly whole";
  return part;
}

}  // namespace

Score<Sins> sins_of(const JudgedVertebra& vertebra, const StudyMeasurements& study,
                    const std::vector<Finding>& findings, const ClinicalContext& context,
                    const CriteriaParameters& criteria) {
  const std::vector<const JudgedLesion*> lesions = lesions_in(vertebra, study);
  const bool malignant = std::ranges::any_of(findings, [&](const Finding& finding) {
    const bool is_of_a_lesion = std::ranges::any_of(
        lesions, [&](const JudgedLesion* lesion) { return lesion->identity.id == finding.subject; });
    return finding.verdict == Verdict::malignant && (finding.subject == vertebra.subject || is_of_a_lesion);
  });
  if (!malignant)
    return NotApplicable{"no malignant sign among those that could be assessed: SINS scores tumours"};
  return sins(
      vertebra.subject,
      {location_part(vertebra.level), pain_part(context.pain),
       bone_lesion_part(vertebra.measurements, lesions, criteria), alignment_part(vertebra, criteria),
       collapse_part(vertebra.measurements, criteria), posterolateral_part(vertebra.measurements, criteria)});
}

}  // namespace osteosign
