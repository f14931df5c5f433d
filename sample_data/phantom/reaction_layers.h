#pragma once
#include "sample_data/phantom/bone_phantom.h"
#include "sample_data/phantom/bone_scene.h"
#include "sample_data/phantom/scene.h"

namespace osteosign::phantom {

/// The periosteal reaction of a phantom as regions of its frame, to be painted on the bone; none for no
/// reaction. They overlap the cortex by 0.3 mm where they stand on it.
std::vector<Layer> reaction_layers(const BonePhantom& phantom, const ValueFromHu& value_from_hu);

}  // namespace osteosign::phantom
