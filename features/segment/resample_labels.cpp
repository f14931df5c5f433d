#include "features/segment/resample_labels.h"

#include <fmt/format.h>

#include <cmath>

#include "io/values/errors.h"

namespace osteosign {
namespace {

/// Continuous voxel coordinates of `to` from whole voxels of `from`: an affine map.
struct VoxelMap {
  Eigen::Vector3d offset;
  Eigen::Matrix3d steps;
  Eigen::Vector3d operator()(int x, int y, int z) const { return offset + steps * Eigen::Vector3d(x, y, z); }
};

VoxelMap voxel_map(const ImageGrid& from, const ImageGrid& to) {
  VoxelMap map;
  map.offset = to.voxel_from_patient(from.origin_mm);
  for (int axis = 0; axis < 3; ++axis)
    map.steps.col(axis) =
        to.voxel_from_patient(from.patient_from_voxel(Eigen::Vector3d::Unit(axis))) - map.offset;
  return map;
}

std::array<int, 3> nearest(const Eigen::Vector3d& voxel) {
  // Half-way cases go to the higher voxel on every axis, so that the result does not depend on the sign.
  return {static_cast<int>(std::floor(voxel.x() + 0.5)), static_cast<int>(std::floor(voxel.y() + 0.5)),
          static_cast<int>(std::floor(voxel.z() + 0.5))};
}

struct Overlap {
  std::size_t labelled = 0;
  std::size_t inside = 0;
};

Overlap overlap_of(const LabelMap& labels, const ImageGrid& grid) {
  const VoxelMap map = voxel_map(labels.grid, grid);
  Overlap overlap;
  for (int z = 0; z < labels.grid.size[2]; ++z)
    for (int y = 0; y < labels.grid.size[1]; ++y)
      for (int x = 0; x < labels.grid.size[0]; ++x) {
        if (labels.voxels[labels.grid.index(x, y, z)] == 0) continue;
        const auto voxel = nearest(map(x, y, z));
        ++overlap.labelled;
        overlap.inside += grid.contains(voxel[0], voxel[1], voxel[2]) ? 1 : 0;
      }
  return overlap;
}

std::vector<std::uint16_t> nearest_labels(const LabelMap& labels, const ImageGrid& grid) {
  const VoxelMap map = voxel_map(grid, labels.grid);
  std::vector<std::uint16_t> voxels(grid.voxel_count(), 0);
  for (int z = 0; z < grid.size[2]; ++z)
    for (int y = 0; y < grid.size[1]; ++y)
      for (int x = 0; x < grid.size[0]; ++x) {
        const auto from = nearest(map(x, y, z));
        if (labels.grid.contains(from[0], from[1], from[2]))
          voxels[grid.index(x, y, z)] = labels.voxels[labels.grid.index(from[0], from[1], from[2])];
      }
  return voxels;
}

std::string shape(const ImageGrid& grid) {
  return fmt::format("{} x {} x {} voxels of {:.4g} x {:.4g} x {:.4g} mm", grid.size[0], grid.size[1],
                     grid.size[2], grid.spacing_mm.x(), grid.spacing_mm.y(), grid.spacing_mm.z());
}

}  // namespace

LabelsOnGrid resample_labels(const LabelMap& labels, const ImageGrid& grid,
                             const ResampleLabelsParameters& parameters) {
  const double distance_mm = labels.grid.corner_distance_mm(grid);
  if (distance_mm <= parameters.same_grid_mm)
    return {labels, fmt::format("{}: on the grid of the CT (corners within {:.2g} mm), used as it is",
                                labels.origin, distance_mm)};
  const Overlap overlap = overlap_of(labels, grid);
  const double fraction = overlap.labelled == 0
                              ? 1.0
                              : static_cast<double>(overlap.inside) / static_cast<double>(overlap.labelled);
  if (fraction < parameters.least_overlap_fraction)
    throw InputError(
        fmt::format("{}: {} of its {} labelled voxels ({:.1f} %) lie inside the CT, at least {:.1f} % "
                    "must; the file has {}, the CT {}",
                    labels.origin, overlap.inside, overlap.labelled, 100 * fraction,
                    100 * parameters.least_overlap_fraction, shape(labels.grid), shape(grid)),
        FailureKind::not_usable);
  LabelsOnGrid result;
  result.labels = {grid, nearest_labels(labels, grid), labels.names, labels.origin};
  result.note = fmt::format(
      "{}: resampled by nearest neighbour from {} to {}; {:.1f} % of its labelled voxels lie "
      "inside the CT",
      labels.origin, shape(labels.grid), shape(grid), 100 * fraction);
  return result;
}

}  // namespace osteosign
