#include "features/find/connected_part.h"

#include <algorithm>

namespace osteosign {
namespace {

/// Marks in `reached` all voxels joined by faces to those that wait.
std::vector<std::uint8_t> spread(const ImageGrid& grid, const std::vector<std::uint8_t>& mask,
                                 std::uint8_t value, std::vector<std::size_t> waiting) {
  std::vector<std::uint8_t> reached(mask.size(), 0);
  for (const std::size_t start : waiting) reached[start] = 1;
  const auto row = static_cast<std::size_t>(grid.size[0]);
  const std::size_t slice = row * static_cast<std::size_t>(grid.size[1]);
  while (!waiting.empty()) {
    const std::size_t at = waiting.back();
    waiting.pop_back();
    const int x = static_cast<int>(at % row);
    const int y = static_cast<int>(at % slice / row);
    const int z = static_cast<int>(at / slice);
    const auto visit = [&](int dx, int dy, int dz) {
      if (!grid.contains(x + dx, y + dy, z + dz)) return;
      const std::size_t next = grid.index(x + dx, y + dy, z + dz);
      if (reached[next] != 0 || mask[next] != value) return;
      reached[next] = 1;
      waiting.push_back(next);
    };
    visit(-1, 0, 0), visit(1, 0, 0), visit(0, -1, 0), visit(0, 1, 0), visit(0, 0, -1), visit(0, 0, 1);
  }
  return reached;
}

}  // namespace

std::vector<std::uint8_t> connected_part(const ImageGrid& grid, const std::vector<std::uint8_t>& mask,
                                         std::size_t start) {
  if (mask[start] == 0) return std::vector<std::uint8_t>(mask.size(), 0);
  return spread(grid, mask, 1, {start});
}

std::vector<std::uint8_t> without_holes(const ImageGrid& grid, const std::vector<std::uint8_t>& mask) {
  std::vector<std::size_t> border;
  for (int z = 0; z < grid.size[2]; ++z)
    for (int y = 0; y < grid.size[1]; ++y)
      for (int x = 0; x < grid.size[0]; ++x) {
        const bool at_border = x == 0 || y == 0 || z == 0 || x + 1 == grid.size[0] || y + 1 == grid.size[1] ||
                               z + 1 == grid.size[2];
        if (at_border && mask[grid.index(x, y, z)] == 0) border.push_back(grid.index(x, y, z));
      }
  std::vector<std::uint8_t> filled = spread(grid, mask, 0, border);
  std::transform(filled.begin(), filled.end(), filled.begin(),
                 [](std::uint8_t reached) { return static_cast<std::uint8_t>(reached == 0); });
  return filled;
}

}  // namespace osteosign
