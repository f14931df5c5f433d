#pragma once
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "io/images/ct_volume.h"

namespace osteosign {

/// Cubes of whole blocks that sums are kept for, so that windows need not visit each block.
struct BlockCells {
  std::array<int, 3> blocks{};  ///< of a cell along each axis
  std::array<int, 3> cells{};
  std::array<double, 3> size_mm{};

  BlockCells(const ImageGrid& grid, double cell_mm) {
    for (std::size_t axis = 0; axis < 3; ++axis) {
      const double spacing_mm = grid.spacing_mm[static_cast<Eigen::Index>(axis)];
      blocks[axis] = std::max(1, static_cast<int>(std::lround(cell_mm / spacing_mm)));
      cells[axis] = (grid.size[axis] + blocks[axis] - 1) / blocks[axis];
      size_mm[axis] = blocks[axis] * spacing_mm;
    }
  }
  std::size_t count() const { return index(0, 0, cells[2]); }
  std::size_t index(int x, int y, int z) const {
    return static_cast<std::size_t>(x) +
           static_cast<std::size_t>(cells[0]) *
               (static_cast<std::size_t>(y) +
                static_cast<std::size_t>(cells[1]) * static_cast<std::size_t>(z));
  }
  /// Index of the cell that holds a block.
  std::size_t of_block(int x, int y, int z) const {
    return index(x / blocks[0], y / blocks[1], z / blocks[2]);
  }
  /// Cells that a window reaches along an axis.
  int reach(std::size_t axis, double window_mm) const {
    return static_cast<int>(std::lround(window_mm / size_mm[axis]));
  }
};

}  // namespace osteosign
