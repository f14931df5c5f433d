#include "features/find/candidates/block_places.h"

namespace osteosign {

BlockPlaces places_of(const VoxelMask& voxels) {
  BlockPlaces places;
  for_each_voxel(voxels, [&](int x, int y, int z) { places.emplace_back(x, y, z); });
  return places;
}

BlockPlaces LocalBlocks::places() const {
  BlockPlaces places = places_of(mask);
  for (Eigen::Array3i& place : places) place += first;
  return places;
}

LocalBlocks blocks_in_box(const ImageGrid& grid, const BlockPlaces& blocks, double margin_mm) {
  Eigen::Array3i low = Eigen::Array3i::Constant(1 << 30), high = Eigen::Array3i::Constant(-1);
  for (const Eigen::Array3i& block : blocks) {
    low = low.min(block);
    high = high.max(block);
  }
  const Eigen::Array3i margin = (margin_mm / grid.spacing_mm.array()).ceil().cast<int>();
  const Eigen::Array3i size(grid.size[0], grid.size[1], grid.size[2]);
  low = (low - margin).max(0);
  high = (high + margin).min(size - 1);
  const Eigen::Array3i extent = high - low + 1;
  LocalBlocks local{low,
                    VoxelMask(grid.crop({low.x(), low.y(), low.z()}, {extent.x(), extent.y(), extent.z()}))};
  for (const Eigen::Array3i& block : blocks)
    local.mask.insert(block.x() - low.x(), block.y() - low.y(), block.z() - low.z());
  return local;
}

BlockPlaces evenly_taken(const BlockPlaces& blocks, std::size_t most) {
  BlockPlaces taken;
  const std::size_t every = blocks.size() / most + 1;
  for (std::size_t i = 0; i < blocks.size(); i += every) taken.push_back(blocks[i]);
  return taken;
}

}  // namespace osteosign
