#include "classify/soft_tissue.h"

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

}  // namespace

Finding judge_soft_tissue(const CtLesionMeasurements& measured, const LesionIdentity& lesion,
                          const CriteriaParameters& criteria) {
  Judgement judgement = judgement_of(measured, criteria);
  const auto shown = [&](std::string_view name, const MeasuredQuantity& found, std::string_view limit) {
    return evidence(name, found, threshold(criteria, limit), lesion.place_of(name));
  };
  const auto as_it_is = [&](std::string_view name, const MeasuredQuantity& found) {
    return Evidence{std::string(name), found, std::nullopt, {}, lesion.place_of(name)};
  };
  return {
      "soft_tissue",
      lesion.id,
      judgement.verdict,
      {shown("soft_tissue_mass_thickness", measured.soft_tissue_mass_thickness, "soft_tissue_mass_limit_mm"),
       as_it_is("soft_tissue_mass_coverage", measured.soft_tissue_mass_coverage),
       as_it_is("soft_tissue_fat_plane_loss", measured.soft_tissue_fat_plane_loss),
       shown("soft_tissue_assessed_fraction", measured.soft_tissue_assessed_fraction,
             "soft_tissue_assessed_lowest_fraction")},
      std::move(judgement.reason)};
}

Finding judge_soft_tissue(const RadiographLesionMeasurements&, const LesionIdentity& lesion,
                          const CriteriaParameters&) {
  return {"soft_tissue",
          lesion.id,
          Verdict::not_assessable,
          {},
          "soft tissue is not measured on radiographs by this version"};
}

}  // namespace osteosign
