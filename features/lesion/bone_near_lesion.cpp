#include "features/lesion/bone_near_lesion.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "features/find/connected_part.h"
#include "features/shape/signed_distance.h"

namespace osteosign {
namespace {

constexpr double cell_mm = 1;
constexpr double smoothing_mm = 0.8;
constexpr double border_mm = 1.5;

struct VoxelRange {
  Eigen::Array3i lowest;
  Eigen::Array3i highest;
};

/// The voxels within reach of the lesion, and of these the box round the bone in it.
std::optional<VoxelRange> range_of_bone(const LabelMap& bones, const CtLesionOutline& outline,
                                        double reach_mm) {
  const ImageGrid& grid = bones.grid;
  VoxelRange reach{Eigen::Array3i::Zero(), Eigen::Array3i::Zero()};
  for (int axis = 0; axis < 3; ++axis) {
    const auto a = static_cast<std::size_t>(axis);
    const int border = static_cast<int>(std::ceil(reach_mm / grid.spacing_mm[axis]));
    reach.lowest[axis] = std::max(0, outline.first[a] - border);
    reach.highest[axis] = std::min(grid.size[a] - 1, outline.first[a] + outline.box.size[a] - 1 + border);
  }
  VoxelRange range{reach.highest, reach.lowest};
  for (int z = reach.lowest.z(); z <= reach.highest.z(); ++z)
    for (int y = reach.lowest.y(); y <= reach.highest.y(); ++y)
      for (int x = reach.lowest.x(); x <= reach.highest.x(); ++x) {
        if (bones.voxels[grid.index(x, y, z)] == 0) continue;
        range.lowest = range.lowest.min(Eigen::Array3i(x, y, z));
        range.highest = range.highest.max(Eigen::Array3i(x, y, z));
      }
  if ((range.lowest > range.highest).any()) return std::nullopt;
  for (int axis = 0; axis < 3; ++axis) {
    const int border = static_cast<int>(std::ceil(4 * smoothing_mm / grid.spacing_mm[axis]));
    range.lowest[axis] = std::max(reach.lowest[axis], range.lowest[axis] - border);
    range.highest[axis] = std::min(reach.highest[axis], range.highest[axis] + border);
  }
  return range;
}

/// Cells of 1 mm over the voxels of the range, border to border.
ImageGrid cells_over(const ImageGrid& grid, const VoxelRange& range) {
  ImageGrid cells = grid;
  const Eigen::Vector3d first = range.lowest.cast<double>() - 0.5;
  for (int axis = 0; axis < 3; ++axis) {
    const double extent = (range.highest[axis] - range.lowest[axis] + 1) * grid.spacing_mm[axis];
    cells.size[static_cast<std::size_t>(axis)] = std::max(1, static_cast<int>(std::lround(extent / cell_mm)));
    cells.spacing_mm[axis] = extent / cells.size[static_cast<std::size_t>(axis)];
  }
  cells.origin_mm = grid.patient_from_voxel(first) + grid.direction * (cells.spacing_mm / 2);
  return cells;
}

/// Part of the eight voxels round a place that is bone, weighted by nearness.
double bone_at(const LabelMap& bones, const Eigen::Vector3d& voxel) {
  std::array<int, 3> lower{}, upper{};
  Eigen::Vector3d weight;
  for (int axis = 0; axis < 3; ++axis) {
    const auto a = static_cast<std::size_t>(axis);
    const double held = std::clamp(voxel[axis], 0.0, bones.grid.size[a] - 1.0);
    lower[a] = static_cast<int>(held);
    upper[a] = std::min(lower[a] + 1, bones.grid.size[a] - 1);
    weight[axis] = held - lower[a];
  }
  double sum = 0;
  for (int corner = 0; corner < 8; ++corner) {
    const bool x = (corner & 1) != 0, y = (corner & 2) != 0, z = (corner & 4) != 0;
    const std::size_t index =
        bones.grid.index(x ? upper[0] : lower[0], y ? upper[1] : lower[1], z ? upper[2] : lower[2]);
    if (bones.voxels[index] == 0) continue;
    sum += (x ? weight.x() : 1 - weight.x()) * (y ? weight.y() : 1 - weight.y()) *
           (z ? weight.z() : 1 - weight.z());
  }
  return sum;
}

std::vector<float> bone_in_cells(const LabelMap& bones, const ImageGrid& cells) {
  std::vector<float> part(cells.voxel_count());
  tbb::parallel_for(0, cells.size[2], [&](int z) {
    for (int y = 0; y < cells.size[1]; ++y)
      for (int x = 0; x < cells.size[0]; ++x)
        part[cells.index(x, y, z)] = static_cast<float>(bone_at(
            bones, bones.grid.voxel_from_patient(cells.patient_from_voxel(Eigen::Vector3d(x, y, z)))));
  });
  return part;
}

/// The cells of bone that hang together with the one nearest to the lesion; `part` becomes 0 in the others.
std::vector<std::uint8_t> piece_near(std::vector<float>& part, const ImageGrid& cells,
                                     const LesionDistance& lesion) {
  std::vector<std::uint8_t> inside(part.size());
  std::transform(part.begin(), part.end(), inside.begin(),
                 [](float value) { return static_cast<std::uint8_t>(value >= 0.5F); });
  std::vector<double> distance(static_cast<std::size_t>(cells.size[2]), 1e9);
  std::vector<std::size_t> nearest(distance.size(), 0);
  tbb::parallel_for(0, cells.size[2], [&](int z) {
    const auto slice = static_cast<std::size_t>(z);
    for (int y = 0; y < cells.size[1]; ++y)
      for (int x = 0; x < cells.size[0]; ++x) {
        const std::size_t index = cells.index(x, y, z);
        if (inside[index] == 0) continue;
        const double here = lesion.mm(cells.patient_from_voxel(Eigen::Vector3d(x, y, z)));
        if (here >= distance[slice]) continue;
        distance[slice] = here;
        nearest[slice] = index;
      }
  });
  const auto best =
      static_cast<std::size_t>(std::min_element(distance.begin(), distance.end()) - distance.begin());
  std::vector<std::uint8_t> piece = connected_part(cells, inside, nearest[best]);
  for (std::size_t i = 0; i < part.size(); ++i)
    if (inside[i] != 0 && piece[i] == 0) part[i] = 0;
  return piece;
}

bool near_border(const ImageGrid& grid, const Eigen::Vector3d& point_mm) {
  const Eigen::Vector3d voxel = grid.voxel_from_patient(point_mm);
  for (int axis = 0; axis < 3; ++axis) {
    const double from_border =
        std::min(voxel[axis] + 0.5, grid.size[static_cast<std::size_t>(axis)] - 0.5 - voxel[axis]);
    if (from_border * grid.spacing_mm[axis] < border_mm) return true;
  }
  return false;
}

}  // namespace

bool BoneNearLesion::at_border_of_volume(const Eigen::Vector3d& point_mm) const {
  return near_border(volume, point_mm);
}

Measured<BoneNearLesion> bone_near_lesion(const CtVolume& ct, const LabelMap& bones,
                                          const CtLesionOutline& outline,
                                          const CortexParameters& parameters) {
  const std::optional<VoxelRange> range = range_of_bone(bones, outline, parameters.cortex_reach_mm);
  if (!range) return Unknown{"no bone within reach of the lesion"};
  BoneNearLesion bone{cells_over(ct.grid, *range), {}, {}, {}, {}, ct.grid, LesionDistance(outline)};
  if (bone.lesion.is_empty()) return Unknown{"the outline is empty"};
  std::vector<float> part = bone_in_cells(bones, bone.grid);
  bone.inside = piece_near(part, bone.grid, bone.lesion);
  part = smoothed(bone.grid, part, smoothing_mm);
  bone.points = spread_points(extract_surface(bone.grid, part, 0.5), parameters.cortex_point_spacing_mm,
                              parameters.cortex_pooling_radius_mm);
  for (const Eigen::Vector3d& point : bone.points.positions_mm) {
    bone.lesion_distance_mm.push_back(bone.lesion.mm(point));
    bone.cut_off.push_back(near_border(bone.grid, point));
  }
  return bone;
}

}  // namespace osteosign
