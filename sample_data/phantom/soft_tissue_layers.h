#pragma once
#include <vector>

#include "sample_data/phantom/bone_phantom.h"
#include "sample_data/phantom/bone_scene.h"
#include "sample_data/phantom/scene.h"

namespace osteosign::phantom {

/// Skin with the fat under it, and the muscle.
std::vector<Layer> limb_layers(const BonePhantom& phantom, const ValueFromHu& value_from_hu);

/// The mass and the fat round the bone of a phantom, nested between its muscle and its cortex: each is drawn
/// with the bone in it, so that the edge of the cortex stays as it is. None for plain muscle.
std::vector<Layer> mass_layers(const BonePhantom& phantom, const ValueFromHu& value_from_hu);

/// Bundles of muscle, the fat between them, and the neighbour: painted round mass and bone.
std::vector<Layer> bundle_layers(const BonePhantom& phantom, const ValueFromHu& value_from_hu);

}  // namespace osteosign::phantom
