#include "pipeline/analyze_ct.h"

#include <fmt/format.h>

#include "features/find/lesion_from_mask.h"
#include "features/find/lesion_from_seed.h"
#include "features/lesion/measure_lesions.h"

namespace osteosign {
namespace {

struct OutlinedLesion {
  LesionOrigin origin;
  CtLesionOutline outline;
};

struct Outlines {
  std::vector<OutlinedLesion> lesions;
  std::vector<NotOutlined> not_outlined;
};

Outlines outline_lesions(const CtVolume& ct, const LabelMap& bones, const ImageQuality& quality,
                         const CtPrompts& prompts, const LesionOutlineParameters& parameters) {
  Outlines outlines;
  for (const Eigen::Vector3d& seed : prompts.seeds_in_patient_mm) {
    const Measured<CtLesionOutline> outline = outline_lesion_from_seed(ct, bones, quality, seed, parameters);
    if (outline.known())
      outlines.lesions.push_back({LesionOrigin::seed, outline.value()});
    else
      outlines.not_outlined.push_back(
          {fmt::format("seed {:g},{:g},{:g}", seed.x(), seed.y(), seed.z()), outline.reason()});
  }
  if (prompts.lesion_mask)
    for (auto& [label, outline] : outline_lesions_from_mask(ct, *prompts.lesion_mask))
      outlines.lesions.push_back({LesionOrigin::mask, std::move(outline)});
  return outlines;
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
  Outlines outlines = times.timed("lesion_outlines", [&] {
    return outline_lesions(ct, analysis.bones, analysis.quality, prompts, parameters.lesion_outline);
  });
  analysis.not_outlined = std::move(outlines.not_outlined);
  times.timed("lesion_measurements", [&] {
    for (OutlinedLesion& lesion : outlines.lesions) {
      const CtLesionMeasurements measured =
          measure_ct_lesion(ct, analysis.bones, analysis.quality, lesion.outline, parameters.ct_lesion);
      analysis.lesions.push_back({lesion.origin, std::move(lesion.outline), measured});
    }
  });
  return analysis;
}

}  // namespace osteosign
