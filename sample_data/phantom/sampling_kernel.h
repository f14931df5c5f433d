#pragma once
#include <vector>

namespace osteosign::phantom {

/// Blur along one axis that at the same time goes from the fine grid to the voxels: voxel k is the sum of
/// weights[t] * fine[k * steps_per_voxel + t]. Fine sample 0 lies at `first_offset_voxels` from voxel 0.
struct SamplingKernel {
  int steps_per_voxel = 1;
  double first_offset_voxels = 0;
  std::vector<float> weights;  ///< their sum is 1

  int fine_count(int voxels) const {
    return (voxels - 1) * steps_per_voxel + static_cast<int>(weights.size());
  }
  double voxel_coordinate(int fine) const {
    return first_offset_voxels + static_cast<double>(fine) / steps_per_voxel;
  }
};

/// A box of `box_mm` convolved with a Gaussian of `sigma_mm`; a box of 0 leaves the Gaussian, a sigma of 0 a
/// box.
SamplingKernel sampling_kernel(double spacing_mm, int steps_per_voxel, double box_mm, double sigma_mm);

}  // namespace osteosign::phantom
