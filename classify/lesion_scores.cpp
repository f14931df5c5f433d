#include "classify/lesion_scores.h"

#include "classify/bone_rads_score.h"
#include "classify/graded_scores.h"
#include "classify/mirels_score.h"

namespace osteosign {
namespace {

/// Whether the patient has a cancer that is known.
Descriptor<Observed> known_primary(const ClinicalContext& context) {
  const Measured<bool> known = has_known_primary(context);
  if (!known.known()) return {{Observed::absent, Observed::present}, known.reason()};
  if (known.value()) return {{Observed::present}, "a primary cancer is known"};
  return {{Observed::absent}, "no primary cancer is known"};
}

BoneRadsDescriptors bone_rads_descriptors(const LesionDescriptors& lesion, const ClinicalContext& context) {
  const auto grades = lodwick_madewell_grades(lesion);
  return {{{grades.begin(), grades.end()}, lesion.margin.because},
          lesion.periosteum,
          lesion.erosion,
          lesion.fracture_line,
          lesion.soft_tissue_mass,
          known_primary(context)};
}

/// Nothing when ACR Bone-RADS is made for this lesion.
std::optional<Score<LesionScore>> why_not_bone_rads(const JudgedLesion& lesion,
                                                    const Measured<DensityClass>& density,
                                                    const CriteriaParameters& criteria) {
  if (std::holds_alternative<CtLesionMeasurements>(lesion.measurements))
    return NotApplicable{"ACR Bone-RADS v2023 is for radiographs; the lesion was measured on CT"};
  if (criteria.bone_rads_scores_sclerotic < 1) {
    if (!density.known()) return Unknown{"whether the lesion is purely sclerotic is not known"};
    if (density.value() == DensityClass::sclerotic)
      return NotApplicable{"ACR Bone-RADS is not applied to purely sclerotic lesions"};
  }
  if (lesion.site.position.known() && lesion.site.position.value() == "surface")
    return NotApplicable{"ACR Bone-RADS is not applied to lesions on the surface of a bone"};
  return std::nullopt;
}

}  // namespace

LesionScores lesion_scores(const JudgedLesion& lesion, const ClinicalContext& context,
                           const CriteriaParameters& criteria) {
  const std::string& id = lesion.identity.id;
  const LesionDescriptors described = descriptors_of(lesion, criteria);
  const Measured<DensityClass> density =
      std::visit([](const auto& measured) { return measured.density; }, lesion.measurements);
  LesionScores scores;
  scores.subject = id;
  if (!density.known()) {
    scores.lodwick = scores.lodwick_madewell = density.unknown();
  } else if (density.value() == DensityClass::sclerotic) {
    scores.lodwick = scores.lodwick_madewell =
        NotApplicable{"the lesion is sclerotic: the grades are of lytic lesions"};
  } else {
    scores.lodwick = lodwick_score(id, described);
    scores.lodwick_madewell = lodwick_madewell_score(id, described);
  }
  const auto excluded = why_not_bone_rads(lesion, density, criteria);
  scores.bone_rads = excluded ? *excluded
                              : bone_rads_score(id, bone_rads_descriptors(described, context),
                                                static_cast<int>(criteria.bone_rads_soft_tissue_points));
  scores.mirels = mirels_score(lesion, density, context, criteria);
  scores.enneking_t = enneking_t_score(id, described);
  return scores;
}

}  // namespace osteosign
