#include "features/vertebra/local_block.h"

#include <algorithm>
#include <cmath>

namespace osteosign {
namespace {

/// Shares of the two labels at a continuous voxel position.
struct Shares {
  float own = 0;
  float other = 0;
};

/// Linear interpolation. Outside of the box the voxels at its border go on: a bone cut by the border of the
/// volume has no end there.
Shares interpolated(const VertebraCrop& crop, const Eigen::Vector3d& voxel) {
  const ImageGrid& grid = crop.box;
  const Eigen::Array3d last(grid.size[0] - 1, grid.size[1] - 1, grid.size[2] - 1);
  const Eigen::Array3d place = voxel.array().max(0.0).min(last);
  const Eigen::Array3d lower = place.floor();
  const Eigen::Array3d upper_weight = place - lower;
  const Eigen::Array3i start = lower.cast<int>();
  Shares shares;
  for (int corner = 0; corner < 8; ++corner) {
    const Eigen::Array3i step(corner & 1, (corner >> 1) & 1, (corner >> 2) & 1);
    const Eigen::Array3i at = (start + step).min(last.cast<int>());
    const std::size_t i = grid.index(at.x(), at.y(), at.z());
    if (crop.own[i] == 0 && crop.other[i] == 0) continue;
    double weight = 1;
    for (int axis = 0; axis < 3; ++axis)
      weight *= step[axis] == 1 ? upper_weight[axis] : 1 - upper_weight[axis];
    (crop.own[i] != 0 ? shares.own : shares.other) += static_cast<float>(weight);
  }
  return shares;
}

struct Line {
  const LocalBlock& block;
  const Walk& walk;

  int points() const {
    const int start = walk.start[walk.axis];
    const int room = walk.direction > 0 ? block.size[walk.axis] - 1 - start : start;
    return std::min(room, static_cast<int>(walk.longest_mm / block.step_mm)) + 1;
  }
  float value(int step) const {
    Eigen::Array3i at = walk.start;
    at[walk.axis] += step * walk.direction;
    return block.own[block.index(at.x(), at.y(), at.z())];
  }
  /// Place at which the value passes one half between two neighbouring steps.
  double crossing_mm(int before) const {
    const double a = value(before) - 0.5;
    const double b = value(before + 1) - 0.5;
    const double step = before + (a == b ? 0.5 : a / (a - b));
    return block.first_mm[walk.axis] + block.step_mm * (walk.start[walk.axis] + walk.direction * step);
  }
};

}  // namespace

Eigen::Array3i LocalBlock::nearest(const Eigen::Vector3d& local_mm) const {
  const Eigen::Array3i point = ((local_mm - first_mm).array() / step_mm).round().cast<int>();
  return point.max(Eigen::Array3i::Zero()).min(size - 1);
}

bool LocalBlock::in_box(const Eigen::Vector3d& local_mm) const {
  const Eigen::Array3d voxel = box.voxel_from_patient(frame.patient_from_local(local_mm)).array();
  return (voxel >= 0).all() && voxel.x() <= box.size[0] - 1 && voxel.y() <= box.size[1] - 1 &&
         voxel.z() <= box.size[2] - 1;
}

LocalBlock resample_to_frame(const VertebraCrop& crop, const VertebraFrame& frame, const LocalExtent& extent,
                             double step_mm) {
  LocalBlock block;
  block.frame = frame;
  block.box = crop.box;
  block.first_mm = extent.lowest_mm;
  block.step_mm = step_mm;
  block.size = ((extent.highest_mm - extent.lowest_mm) / step_mm).array().round().cast<int>() + 1;
  block.own.resize(static_cast<std::size_t>(block.size.prod()));
  block.other.resize(block.own.size());
  const Eigen::Vector3d first = crop.box.voxel_from_patient(frame.patient_from_local(block.first_mm));
  const Eigen::Matrix3d voxels_per_step =
      step_mm * crop.box.spacing_mm.cwiseInverse().asDiagonal() * crop.box.direction.transpose() * frame.axes;
  for (int z = 0; z < block.size.z(); ++z)
    for (int y = 0; y < block.size.y(); ++y)
      for (int x = 0; x < block.size.x(); ++x) {
        const Shares shares = interpolated(crop, first + voxels_per_step * Eigen::Vector3d(x, y, z));
        const std::size_t i = block.index(x, y, z);
        block.own[i] = shares.own;
        block.other[i] = shares.other;
      }
  return block;
}

std::optional<double> leaves_label(const LocalBlock& block, const Walk& walk) {
  const Line line{block, walk};
  const int points = line.points();
  const int gap = static_cast<int>(std::ceil(walk.gap_mm / block.step_mm));
  if (points < 2 || line.value(0) < 0.5F) return {};
  int last_inside = 0;
  for (int step = 1; step < points && step - last_inside <= gap; ++step)
    if (line.value(step) >= 0.5F) last_inside = step;
  if (last_inside == points - 1) return {};
  return line.crossing_mm(last_inside);
}

std::optional<double> enters_label(const LocalBlock& block, const Walk& walk) {
  const Line line{block, walk};
  const int points = line.points();
  if (points < 2 || line.value(0) >= 0.5F) return {};
  for (int step = 1; step < points; ++step)
    if (line.value(step) >= 0.5F) return line.crossing_mm(step - 1);
  return {};
}

}  // namespace osteosign
