#include "pipeline/ct_prompts.h"

#include "features/segment/bones.h"

namespace osteosign {

Segmenter chosen_segmenter(const AnalysisRequest&, const Parameters& parameters) {
  return [&parameters](const CtVolume& ct, const ImageQuality& quality) {
    BoneSegmentation segmentation = segment_bone_tissue(ct, quality, parameters.bones);
    return SegmentedBones{std::move(segmentation.bones), std::move(segmentation.notes)};
  };
}

CtPrompts ct_prompts(const AnalysisRequest& request, const CtVolume&, const Parameters&) {
  return {request.seeds_in_patient_mm, std::nullopt};
}

}  // namespace osteosign
