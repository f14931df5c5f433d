#pragma once
#include "features/prepare/voxel_mask.h"

namespace osteosign {

/// Which parts of a volume hold something at all: most of a body does not, and need not be looked at.
class OccupiedTiles {
 public:
  static constexpr int side = 8;  ///< voxels of a tile along each axis

  explicit OccupiedTiles(const std::array<int, 3>& size);

  void insert(int x, int y, int z);
  void insert(const VoxelMask& mask);

  /// False when no voxel that was inserted lies within `side` voxels of this one along every axis. May be
  /// asked of places outside of the volume.
  bool near(int x, int y, int z) const;

 private:
  std::size_t index(int x, int y, int z) const {
    return static_cast<std::size_t>(x) +
           static_cast<std::size_t>(tiles_[0]) *
               (static_cast<std::size_t>(y) +
                static_cast<std::size_t>(tiles_[1]) * static_cast<std::size_t>(z));
  }

  std::array<int, 3> tiles_{};      ///< one more on each side than the volume has
  std::vector<std::uint8_t> near_;  ///< 1 for tiles that hold something, and those beside them
};

}  // namespace osteosign
