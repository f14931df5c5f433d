#include "features/vertebra/pedicle_section.h"

#include <algorithm>
#include <cmath>

namespace osteosign {
namespace {

/// A picture of the plane: whether each point is taken.
struct PlaneMask {
  int columns;
  int rows;
  std::vector<std::uint8_t> inside;
  bool has(int column, int row) const {
    return column >= 0 && row >= 0 && column < columns && row < rows &&
           inside[static_cast<std::size_t>(column + columns * row)] != 0;
  }
};

/// The points connected to one by their edges that have the same value.
PlaneMask connected_to(const PlaneMask& mask, int column, int row) {
  PlaneMask part{mask.columns, mask.rows, std::vector<std::uint8_t>(mask.inside.size(), 0)};
  const bool value = mask.has(column, row);
  std::vector<Eigen::Vector2i> open{{column, row}};
  while (!open.empty()) {
    const Eigen::Vector2i at = open.back();
    open.pop_back();
    if (at.x() < 0 || at.y() < 0 || at.x() >= mask.columns || at.y() >= mask.rows) continue;
    if (mask.has(at.x(), at.y()) != value || part.has(at.x(), at.y())) continue;
    part.inside[static_cast<std::size_t>(at.x() + mask.columns * at.y())] = 1;
    for (const auto& step :
         {Eigen::Vector2i(1, 0), Eigen::Vector2i(-1, 0), Eigen::Vector2i(0, 1), Eigen::Vector2i(0, -1)})
      open.push_back(at + step);
  }
  return part;
}

PlaneMask largest_piece(PlaneMask mask) {
  PlaneMask largest{mask.columns, mask.rows, std::vector<std::uint8_t>(mask.inside.size(), 0)};
  std::ptrdiff_t most = 0;
  for (int row = 0; row < mask.rows; ++row)
    for (int column = 0; column < mask.columns; ++column) {
      if (!mask.has(column, row)) continue;
      const PlaneMask piece = connected_to(mask, column, row);
      const auto count = std::count(piece.inside.begin(), piece.inside.end(), 1);
      if (count > most) {
        most = count;
        largest = piece;
      }
      for (std::size_t i = 0; i < piece.inside.size(); ++i)
        if (piece.inside[i] != 0) mask.inside[i] = 0;
    }
  return largest;
}

/// Everything that cannot be reached from the corner of the plane, which holds no bone.
PlaneMask filled(const PlaneMask& mask) {
  PlaneMask outside = connected_to(mask, 0, 0);
  for (std::uint8_t& value : outside.inside) value = value == 0 ? 1 : 0;
  return outside;
}

}  // namespace

PedicleSection pedicle_section(const PedicleBlock& block, const PedicleSpace& space, Side side, int y,
                               const PedicleWindow& window) {
  // One empty point all round lets the outside be reached from a corner.
  PlaneMask mask{block.size.x() + 2, block.size.z() + 2, {}};
  mask.inside.assign(static_cast<std::size_t>(mask.columns * mask.rows), 0);
  const auto place = [&](int x, int z) {
    const Eigen::Vector3d local = block.place_mm(x, y, z);
    return Eigen::Vector2d(outwards_mm(side, local.x(), space.middle_x_mm), local.z());
  };
  for (int z = 0; z < block.size.z(); ++z)
    for (int x = 0; x < block.size.x(); ++x)
      if (const std::size_t i = block.index(x, y, z);
          block.bone[i] > 0 && block.hounsfield[i] >= block.edge_hu && window.contains(place(x, z)))
        mask.inside[static_cast<std::size_t>(x + 1 + mask.columns * (z + 1))] = 1;
  const PlaneMask piece = filled(largest_piece(mask));
  PedicleSection section{.y_mm = block.place_mm(0, y, 0).y()};
  Eigen::Vector2d sum = Eigen::Vector2d::Zero();
  Eigen::Vector2d squares = Eigen::Vector2d::Zero();
  double count = 0;
  for (int z = 0; z < block.size.z(); ++z)
    for (int x = 0; x < block.size.x(); ++x) {
      if (!piece.has(x + 1, z + 1)) continue;
      sum += place(x, z);
      squares += place(x, z).cwiseAbs2();
      ++count;
    }
  if (count == 0) return section;
  section.area_mm2 = count * block.step_mm * block.step_mm;
  section.centre_mm = sum / count;
  section.half_mm = 2 * (squares / count - section.centre_mm.cwiseAbs2()).cwiseMax(0).cwiseSqrt();
  return section;
}

}  // namespace osteosign
