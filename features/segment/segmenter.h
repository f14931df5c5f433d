#pragma once
#include <functional>
#include <string>
#include <vector>

#include "features/prepare/image_quality.h"
#include "io/images/ct_volume.h"
#include "io/images/label_map.h"

namespace osteosign {

/// Bones of a CT on its own grid, and what there is to say about how they were found.
struct SegmentedBones {
  LabelMap bones;  ///< 0 = not bone, each other number a bone; marrow included up to the outer surface
  std::vector<std::string> notes;  ///< facts for the report, with figures
};

/// The plug point for segmentation: built in (bones.h), read from a file, or made by a command.
using Segmenter = std::function<SegmentedBones(const CtVolume&, const ImageQuality&)>;

}  // namespace osteosign
