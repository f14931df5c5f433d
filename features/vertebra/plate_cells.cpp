#include "features/vertebra/plate_cells.h"

#include <algorithm>
#include <cmath>

namespace osteosign {
namespace {

PlateCells empty_cells(const LocalBlock& block, const SmoothSurface& surface) {
  PlateCells cells;
  cells.surface = surface;
  cells.first_mm = block.first_mm.head<2>();
  cells.columns = static_cast<int>(std::ceil(block.size.x() * block.step_mm / PlateCells::cell_mm));
  cells.rows = static_cast<int>(std::ceil(block.size.y() * block.step_mm / PlateCells::cell_mm));
  cells.bins.resize(static_cast<std::size_t>(cells.columns * cells.rows));
  cells.edges_mm.resize(cells.bins.size());
  return cells;
}

/// Way up to which a voxel counts over each point of the block; far inwards where the plate has no column.
std::vector<float> limits_over(const LocalBlock& block, const std::vector<PlateColumn>& columns) {
  constexpr double least_outward_mm = 1;
  std::vector<float> limits(static_cast<std::size_t>(block.size.x() * block.size.y()), -1e9F);
  for (const PlateColumn& column : columns)
    limits[static_cast<std::size_t>(column.y * block.size.x() + column.x)] =
        static_cast<float>(column.label_edge_mm + std::max(least_outward_mm, column.room_mm / 2));
  return limits;
}

/// Calls `visit(place in the frame, HU)` for each voxel of the box that is not padding.
template <class Visitor>
void for_each_voxel(const CtVolume& ct, const LocalBlock& block, const Visitor& visit) {
  const ImageGrid& box = block.box;
  const Eigen::Array3i first = ct.grid.voxel_from_patient(box.origin_mm).array().round().cast<int>();
  const Eigen::Vector3d start = block.frame.local_from_patient(box.origin_mm);
  const Eigen::Matrix3d step = block.frame.axes.transpose() * box.direction * box.spacing_mm.asDiagonal();
  for (int z = 0; z < box.size[2]; ++z)
    for (int y = 0; y < box.size[1]; ++y)
      for (int x = 0; x < box.size[0]; ++x) {
        const std::int16_t hu = ct.hounsfield[ct.grid.index(x + first.x(), y + first.y(), z + first.z())];
        if (hu != CtVolume::padding_hu) visit(start + step * Eigen::Vector3d(x, y, z), hu);
      }
}

}  // namespace

int PlateCells::cell_at(int column, int row) const {
  return column < 0 || row < 0 || column >= columns || row >= rows ? -1 : row * columns + column;
}

int PlateCells::cell_of(const Eigen::Vector2d& place_mm) const {
  const Eigen::Array2d cell = ((place_mm - first_mm) / cell_mm).array().floor();
  return cell_at(static_cast<int>(cell.x()), static_cast<int>(cell.y()));
}

std::vector<PlateBin> PlateCells::bins_round(int cell, double way_mm, double reach_mm) const {
  std::vector<PlateBin> means;
  for (std::size_t b = 0; b < 2 * bins_each_way; ++b) {
    PlateBin sum;
    for (int dy = -1; dy <= 1; ++dy)
      for (int dx = -1; dx <= 1; ++dx) {
        const int near = cell_at(cell % columns + dx, cell / columns + dy);
        if (near < 0) continue;
        const PlateBin& bin = bins[static_cast<std::size_t>(near)][b];
        sum.way_mm += bin.way_mm;
        sum.hu += bin.hu;
        sum.weight += bin.weight;
      }
    if (sum.weight == 0) continue;
    sum.way_mm /= sum.weight;
    sum.hu /= sum.weight;
    if (std::abs(sum.way_mm - way_mm) <= reach_mm) means.push_back(sum);
  }
  return means;
}

PlateCells collect_plate_cells(const CtVolume& ct, const LocalBlock& block,
                               const std::vector<PlateColumn>& columns, const SmoothSurface& surface,
                               PlateSide side) {
  constexpr double range_mm = PlateCells::bins_each_way * PlateCells::bin_mm;
  PlateCells cells = empty_cells(block, surface);
  for (const PlateColumn& column : columns) {
    const Eigen::Vector2d place = block.place_mm(column.x, column.y, 0).head<2>();
    if (column.edge_mm)
      cells.edges_mm[static_cast<std::size_t>(cells.cell_of(place))].push_back(*column.edge_mm -
                                                                               surface.height_mm(place));
  }
  const std::vector<float> limits = limits_over(block, columns);
  const int sign = outward_sign(side);
  for_each_voxel(ct, block, [&](const Eigen::Vector3d& local, std::int16_t hu) {
    const Eigen::Array2i column =
        ((local.head<2>() - block.first_mm.head<2>()) / block.step_mm).array().round().cast<int>();
    if ((column < 0).any() || column.x() >= block.size.x() || column.y() >= block.size.y()) return;
    if (sign * local.z() > limits[static_cast<std::size_t>(column.y() * block.size.x() + column.x())]) return;
    const double way = sign * local.z() - surface.height_mm(local.head<2>());
    const int cell = cells.cell_of(local.head<2>());
    if (std::abs(way) >= range_mm || cell < 0) return;
    PlateBin& bin = cells.bins[static_cast<std::size_t>(cell)][static_cast<std::size_t>(
        std::floor(way / PlateCells::bin_mm) + PlateCells::bins_each_way)];
    bin.way_mm += way;
    bin.hu += hu;
    bin.weight += 1;
  });
  return cells;
}

}  // namespace osteosign
