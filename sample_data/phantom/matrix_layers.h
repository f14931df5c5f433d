#pragma once
#include "sample_data/phantom/bone_phantom.h"
#include "sample_data/phantom/bone_scene.h"
#include "sample_data/phantom/scene.h"

namespace osteosign::phantom {

/// The content of the first lesion as regions of the phantom frame, to be painted on it. `down` is where
/// heavy things sink to, in the phantom frame.
std::vector<Layer> matrix_layers(const BonePhantom& phantom, const Eigen::Vector3d& down,
                                 const ValueFromHu& value_from_hu);

/// What is true of the content.
MatrixTruth matrix_truth(const BonePhantom& phantom);

}  // namespace osteosign::phantom
