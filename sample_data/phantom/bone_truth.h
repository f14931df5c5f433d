#pragma once
#include "io/values/image_grid.h"
#include "sample_data/phantom/bone_phantom.h"
#include "sample_data/phantom/truth.h"

namespace osteosign::phantom {

/// What is true of a phantom in the given pose. The slices of `grid` decide the in-plane diameters.
LesionTruth lesion_truth(const LesionBody& lesion, double marrow_hu,
                         const Eigen::Isometry3d& patient_from_phantom, const ImageGrid& grid);
CortexTruth cortex_truth(const BonePhantom& phantom, const Eigen::Isometry3d& patient_from_phantom);

/// Throws UsageError naming the figures when the description makes no bone inside of a limb.
void check_phantom(const BonePhantom& phantom);

}  // namespace osteosign::phantom
