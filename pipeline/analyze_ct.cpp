#include "pipeline/analyze_ct.h"

#include "features/find/lesion_from_mask.h"
#include "features/find/lesion_from_seed.h"
#include "features/lesion/measure_lesions.h"
#include "pipeline/unmeasured.h"

namespace osteosign {
namespace {

/// A seed outside of this series is no fault of the series: others of the study may hold it.
Measured<CtLesionOutline> outline_at(const CtVolume& ct, const LabelMap& bones, const ImageQuality& quality,
                                     const Eigen::Vector3d& seed_in_patient_mm,
                                     const LesionOutlineParameters& parameters) {
  try {
    return outline_lesion_from_seed(ct, bones, quality, seed_in_patient_mm, parameters);
  } catch (const Failure& failure) {
    return Unknown{failure.what()};
  }
}

std::vector<CtLesion> outline_lesions(const CtVolume& ct, const LabelMap& bones, const ImageQuality& quality,
                                      const CtPrompts& prompts, const LesionOutlineParameters& parameters) {
  std::vector<CtLesion> lesions;
  for (const Eigen::Vector3d& seed : prompts.seeds_in_patient_mm)
    lesions.push_back({LesionOrigin::seed, seed, outline_at(ct, bones, quality, seed, parameters), {}});
  if (prompts.lesion_mask)
    for (const auto& [label, outline] : outline_lesions_from_mask(ct, *prompts.lesion_mask))
      lesions.push_back({LesionOrigin::mask, outline.box.origin_mm, outline, {}});
  return lesions;
}

CtLesionMeasurements measured(const CtVolume& ct, const LabelMap& bones, const ImageQuality& quality,
                              const CtLesion& lesion, const CtLesionParameters& parameters) {
  if (!lesion.outline.known()) return unmeasured<CtLesionMeasurements>(lesion.outline.reason());
  return measure_ct_lesion(ct, bones, quality, lesion.outline.value(), parameters);
}

}  // namespace

CtAnalysis analyze_ct(const CtVolume& ct, const CtPrompts& prompts, const Segmenter& segment_bones,
                      const Parameters& parameters) {
  CtAnalysis analysis;
  StageTimes& times = analysis.times;
  analysis.quality =
      times.timed("image_quality", [&] { return estimate_image_quality(ct, parameters.bones.quality); });
  SegmentedBones segmented = times.timed("bones", [&] { return segment_bones(ct, analysis.quality); });
  analysis.bones = std::move(segmented.bones);
  analysis.notes = std::move(segmented.notes);
  analysis.lesions = times.timed("lesion_outlines", [&] {
    return outline_lesions(ct, analysis.bones, analysis.quality, prompts, parameters.lesion_outline);
  });
  times.timed("lesion_measurements", [&] {
    for (CtLesion& lesion : analysis.lesions)
      lesion.measurements = measured(ct, analysis.bones, analysis.quality, lesion, parameters.ct_lesion);
  });
  return analysis;
}

}  // namespace osteosign
