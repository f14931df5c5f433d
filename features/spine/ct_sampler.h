#pragma once
#include <algorithm>
#include <cmath>

#include "features/prepare/voxel_mask.h"
#include "io/images/ct_volume.h"

namespace osteosign {

/// Hounsfield units and masks at points of patient space, fast enough for whole reformations. For measuring
/// edges use features/profile/sample_ray.h, which refuses points beside the volume.
class CtSampler {
 public:
  explicit CtSampler(const CtVolume& ct)
      : ct_(ct),
        to_voxel_(ct.grid.spacing_mm.cwiseInverse().asDiagonal() * ct.grid.direction.transpose()),
        shift_(-to_voxel_ * ct.grid.origin_mm) {}

  Eigen::Vector3d voxel_of(const Eigen::Vector3d& point_mm) const { return to_voxel_ * point_mm + shift_; }

  /// True up to half a voxel beyond the outermost voxel centres.
  bool contains(const Eigen::Vector3d& point_mm) const { return contains_voxel(voxel_of(point_mm)); }

  /// Trilinear; CtVolume::padding_hu outside of the volume.
  float hu_at(const Eigen::Vector3d& point_mm) const { return hu_at_voxel(voxel_of(point_mm)); }
  /// The same for continuous voxel coordinates.
  float hu_at_voxel(const Eigen::Vector3d& voxel) const {
    return contains_voxel(voxel) ? interpolated(voxel) : static_cast<float>(CtVolume::padding_hu);
  }

  /// The voxel that holds the point is in `mask`; false outside of the volume. `mask` is on the CT's grid.
  bool is_in(const VoxelMask& mask, const Eigen::Vector3d& point_mm) const {
    return is_in_at_voxel(mask, voxel_of(point_mm));
  }
  bool is_in_at_voxel(const VoxelMask& mask, const Eigen::Vector3d& voxel) const {
    return contains_voxel(voxel) &&
           mask.contains(static_cast<int>(voxel.x() + 0.5), static_cast<int>(voxel.y() + 0.5),
                         static_cast<int>(voxel.z() + 0.5));
  }
  bool contains_voxel(const Eigen::Vector3d& voxel) const {
    const auto& size = ct_.grid.size;
    return voxel.x() > -0.5 && voxel.y() > -0.5 && voxel.z() > -0.5 && voxel.x() < size[0] - 0.5 &&
           voxel.y() < size[1] - 0.5 && voxel.z() < size[2] - 0.5;
  }

 private:
  struct Pair {
    int lower;
    int upper;
    float weight;  ///< of the upper one
  };
  static Pair pair_of(double index, int size) {
    const double inside = std::clamp(index, 0.0, static_cast<double>(size - 1));
    const int lower = std::min(static_cast<int>(inside), std::max(size - 2, 0));
    return {lower, std::min(lower + 1, size - 1), static_cast<float>(inside - lower)};
  }
  float interpolated(const Eigen::Vector3d& voxel) const {
    const auto& grid = ct_.grid;
    const Pair x = pair_of(voxel.x(), grid.size[0]);
    const Pair y = pair_of(voxel.y(), grid.size[1]);
    const Pair z = pair_of(voxel.z(), grid.size[2]);
    const auto row = [&](int iy, int iz) {
      const std::int16_t* start = ct_.hounsfield.data() + grid.index(0, iy, iz);
      const float a = start[x.lower];
      return a + x.weight * (static_cast<float>(start[x.upper]) - a);
    };
    const auto plane = [&](int iz) {
      const float a = row(y.lower, iz);
      return a + y.weight * (row(y.upper, iz) - a);
    };
    const float a = plane(z.lower);
    return a + z.weight * (plane(z.upper) - a);
  }

  const CtVolume& ct_;
  Eigen::Matrix3d to_voxel_;
  Eigen::Vector3d shift_;
};

}  // namespace osteosign
