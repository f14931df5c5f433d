#pragma once
#include <functional>

#include "io/images/ct_volume.h"
#include "io/images/label_map.h"

namespace osteosign {

/// The plug point for segmentation: bones of a CT on its own grid, 0 = not bone, each other number a bone
/// (marrow included: the outer surface of the bone is the border). Built in (bones.h), read from a file, or
/// made by a command.
using Segmenter = std::function<LabelMap(const CtVolume&)>;

}  // namespace osteosign
