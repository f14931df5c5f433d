#include "features/find/candidates/coarse_bone.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>

#include "features/find/connected_part.h"
#include "features/shape/signed_distance.h"

namespace osteosign {
namespace {

/// Whether a voxel is bone that is searched.
class SearchedBone {
 public:
  SearchedBone(const LabelMap& bones, const LabelMap& vertebrae, const VoxelMask& invalid)
      : bones_(bones), vertebrae_(vertebrae), invalid_(invalid) {}
  bool contains(int x, int y, int z) const {
    const std::size_t i = bones_.grid.index(x, y, z);
    if (bones_.voxels[i] == 0) return false;
    if (!vertebrae_.voxels.empty() && vertebrae_.voxels[i] != 0) return false;
    return invalid_.row_count() == 0 || !invalid_.contains(x, y, z);
  }

 private:
  const LabelMap& bones_;
  const LabelMap& vertebrae_;
  const VoxelMask& invalid_;
};

struct Bounds {
  Eigen::Array3i lowest = Eigen::Array3i::Constant(1 << 30);
  Eigen::Array3i highest = Eigen::Array3i::Constant(-1);
};

Bounds bounds_of(const SearchedBone& bone, const ImageGrid& grid) {
  std::vector<Bounds> of_slice(static_cast<std::size_t>(grid.size[2]));
  tbb::parallel_for(0, grid.size[2], [&](int z) {
    Bounds& bounds = of_slice[static_cast<std::size_t>(z)];
    for (int y = 0; y < grid.size[1]; ++y)
      for (int x = 0; x < grid.size[0]; ++x) {
        if (!bone.contains(x, y, z)) continue;
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

/// The grid of blocks from `lowest` on, one block of background on each side where the volume has it.
CoarseBone empty_blocks(const ImageGrid& series, const Bounds& bounds, double block_mm) {
  CoarseBone coarse;
  Eigen::Vector3d middle;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const auto a = static_cast<Eigen::Index>(axis);
    const int block = std::max(1, static_cast<int>(std::lround(block_mm / series.spacing_mm[a])));
    coarse.block[axis] = block;
    coarse.first[axis] = std::max(0, bounds.lowest[a] - block);
    const int last = std::min(series.size[axis] - 1, bounds.highest[a] + block);
    coarse.grid.size[axis] = std::max(1, (last - coarse.first[axis] + 1) / block);
    coarse.grid.spacing_mm[a] = series.spacing_mm[a] * block;
    middle[a] = coarse.first[axis] + 0.5 * (block - 1);
  }
  coarse.grid.direction = series.direction;
  coarse.grid.origin_mm = series.patient_from_voxel(middle);
  return coarse;
}

}  // namespace

Eigen::Array3i CoarseBone::middle_voxel(int x, int y, int z) const {
  return {first[0] + x * block[0] + block[0] / 2, first[1] + y * block[1] + block[1] / 2,
          first[2] + z * block[2] + block[2] / 2};
}

CoarseBone coarse_bone(const CtVolume& ct, const LabelMap& bones, const LabelMap& vertebrae,
                       const VoxelMask& invalid, double block_mm) {
  const SearchedBone searched(bones, vertebrae, invalid);
  const Bounds bounds = bounds_of(searched, ct.grid);
  if ((bounds.highest < 0).any()) return {};
  CoarseBone coarse = empty_blocks(ct.grid, bounds, block_mm);
  const ImageGrid& grid = coarse.grid;
  coarse.hu.resize(grid.voxel_count());
  std::vector<std::uint8_t> inside(grid.voxel_count());
  const int voxels = coarse.block[0] * coarse.block[1] * coarse.block[2];
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
              bone += searched.contains(at[0], at[1], at[2]) ? 1 : 0;
              sum += ct.hounsfield[ct.grid.index(at[0], at[1], at[2])];
            }
        const std::size_t i = grid.index(x, y, z);
        coarse.hu[i] = static_cast<float>(sum / voxels);
        inside[i] = static_cast<std::uint8_t>(2 * bone >= voxels);
      }
  });
  inside = without_holes(grid, inside);
  coarse.surface_mm = signed_distance_mm(grid, inside);
  coarse.bone = VoxelMask(grid);
  for (int z = 0; z < grid.size[2]; ++z)
    for (int y = 0; y < grid.size[1]; ++y)
      for (int x = 0; x < grid.size[0]; ++x)
        if (inside[grid.index(x, y, z)] != 0) coarse.bone.insert(x, y, z);
  return coarse;
}

}  // namespace osteosign
