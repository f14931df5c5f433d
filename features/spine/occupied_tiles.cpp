#include "features/spine/occupied_tiles.h"

#include <algorithm>

namespace osteosign {

OccupiedTiles::OccupiedTiles(const std::array<int, 3>& size) {
  for (std::size_t axis = 0; axis < 3; ++axis) tiles_[axis] = (size[axis] + side - 1) / side + 2;
  near_.assign(index(0, 0, tiles_[2]), 0);
}

void OccupiedTiles::insert(int x, int y, int z) {
  for (int dz = 0; dz <= 2; ++dz)
    for (int dy = 0; dy <= 2; ++dy)
      for (int dx = 0; dx <= 2; ++dx) near_[index(x / side + dx, y / side + dy, z / side + dz)] = 1;
}

void OccupiedTiles::insert(const VoxelMask& mask) {
  for (int z = 0; z < mask.grid().size[2]; ++z)
    for (int y = 0; y < mask.grid().size[1]; ++y) {
      int last_tile = -1;
      for_each_voxel_of_row(mask.row(y, z), [&](int x) {
        if (x / side == last_tile) return;
        last_tile = x / side;
        insert(x, y, z);
      });
    }
}

bool OccupiedTiles::near(int x, int y, int z) const {
  const auto tile = [&](int voxel, std::size_t axis) {
    return std::clamp((voxel + side) / side, 0, tiles_[axis] - 1);
  };
  return near_[index(tile(x, 0), tile(y, 1), tile(z, 2))] != 0;
}

}  // namespace osteosign
