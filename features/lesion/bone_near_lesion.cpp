#include "features/lesion/bone_near_lesion.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "features/prepare/mask_components.h"
#include "features/shape/signed_distance.h"

namespace osteosign {
namespace {

constexpr double cell_mm = 1;
constexpr double smoothing_mm = 0.8;
constexpr double border_mm = 1.5;
// Calcifications of a mass are smaller, bones are not; a surface of 1 point for each mm2 describes it well.
constexpr double least_bone_mm3 = 1000;

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

/// Distance of each piece of bone from the lesion.
std::vector<double> distances_mm(const MaskComponents& pieces, const LesionDistance& lesion) {
  std::vector<double> of_run(pieces.runs.size(), std::numeric_limits<double>::max());
  tbb::parallel_for(std::size_t{0}, of_run.size(), [&](std::size_t i) {
    const ComponentRun& run = pieces.runs[i];
    for (int x = run.first_x; x <= run.last_x; ++x) {
      const Eigen::Vector3d point = pieces.grid.patient_from_voxel(Eigen::Vector3d(x, run.y, run.z));
      of_run[i] = std::min(of_run[i], lesion.mm(point));
    }
  });
  std::vector<double> distance(pieces.components.size(), std::numeric_limits<double>::max());
  for (std::size_t i = 0; i < of_run.size(); ++i) {
    double& of_piece = distance[pieces.runs[i].component];
    of_piece = std::min(of_piece, of_run[i]);
  }
  return distance;
}

/// The piece nearest to the lesion that is no chip, or else the largest. Chips are calcifications and voxels
/// that noise has lifted.
std::size_t piece_near(const MaskComponents& pieces, const LesionDistance& lesion) {
  const std::vector<double> distance = distances_mm(pieces, lesion);
  const auto is_chip = [&](std::size_t piece) { return pieces.volume_mm3(piece) < least_bone_mm3; };
  const auto better = [&](std::size_t a, std::size_t b) {
    if (is_chip(a) != is_chip(b)) return is_chip(b);
    return is_chip(a) ? pieces.components[a].voxels > pieces.components[b].voxels : distance[a] < distance[b];
  };
  std::size_t chosen = 0;
  for (std::size_t i = 1; i < distance.size(); ++i)
    if (better(i, chosen)) chosen = i;
  return chosen;
}

/// The cells of that piece; `part` becomes 0 in the others.
std::vector<std::uint8_t> only_piece_near(std::vector<float>& part, const ImageGrid& cells,
                                          const LesionDistance& lesion) {
  VoxelMask inside(cells);
  for (int z = 0; z < cells.size[2]; ++z)
    for (int y = 0; y < cells.size[1]; ++y)
      for (int x = 0; x < cells.size[0]; ++x)
        if (part[cells.index(x, y, z)] >= 0.5F) inside.insert(x, y, z);
  const MaskComponents pieces = find_components(inside, Neighbours::volume);
  std::vector<std::uint8_t> chosen(part.size(), 0);
  if (pieces.components.empty()) return chosen;
  const std::size_t piece = piece_near(pieces, lesion);
  for (const ComponentRun& run : pieces.runs)
    for (int x = run.first_x; x <= run.last_x; ++x) {
      const std::size_t cell = cells.index(x, run.y, run.z);
      if (run.component == piece)
        chosen[cell] = 1;
      else
        part[cell] = 0;
    }
  return chosen;
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

bool BoneNearLesion::faces_itself(std::size_t point) const {
  constexpr double from_mm = 2, to_mm = 30;  // wider than the marrow of any shaft
  for (double mm = from_mm; mm <= to_mm; mm += cell_mm) {
    const Eigen::Vector3d at =
        grid.voxel_from_patient(points.positions_mm[point] + mm * points.normals[point]);
    const Eigen::Array3i cell = at.array().round().cast<int>();
    if (!grid.contains(cell.x(), cell.y(), cell.z())) return false;
    if (inside[grid.index(cell.x(), cell.y(), cell.z())] != 0) return true;
  }
  return false;
}

std::vector<bool> BoneNearLesion::points_beyond(double from_lesion_mm) const {
  std::vector<bool> beyond(points.size());
  for (std::size_t i = 0; i < beyond.size(); ++i)
    beyond[i] = lesion_distance_mm[i] > from_lesion_mm && !cut_off[i];
  return beyond;
}

Measured<BoneNearLesion> bone_near_lesion(const CtVolume& ct, const LabelMap& bones,
                                          const CtLesionOutline& outline,
                                          const CortexParameters& parameters) {
  const std::optional<VoxelRange> range = range_of_bone(bones, outline, parameters.cortex_reach_mm);
  if (!range) return Unknown{"no bone within reach of the lesion"};
  BoneNearLesion bone{cells_over(ct.grid, *range), {}, {}, {}, {}, ct.grid, LesionDistance(outline)};
  if (bone.lesion.is_empty()) return Unknown{"the outline is empty"};
  std::vector<float> part = bone_in_cells(bones, bone.grid);
  bone.inside = only_piece_near(part, bone.grid, bone.lesion);
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
