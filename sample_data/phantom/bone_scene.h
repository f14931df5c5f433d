#pragma once
#include <functional>

#include "sample_data/phantom/bone_phantom.h"
#include "sample_data/phantom/scene.h"

namespace osteosign::phantom {

/// From the HU of the description to the value that a picture is made of (HU itself, or attenuation per mm).
using ValueFromHu = std::function<double(double hu)>;

/// Limb and bone of a phantom as regions of its frame, without what lies outside of the limb. `down` is where
/// heavy things sink to, in that frame.
Scene bone_scene(const BonePhantom& phantom, const Eigen::Vector3d& down, const ValueFromHu& value_from_hu);

/// The table under the limb, in the phantom frame (+y is posterior): a shell of 2 mm round foam.
std::vector<Layer> table_layers(const Surroundings& around);

}  // namespace osteosign::phantom
