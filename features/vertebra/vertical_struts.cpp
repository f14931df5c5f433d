#include "features/vertebra/vertical_struts.h"

#include <algorithm>

namespace osteosign {
namespace {

/// Covariance of the native HU of the region with those `shift_mm` away, where that is in the region too; 0
/// when too few are.
double covariance_hu2(const VertebraImage& image, const VoxelMask& region, double mean_hu,
                      const Eigen::Vector3d& shift_mm) {
  constexpr int fewest = 50;
  const ImageGrid& grid = image.grid;
  double sum = 0;
  int count = 0;
  for_each_voxel(region, [&](int x, int y, int z) {
    const Eigen::Vector3d there = grid.patient_from_voxel(Eigen::Vector3d(x, y, z)) + shift_mm;
    const Eigen::Vector3i at = grid.voxel_from_patient(there).array().round().matrix().cast<int>();
    if (!grid.contains(at.x(), at.y(), at.z()) || !region.contains(at.x(), at.y(), at.z())) return;
    sum += (image.hounsfield[grid.index(x, y, z)] - mean_hu) *
           (sample_linear(grid, image.hounsfield, there) - mean_hu);
    ++count;
  });
  return count < fewest ? 0 : sum / count;
}

}  // namespace

RegionFigures figures_of(const VertebraImage& image, const VoxelMask& region, double noise_hu) {
  const auto count = static_cast<double>(region.count());
  double sum = 0;
  for_each_voxel(region, [&](int x, int y, int z) { sum += image.hounsfield[image.grid.index(x, y, z)]; });
  RegionFigures figures{sum / count, -noise_hu * noise_hu};
  for_each_voxel(region, [&](int x, int y, int z) {
    const double off = image.hounsfield[image.grid.index(x, y, z)] - figures.mean_hu;
    figures.variance_hu2 += off * off / count;
  });
  return figures;
}

bool has_vertical_struts(const VertebraImage& image, const VoxelMask& region, const Eigen::Matrix3d& axes,
                         const RegionFigures& figures) {
  constexpr double along_mm = 3;
  constexpr double across_mm = 2;
  constexpr double least_alike = 0.5;
  constexpr double least_difference = 0.3;
  // Layers, as streaks make them, differ one way only; half of the difference of both leaves the
  // haemangiomas of the development phantoms as they are.
  constexpr double least_difference_each_way = 0.15;
  if (figures.variance_hu2 <= 0) return false;
  const auto alike = [&](const Eigen::Vector3d& shift_mm) {
    return covariance_hu2(image, region, figures.mean_hu, shift_mm) / figures.variance_hu2;
  };
  const double along = alike(along_mm * axes.col(2));
  const double leftwards = alike(across_mm * axes.col(0)), backwards = alike(across_mm * axes.col(1));
  return along > least_alike && along - 0.5 * (leftwards + backwards) > least_difference &&
         along - std::max(leftwards, backwards) > least_difference_each_way;
}

}  // namespace osteosign
