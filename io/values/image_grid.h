#pragma once
#include <Eigen/Core>
#include <array>
#include <cstddef>

namespace osteosign {

/// Where the voxels of a 3-D image lie in the patient. Index order is x (column), y (row), z (slice); patient
/// space is LPS millimetres (DICOM PS3.3 C.7.6.2.1.1). `direction` has the unit vectors of the x, y and z
/// index axes as columns and is a proper rotation or a reflection of one; the memory index of voxel (x, y, z)
/// is x + size[0] * (y + size[1] * z).
struct ImageGrid {
  std::array<int, 3> size{0, 0, 0};
  Eigen::Vector3d origin_mm = Eigen::Vector3d::Zero();  ///< patient position of the centre of voxel (0, 0, 0)
  Eigen::Vector3d spacing_mm = Eigen::Vector3d::Ones();
  Eigen::Matrix3d direction = Eigen::Matrix3d::Identity();

  std::size_t voxel_count() const {
    return static_cast<std::size_t>(size[0]) * static_cast<std::size_t>(size[1]) *
           static_cast<std::size_t>(size[2]);
  }
  double voxel_volume_mm3() const { return spacing_mm.prod(); }
  std::size_t index(int x, int y, int z) const {
    return static_cast<std::size_t>(x) +
           static_cast<std::size_t>(size[0]) *
               (static_cast<std::size_t>(y) +
                static_cast<std::size_t>(size[1]) * static_cast<std::size_t>(z));
  }
  bool contains(int x, int y, int z) const {
    return x >= 0 && y >= 0 && z >= 0 && x < size[0] && y < size[1] && z < size[2];
  }
  Eigen::Vector3d patient_from_voxel(const Eigen::Vector3d& voxel) const {
    return origin_mm + direction * voxel.cwiseProduct(spacing_mm);
  }
  /// Continuous voxel coordinates; whole numbers are voxel centres.
  Eigen::Vector3d voxel_from_patient(const Eigen::Vector3d& point_mm) const {
    return (direction.transpose() * (point_mm - origin_mm)).cwiseQuotient(spacing_mm);
  }
  /// The grid of the box of voxels that starts at `first` and has `box_size` voxels.
  ImageGrid crop(const std::array<int, 3>& first, const std::array<int, 3>& box_size) const;
  /// Largest distance in mm between equal corners of two grids of the same size; infinity when the sizes
  /// differ.
  double corner_distance_mm(const ImageGrid& other) const;
};

}  // namespace osteosign
