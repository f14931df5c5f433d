#include "features/find/candidates/coarse_bone.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>

#include "features/find/candidates/opened_marrow.h"
#include "features/find/connected_part.h"
#include "features/prepare/mask_morphology.h"
#include "features/shape/signed_distance.h"

namespace osteosign {
namespace {

/// Whether a voxel is bone that is searched.
bool is_searched(const SearchedBones& searched, int x, int y, int z) {
  if (searched.bones.voxels[searched.bones.grid.index(x, y, z)] == 0) return false;
  return searched.invalid.row_count() == 0 || !searched.invalid.contains(x, y, z);
}

struct Bounds {
  Eigen::Array3i lowest = Eigen::Array3i::Constant(1 << 30);
  Eigen::Array3i highest = Eigen::Array3i::Constant(-1);
};

Bounds bounds_of(const SearchedBones& searched) {
  const ImageGrid& grid = searched.ct.grid;
  std::vector<Bounds> of_slice(static_cast<std::size_t>(grid.size[2]));
  tbb::parallel_for(0, grid.size[2], [&](int z) {
    Bounds& bounds = of_slice[static_cast<std::size_t>(z)];
    for (int y = 0; y < grid.size[1]; ++y)
      for (int x = 0; x < grid.size[0]; ++x) {
        if (!is_searched(searched, x, y, z)) continue;
        bounds.lowest = bounds.lowest.min(Eigen::Array3i(x, y, z));
        bounds.highest = bounds.highest.max(Eigen::Array3i(x, y, z));
      }
  });
  Bounds all;
  for (const Bounds& slice : of_slice) {
    all.lowest = all.lowest.min(slice.lowest);
    all.highest = all.highest.max(slice.highest);
  }
  return all;
}

/// Blocks that a closing reaches along each axis.
std::array<int, 3> reach_of(const CoarseBone& coarse, double closing_mm) {
  std::array<int, 3> reach{};
  for (std::size_t axis = 0; axis < 3; ++axis)
    reach[axis] =
        static_cast<int>(std::floor(closing_mm / coarse.grid.spacing_mm[static_cast<Eigen::Index>(axis)]));
  return reach;
}

/// The grid of blocks round the bone, and of background on each side as far as a closing reaches and one
/// block more, where the volume has it.
CoarseBone empty_blocks(const ImageGrid& series, const Bounds& bounds,
                        const CoarseBoneParameters& parameters) {
  CoarseBone coarse;
  Eigen::Vector3d middle;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const auto a = static_cast<Eigen::Index>(axis);
    const int block = std::max(1, static_cast<int>(std::lround(parameters.block_mm / series.spacing_mm[a])));
    coarse.block[axis] = block;
    const int round =
        block * (1 + static_cast<int>(parameters.bone_closing_mm / (series.spacing_mm[a] * block)));
    coarse.first[axis] = std::max(0, bounds.lowest[a] - round);
    const int last = std::min(series.size[axis] - 1, bounds.highest[a] + round);
    coarse.grid.size[axis] = std::max(1, (last - coarse.first[axis] + 1) / block);
    coarse.grid.spacing_mm[a] = series.spacing_mm[a] * block;
    middle[a] = coarse.first[axis] + 0.5 * (block - 1);
  }
  coarse.grid.direction = series.direction;
  coarse.grid.origin_mm = series.patient_from_voxel(middle);
  return coarse;
}

VoxelMask mask_of(const ImageGrid& grid, const std::vector<std::uint8_t>& inside) {
  VoxelMask mask(grid);
  for (int z = 0; z < grid.size[2]; ++z)
    for (int y = 0; y < grid.size[1]; ++y)
      for (int x = 0; x < grid.size[0]; ++x)
        if (inside[grid.index(x, y, z)] != 0) mask.insert(x, y, z);
  return mask;
}

/// The soft blocks that a closing takes in. Nearer to the border of the blocks than it reaches nobody knows
/// whether bone lies beyond.
VoxelMask closed_in(const CoarseBone& coarse, const std::vector<std::uint8_t>& inside, const VoxelMask& canal,
                    double soft_to_hu, const CoarseBoneParameters& parameters) {
  VoxelMask taken_in(coarse.grid);
  if (parameters.bone_closing_mm <= 0) return taken_in;
  const VoxelMask closed = close(mask_of(coarse.grid, inside), Reach::ball(parameters.bone_closing_mm));
  const std::array<int, 3> reach = reach_of(coarse, parameters.bone_closing_mm);
  for_each_voxel(closed, [&](int x, int y, int z) {
    const std::array<int, 3> at{x, y, z};
    for (std::size_t axis = 0; axis < 3; ++axis)
      if (at[axis] < reach[axis] || at[axis] >= coarse.grid.size[axis] - reach[axis]) return;
    const std::size_t i = coarse.grid.index(x, y, z);
    const Eigen::Array3i middle = coarse.middle_voxel(x, y, z);
    const bool in_canal = canal.row_count() != 0 && canal.contains(middle.x(), middle.y(), middle.z());
    const bool soft = coarse.hu[i] >= parameters.bone_closed_from_hu && coarse.hu[i] <= soft_to_hu;
    if (inside[i] == 0 && soft && !in_canal) taken_in.insert(x, y, z);
  });
  return taken_in;
}

/// Fills holes, closes, and says what is bone then.
CoarseBone closed_bone(CoarseBone coarse, const std::vector<std::uint8_t>& blocks, const VoxelMask& canal,
                       double soft_to_hu, const CoarseBoneParameters& parameters) {
  const ImageGrid& grid = coarse.grid;
  std::vector<std::uint8_t> inside = without_holes(grid, blocks);
  coarse.closed_in = closed_in(coarse, inside, canal, soft_to_hu, parameters);
  for_each_voxel(coarse.closed_in, [&](int x, int y, int z) { inside[grid.index(x, y, z)] = 1; });
  inside = without_holes(grid, inside);
  coarse.surface_mm = signed_distance_mm(grid, inside);
  coarse.bone = mask_of(grid, inside);
  return coarse;
}

}  // namespace

Eigen::Array3i CoarseBone::middle_voxel(int x, int y, int z) const {
  return {first[0] + x * block[0] + block[0] / 2, first[1] + y * block[1] + block[1] / 2,
          first[2] + z * block[2] + block[2] / 2};
}

CoarseBone coarse_bone(const SearchedBones& searched, double soft_to_hu,
                       const CoarseBoneParameters& parameters) {
  const CtVolume& ct = searched.ct;
  const Bounds bounds = bounds_of(searched);
  if ((bounds.highest < 0).any()) return {};
  CoarseBone coarse = empty_blocks(ct.grid, bounds, parameters);
  const ImageGrid& grid = coarse.grid;
  coarse.hu.resize(grid.voxel_count());
  std::vector<std::uint8_t> inside(grid.voxel_count());
  const int in_block = coarse.block[0] * coarse.block[1] * coarse.block[2];
  tbb::parallel_for(0, grid.size[2], [&](int z) {
    for (int y = 0; y < grid.size[1]; ++y)
      for (int x = 0; x < grid.size[0]; ++x) {
        int bone = 0;
        double sum = 0;
        for (int dz = 0; dz < coarse.block[2]; ++dz)
          for (int dy = 0; dy < coarse.block[1]; ++dy)
            for (int dx = 0; dx < coarse.block[0]; ++dx) {
              const std::array<int, 3> at{coarse.first[0] + x * coarse.block[0] + dx,
                                          coarse.first[1] + y * coarse.block[1] + dy,
                                          coarse.first[2] + z * coarse.block[2] + dz};
              bone += is_searched(searched, at[0], at[1], at[2]) ? 1 : 0;
              sum += ct.hounsfield[ct.grid.index(at[0], at[1], at[2])];
            }
        const std::size_t i = grid.index(x, y, z);
        coarse.hu[i] = static_cast<float>(sum / in_block);
        inside[i] = static_cast<std::uint8_t>(2 * bone >= in_block);
      }
  });
  return closed_bone(std::move(coarse), inside, searched.canal, soft_to_hu, parameters);
}

CoarseBone with_opened_marrow(const CoarseBone& bone, const SearchedBones& searched, double soft_to_hu,
                              const CoarseBoneParameters& parameters) {
  const VoxelMask opened = opened_marrow(bone, searched.ct.grid, searched.canal, soft_to_hu, parameters);
  if (opened.empty()) return {};
  std::vector<std::uint8_t> inside(bone.grid.voxel_count());
  for_each_voxel(opened | (bone.bone - bone.closed_in),
                 [&](int x, int y, int z) { inside[bone.grid.index(x, y, z)] = 1; });
  return closed_bone(bone, inside, searched.canal, soft_to_hu, parameters);
}

}  // namespace osteosign
