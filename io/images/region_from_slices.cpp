#include "io/images/region_from_slices.h"

#include <algorithm>

namespace osteosign {

void RegionFromSlices::add(int z, const std::vector<std::uint8_t>& inside) {
  int left = columns_, right = -1, top = rows_, bottom = -1;
  const auto at = [&](int column, int row) {
    return inside[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) +
                  static_cast<std::size_t>(column)];
  };
  for (int row = 0; row < rows_; ++row)
    for (int column = 0; column < columns_; ++column) {
      if (at(column, row) == 0) continue;
      left = std::min(left, column);
      right = std::max(right, column);
      top = std::min(top, row);
      bottom = row;
    }
  if (right < 0) return;
  Patch patch{left, top, right - left + 1, bottom - top + 1, {}};
  for (int row = top; row <= bottom; ++row)
    for (int column = left; column <= right; ++column) patch.inside.push_back(at(column, row) != 0 ? 1 : 0);
  patches_.emplace(z, std::move(patch));
}

Region RegionFromSlices::region() const {
  Region region;
  if (patches_.empty()) return region;
  std::array<int, 3> last{-1, -1, patches_.rbegin()->first};
  region.first = {columns_, rows_, patches_.begin()->first};
  for (const auto& [z, patch] : patches_) {
    region.first[0] = std::min(region.first[0], patch.first_column);
    region.first[1] = std::min(region.first[1], patch.first_row);
    last[0] = std::max(last[0], patch.first_column + patch.columns - 1);
    last[1] = std::max(last[1], patch.first_row + patch.rows - 1);
  }
  ImageGrid box;
  for (std::size_t axis = 0; axis < 3; ++axis) region.size[axis] = last[axis] - region.first[axis] + 1;
  box.size = region.size;
  region.inside.assign(box.voxel_count(), 0);
  for (const auto& [z, patch] : patches_) {
    std::size_t at = 0;
    for (int row = patch.first_row; row < patch.first_row + patch.rows; ++row)
      for (int column = patch.first_column; column < patch.first_column + patch.columns; ++column)
        if (patch.inside[at++] != 0)
          region.inside[box.index(column - region.first[0], row - region.first[1], z - region.first[2])] = 1;
  }
  return region;
}

}  // namespace osteosign
