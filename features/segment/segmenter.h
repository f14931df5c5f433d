#pragma once
#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "features/segment/bones.h"

namespace osteosign {

/// Bones of a CT on its own grid as somebody else labelled them, and what there is to say about it.
struct LabelledBones {
  LabelMap bones;  ///< 0 = not bone, each other number a bone; marrow included up to the outer surface
  std::vector<std::string> notes;  ///< facts for the report, with figures
};

/// The built-in segmenter tells tissues on the way, but not one bone from another; labels from elsewhere name
/// bones, and nothing else.
using SegmentedBones = std::variant<BoneSegmentation, LabelledBones>;

/// The plug point for segmentation: built in (bones.h), read from a file, or made by a command.
using Segmenter = std::function<SegmentedBones(const CtVolume&, const ImageQuality&)>;

}  // namespace osteosign
