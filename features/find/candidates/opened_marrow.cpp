#include "features/find/candidates/opened_marrow.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "features/prepare/mask_components.h"
#include "features/prepare/mask_morphology.h"

namespace osteosign {
namespace {

struct Direction {
  Eigen::Array3i step;
  std::ptrdiff_t offset;  ///< of a step, in blocks in memory
  int steps;              ///< up to the farthest wall
};

/// The 26 directions to the neighbours of a block; those within a slice first, since most places between
/// bones are open there.
std::vector<Direction> directions_of(const ImageGrid& grid, double wall_mm) {
  std::vector<Direction> directions;
  for (int z = -1; z <= 1; ++z)
    for (int y = -1; y <= 1; ++y)
      for (int x = -1; x <= 1; ++x) {
        const Eigen::Array3i step(x, y, z);
        const double step_mm = (step.cast<double>() * grid.spacing_mm.array()).matrix().norm();
        const std::ptrdiff_t offset =
            x + std::ptrdiff_t{grid.size[0]} * (y + std::ptrdiff_t{grid.size[1]} * z);
        if (step_mm > 0) directions.push_back({step, offset, static_cast<int>(wall_mm / step_mm)});
      }
  std::ranges::stable_partition(directions, [](const Direction& each) { return each.step.z() == 0; });
  return directions;
}

/// Directions that meet bone, of those that do not leave the scan.
struct Walls {
  int met = 0;
  int told = 0;
  int open() const { return told - met; }
  double share() const { return static_cast<double>(met) / told; }
};

class WallFinder {
 public:
  WallFinder(const CoarseBone& bone, const ImageGrid& series, const CoarseBoneParameters& parameters)
      : parameters_(parameters),
        grid_(bone.grid),
        bone_(grid_.voxel_count()),
        directions_(directions_of(bone.grid, parameters.opened_wall_mm)) {
    for_each_voxel(bone.bone - bone.closed_in, [&](int x, int y, int z) { bone_[grid_.index(x, y, z)] = 1; });
    for (std::size_t axis = 0; axis < 3; ++axis) {
      starts_[axis] = bone.first[axis] < bone.block[axis];
      ends_[axis] = bone.first[axis] + (grid_.size[axis] + 1) * bone.block[axis] > series.size[axis];
    }
  }

  /// Share of the directions that meet bone; 0 for bone itself and for places that are not walled enough.
  double share_of_walls(const Eigen::Array3i& from) const {
    constexpr int fewest = 13;  // half of the directions: from the border of the scan the others are seen
    constexpr int in_plane = 8;
    const auto most_open =
        static_cast<int>((1 - parameters_.opened_share) * static_cast<double>(directions_.size()));
    const auto most_open_in_plane = static_cast<int>((1 - parameters_.opened_plane_share) * in_plane);
    const std::size_t start = grid_.index(from.x(), from.y(), from.z());
    if (bone_[start] != 0) return 0;
    Walls all;
    std::array<Walls, 3> of_plane;
    for (const Direction& direction : directions_) {
      const std::optional<bool> met = meets_bone(from, start, direction);
      if (!met) continue;
      const int one = *met ? 1 : 0;
      ++all.told, all.met += one;
      if (all.open() > most_open) return 0;
      for (std::size_t axis = 0; axis < 3; ++axis)
        if (direction.step[static_cast<Eigen::Index>(axis)] == 0) {
          Walls& plane = of_plane[axis];
          ++plane.told, plane.met += one;
          if (plane.open() > most_open_in_plane) return 0;
        }
    }
    if (all.told < fewest || all.share() < parameters_.opened_share) return 0;
    for (const Walls& plane : of_plane)
      if (plane.told > 0 && plane.share() < parameters_.opened_plane_share) return 0;
    return all.share();
  }

 private:
  /// Blocks of the grid from a place on in a direction.
  int blocks_within(const Eigen::Array3i& from, const Direction& direction, std::size_t axis) const {
    const auto a = static_cast<Eigen::Index>(axis);
    if (direction.step[a] == 0) return direction.steps;
    return direction.step[a] > 0 ? grid_.size[axis] - 1 - from[a] : from[a];
  }

  /// Nothing when the direction leaves the scan before it meets bone.
  std::optional<bool> meets_bone(const Eigen::Array3i& from, std::size_t start,
                                 const Direction& direction) const {
    int steps = direction.steps;
    for (std::size_t axis = 0; axis < 3; ++axis)
      steps = std::min(steps, blocks_within(from, direction, axis));
    std::size_t at = start;
    for (int i = 0; i < steps; ++i) {
      at += static_cast<std::size_t>(direction.offset);
      if (bone_[at] != 0) return true;
    }
    if (steps == direction.steps) return false;
    for (std::size_t axis = 0; axis < 3; ++axis)
      if (blocks_within(from, direction, axis) == steps &&
          (direction.step[static_cast<Eigen::Index>(axis)] > 0 ? ends_ : starts_)[axis])
        return std::nullopt;
    return false;
  }

  const CoarseBoneParameters& parameters_;
  const ImageGrid& grid_;
  std::vector<std::uint8_t> bone_;
  std::vector<Direction> directions_;
  std::array<bool, 3> starts_{}, ends_{};  ///< whether the blocks reach the border of the scan
};

/// Of each block outside of bone that may be marrow, the share of its directions that meet bone; 0 elsewhere.
std::vector<float> wall_shares(const CoarseBone& bone, const ImageGrid& series, const VoxelMask& canal,
                               double soft_to_hu, const CoarseBoneParameters& parameters) {
  constexpr double fattest_hu = -150;            // fat is not below
  constexpr double trabeculae_above_soft = 100;  // of marrow whose trabeculae are too thin to be segmented
  const ImageGrid& grid = bone.grid;
  const WallFinder walls(bone, series, parameters);
  std::vector<float> shares(grid.voxel_count());
  tbb::parallel_for(0, grid.size[2], [&](int z) {
    for (int y = 0; y < grid.size[1]; ++y)
      for (int x = 0; x < grid.size[0]; ++x) {
        const std::size_t i = grid.index(x, y, z);
        if (bone.hu[i] < fattest_hu || bone.hu[i] > soft_to_hu + trabeculae_above_soft) continue;
        const Eigen::Array3i middle = bone.middle_voxel(x, y, z);
        const bool in_canal = canal.row_count() != 0 && canal.contains(middle.x(), middle.y(), middle.z());
        if (!in_canal) shares[i] = static_cast<float>(walls.share_of_walls({x, y, z}));
      }
  });
  return shares;
}

/// Blocks of at least this share, which may not be 0.
VoxelMask blocks_from(const ImageGrid& grid, const std::vector<float>& shares, double least) {
  VoxelMask blocks(grid);
  for (int z = 0; z < grid.size[2]; ++z)
    for (int y = 0; y < grid.size[1]; ++y)
      for (int x = 0; x < grid.size[0]; ++x)
        if (const double share = shares[grid.index(x, y, z)]; share > 0 && share >= least)
          blocks.insert(x, y, z);
  return blocks;
}

}  // namespace

VoxelMask opened_marrow(const CoarseBone& bone, const ImageGrid& series, const VoxelMask& canal,
                        double soft_to_hu, const CoarseBoneParameters& parameters) {
  const ImageGrid& grid = bone.grid;
  const std::vector<float> shares = wall_shares(bone, series, canal, soft_to_hu, parameters);
  const VoxelMask cores = blocks_from(grid, shares, parameters.opened_core_share);
  const MaskComponents parts = find_components(blocks_from(grid, shares, 0), Neighbours::volume);
  const std::vector<std::size_t> core_blocks = parts.overlap(cores);
  std::vector<bool> chosen(core_blocks.size());
  for (std::size_t i = 0; i < chosen.size(); ++i)
    chosen[i] = static_cast<double>(core_blocks[i]) * grid.voxel_volume_mm3() >= parameters.opened_core_mm3;
  return parts.select(chosen) & dilate(cores, Reach::ball(parameters.opened_reach_mm));
}

}  // namespace osteosign
