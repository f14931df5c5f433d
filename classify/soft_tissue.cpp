#include "classify/soft_tissue.h"

#include <fmt/format.h>

#include "classify/held_against.h"
#include "classify/sign.h"

namespace osteosign {
namespace {

Judgement judgement_of(const CtLesionMeasurements& measured, const CriteriaParameters& criteria) {
  const MeasuredQuantity& thickness = measured.soft_tissue_mass_thickness;
  if (!thickness.known()) return {Verdict::not_assessable, thickness.reason()};
  switch (held_against(thickness.value(), criteria.soft_tissue_mass_limit_mm)) {
    case Standing::above:
      return {Verdict::malignant, "there is a mass of soft tissue beside the bone"};
    case Standing::too_close:
      return {Verdict::neutral,
              "whether there is a mass of soft tissue lies within the uncertainty of its border"};
    case Standing::at:
    case Standing::below:
      break;
  }
  if (thickness.value().value > 0)
    return {Verdict::neutral, "the mass of soft tissue beside the bone is too thin to be sure of it"};
  if (!measured.soft_tissue_assessed_fraction.known())
    return {Verdict::not_assessable, measured.soft_tissue_assessed_fraction.reason()};
  if (measured.soft_tissue_assessed_fraction.value().value < criteria.soft_tissue_assessed_lowest_fraction)
    return {Verdict::not_assessable, "no mass is seen, but too little of the soft tissue is visible"};
  return {Verdict::benign, "no mass of soft tissue lies beside the bone"};
}

/// Never benign: tissue that a mass displaces may also yield where the skin does not show it.
std::string nothing_seen(const RadiographLesionMeasurements& measured) {
  const MeasuredQuantity& limit = measured.soft_tissue_detection_limit_to_width;
  if (!limit.known()) return limit.reason();
  return fmt::format(
      "where the skin is seen, it does not bulge beside the lesion; a mass is not excluded: one of up to "
      "{:.1f} widths of the bone would not show even if it pushed all that it displaces outward",
      limit.value().value);
}

Judgement judgement_of(const RadiographLesionMeasurements& measured, const CriteriaParameters& criteria) {
  const Measured<Sign> bulges = skin_bulges(measured, criteria);
  if (is_present(bulges)) return {Verdict::malignant, "the skin bulges beside the lesion: a swelling"};
  const Measured<Sign> denser =
      more_than(measured.soft_tissue_density_excess, criteria.soft_tissue_film_density_limit_ratio);
  if (is_present(denser))
    return {Verdict::neutral,
            "the soft tissue beside the lesion is denser than above and below; what makes it so is not told"};
  if (!bulges.known()) return {Verdict::not_assessable, bulges.reason()};
  if (!is_absent(bulges))
    return {Verdict::neutral, "whether the skin bulges beside the lesion lies within its uncertainty"};
  return {Verdict::not_assessable, nothing_seen(measured)};
}

/// What is shown of a lesion, at its place.
struct LesionEvidence {
  const LesionIdentity& lesion;
  const CriteriaParameters& criteria;

  Evidence held_against(std::string_view name, const MeasuredQuantity& found, std::string_view limit) const {
    return evidence(name, found, threshold(criteria, limit), lesion.place_of(name));
  }
  Evidence as_it_is(std::string_view name, const MeasuredQuantity& found) const {
    return {std::string(name), found, std::nullopt, {}, lesion.place_of(name)};
  }
};

}  // namespace

Finding judge_soft_tissue(const CtLesionMeasurements& measured, const LesionIdentity& lesion,
                          const CriteriaParameters& criteria) {
  Judgement judgement = judgement_of(measured, criteria);
  const LesionEvidence of{lesion, criteria};
  return {"soft_tissue",
          lesion.id,
          judgement.verdict,
          {of.held_against("soft_tissue_mass_thickness", measured.soft_tissue_mass_thickness,
                           "soft_tissue_mass_limit_mm"),
           of.as_it_is("soft_tissue_mass_coverage", measured.soft_tissue_mass_coverage),
           of.as_it_is("soft_tissue_fat_plane_loss", measured.soft_tissue_fat_plane_loss),
           of.held_against("soft_tissue_assessed_fraction", measured.soft_tissue_assessed_fraction,
                           "soft_tissue_assessed_lowest_fraction")},
          std::move(judgement.reason)};
}

Measured<Sign> has_epidural_tissue(const VertebraMeasurements& measured, const CriteriaParameters& criteria) {
  return more_than(measured.epidural_tissue_thickness, criteria.soft_tissue_epidural_limit_mm);
}

Finding with_epidural_tissue(Finding soft_tissue, const JudgedVertebra& vertebra,
                             const CriteriaParameters& criteria) {
  const VertebraMeasurements& measured = vertebra.measurements;
  const auto place = place_or_body(vertebra.places.epidural, vertebra.places);
  soft_tissue.evidence.push_back(evidence("epidural_tissue_thickness", measured.epidural_tissue_thickness,
                                          threshold(criteria, "soft_tissue_epidural_limit_mm"), place));
  soft_tissue.evidence.push_back(
      {"epidural_assessed_fraction", measured.epidural_assessed_fraction, std::nullopt, {}, place});
  const Measured<Sign> in_canal = has_epidural_tissue(measured, criteria);
  if (!in_canal.known()) {
    if (soft_tissue.verdict != Verdict::benign) return soft_tissue;
    soft_tissue.verdict = Verdict::not_assessable;
    soft_tissue.reason += "; soft tissue in the canal at this level: " + in_canal.reason();
    return soft_tissue;
  }
  if (is_absent(in_canal)) return soft_tissue;
  if (soft_tissue.verdict == Verdict::benign) soft_tissue.verdict = Verdict::neutral;
  soft_tissue.reason += "; ";
  soft_tissue.reason +=
      is_present(in_canal)
          ? "soft tissue has taken the place of fat in the canal at this level, which is more "
            "often so in malignant lesions"
          : "whether soft tissue has taken the place of fat in the canal at this level lies "
            "within its uncertainty";
  return soft_tissue;
}

Measured<Sign> skin_bulges(const RadiographLesionMeasurements& measured, const CriteriaParameters& criteria) {
  return all_of(
      {more_than(measured.soft_tissue_bulge_to_width, criteria.soft_tissue_film_bulge_limit_to_width_ratio),
       more_than(measured.soft_tissue_bulge_to_depth,
                 criteria.soft_tissue_film_bulge_limit_to_depth_fraction)});
}

Finding judge_soft_tissue(const RadiographLesionMeasurements& measured, const LesionIdentity& lesion,
                          const CriteriaParameters& criteria) {
  Judgement judgement = judgement_of(measured, criteria);
  const LesionEvidence of{lesion, criteria};
  return {"soft_tissue",
          lesion.id,
          judgement.verdict,
          {of.held_against("soft_tissue_bulge_to_width", measured.soft_tissue_bulge_to_width,
                           "soft_tissue_film_bulge_limit_to_width_ratio"),
           of.held_against("soft_tissue_bulge_to_depth", measured.soft_tissue_bulge_to_depth,
                           "soft_tissue_film_bulge_limit_to_depth_fraction"),
           of.held_against("soft_tissue_density_excess", measured.soft_tissue_density_excess,
                           "soft_tissue_film_density_limit_ratio"),
           of.as_it_is("soft_tissue_detection_limit_to_width", measured.soft_tissue_detection_limit_to_width),
           of.as_it_is("soft_tissue_assessed_fraction", measured.soft_tissue_assessed_fraction)},
          std::move(judgement.reason)};
}

}  // namespace osteosign
