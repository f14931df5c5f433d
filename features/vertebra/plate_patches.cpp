#include "features/vertebra/plate_patches.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "features/vertebra/height_field.h"
#include "features/vertebra/plate_model.h"

namespace osteosign {
namespace {

constexpr double cell_mm = 2;
constexpr double bin_mm = 0.25;
constexpr int bins_each_way = 48;
constexpr double least_r_squared = 0.5;
constexpr double prior_share = 0.05;  // of the voxels of a patch
/// A plate that rises by this is looked for first: two slices beside a thin plate are explained as well by a
/// broad faint one.
constexpr double usual_rise_hu = 500;
constexpr double usual_rise_share = 0.01;

/// The plate's surroundings cut into cells of 2 mm, the voxels of each collected by their way from the
/// surface.
struct PlateCells {
  SmoothSurface surface;  ///< way of the plate over the places of its columns
  Eigen::Vector2d first_mm = Eigen::Vector2d::Zero();
  int columns = 0;
  int rows = 0;
  std::vector<std::array<PlateBin, 2 * bins_each_way>> bins;  ///< of one cell; sums, not means
  std::vector<std::vector<double>> edges_mm;                  ///< half levels of its columns from the surface

  int cell_of(const Eigen::Vector2d& place_mm) const {
    const Eigen::Array2d cell = ((place_mm - first_mm) / cell_mm).array().floor();
    if ((cell < 0).any() || cell.x() >= columns || cell.y() >= rows) return -1;
    return static_cast<int>(cell.y()) * columns + static_cast<int>(cell.x());
  }
  Eigen::Vector2d middle_mm(int cell) const {
    return first_mm + cell_mm * Eigen::Vector2d(cell % columns + 0.5, cell / columns + 0.5);
  }
};

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

PlateCells cells_round(const LocalBlock& block, const std::vector<PlateColumn>& columns,
                       const SmoothSurface& surface) {
  PlateCells cells;
  cells.surface = surface;
  cells.first_mm = block.first_mm.head<2>();
  cells.columns = static_cast<int>(std::ceil(block.size.x() * block.step_mm / cell_mm));
  cells.rows = static_cast<int>(std::ceil(block.size.y() * block.step_mm / cell_mm));
  cells.bins.resize(static_cast<std::size_t>(cells.columns * cells.rows));
  cells.edges_mm.resize(cells.bins.size());
  for (const PlateColumn& column : columns) {
    const Eigen::Vector2d place = block.place_mm(column.x, column.y, 0).head<2>();
    if (column.edge_mm)
      cells.edges_mm[static_cast<std::size_t>(cells.cell_of(place))].push_back(*column.edge_mm -
                                                                               surface.height_mm(place));
  }
  return cells;
}

/// Way up to which a voxel over each point of the block counts: half of the room before the next vertebra.
std::vector<float> limits_over(const LocalBlock& block, const std::vector<PlateColumn>& columns) {
  constexpr double least_outward_mm = 1;
  std::vector<float> limits(static_cast<std::size_t>(block.size.x() * block.size.y()), -1e9F);
  for (const PlateColumn& column : columns)
    limits[static_cast<std::size_t>(column.y * block.size.x() + column.x)] =
        static_cast<float>(column.label_edge_mm + std::max(least_outward_mm, column.room_mm / 2));
  return limits;
}

void collect_voxels(PlateCells& cells, const CtVolume& ct, const LocalBlock& block,
                    const std::vector<float>& limits, int sign) {
  constexpr double range_mm = bins_each_way * bin_mm;
  const Eigen::Vector3d origin_voxel = ct.grid.voxel_from_patient(block.box.origin_mm);
  const Eigen::Array3i first = origin_voxel.array().round().cast<int>();
  for (int z = 0; z < block.box.size[2]; ++z)
    for (int y = 0; y < block.box.size[1]; ++y)
      for (int x = 0; x < block.box.size[0]; ++x) {
        const Eigen::Vector3d local =
            block.frame.local_from_patient(block.box.patient_from_voxel(Eigen::Vector3d(x, y, z)));
        const Eigen::Array2i column =
            ((local.head<2>() - block.first_mm.head<2>()) / block.step_mm).array().round().cast<int>();
        if ((column < 0).any() || column.x() >= block.size.x() || column.y() >= block.size.y()) continue;
        if (sign * local.z() > limits[static_cast<std::size_t>(column.y() * block.size.x() + column.x())])
          continue;
        const double way = sign * local.z() - cells.surface.height_mm(local.head<2>());
        if (std::abs(way) >= range_mm) continue;
        const int cell = cells.cell_of(local.head<2>());
        const std::int16_t hu = ct.hounsfield[ct.grid.index(x + first.x(), y + first.y(), z + first.z())];
        if (cell < 0 || hu == CtVolume::padding_hu) continue;
        PlateBin& bin = cells.bins[static_cast<std::size_t>(cell)]
                                  [static_cast<std::size_t>(std::floor(way / bin_mm) + bins_each_way)];
        bin.way_mm += way;
        bin.hu += hu;
        bin.weight += 1;
      }
}

/// One patch: a cell with those round it.
struct Patch {
  int cell = 0;
  double start_mm = 0;
  std::vector<PlateBin> bins;
  double voxels = 0;
};

std::vector<PlateBin> bins_round(const PlateCells& cells, int cell, double start_mm, double reach_mm) {
  std::vector<PlateBin> means;
  for (std::size_t b = 0; b < 2 * bins_each_way; ++b) {
    PlateBin sum;
    for (int dy = -1; dy <= 1; ++dy)
      for (int dx = -1; dx <= 1; ++dx) {
        const int u = cell % cells.columns + dx;
        const int v = cell / cells.columns + dy;
        if (u < 0 || v < 0 || u >= cells.columns || v >= cells.rows) continue;
        const PlateBin& bin = cells.bins[static_cast<std::size_t>(v * cells.columns + u)][b];
        sum.way_mm += bin.way_mm;
        sum.hu += bin.hu;
        sum.weight += bin.weight;
      }
    if (sum.weight == 0) continue;
    sum.way_mm /= sum.weight;
    sum.hu /= sum.weight;
    if (std::abs(sum.way_mm - start_mm) <= reach_mm) means.push_back(sum);
  }
  return means;
}

std::vector<Patch> make_patches(const PlateCells& cells, double reach_mm) {
  std::vector<Patch> patches;
  for (std::size_t cell = 0; cell < cells.bins.size(); ++cell) {
    if (cells.edges_mm[cell].empty()) continue;
    Patch patch{.cell = static_cast<int>(cell), .start_mm = median(cells.edges_mm[cell]), .bins = {}};
    patch.bins = bins_round(cells, patch.cell, patch.start_mm, reach_mm);
    for (const PlateBin& bin : patch.bins) patch.voxels += bin.weight;
    patches.push_back(std::move(patch));
  }
  return patches;
}

/// What is the same all over one plate.
struct PlateWide {
  PlateModel model;
  double reach_mm = 1.5;
  double least_rise_hu = 60;
  double rise_hu = 0;  ///< median; 0 before it is known
};

std::optional<PlateFit> fit_patch(const Patch& patch, const PlateWide& plate) {
  const RisePrior prior{plate.rise_hu, plate.rise_hu > 0 ? prior_share * patch.voxels : 0};
  const auto fit = fit_plate(patch.bins, plate.model, patch.start_mm, plate.reach_mm, prior);
  if (!fit || fit->rise_hu < plate.least_rise_hu || fit->r_squared < least_r_squared) return {};
  return fit;
}

/// Median rise and mean residual of all patches that can be fitted.
struct PlateSummary {
  double rise_hu = 0;
  double residual = 0;
  std::size_t fitted = 0;
};

PlateSummary summarise(const std::vector<Patch>& patches, const PlateWide& plate) {
  std::vector<double> rises;
  PlateSummary summary;
  double voxels = 0;
  for (const Patch& patch : patches) {
    const auto fit = fit_plate(patch.bins, plate.model, patch.start_mm, plate.reach_mm,
                               {usual_rise_hu, usual_rise_share * patch.voxels});
    if (!fit || fit->rise_hu < plate.least_rise_hu || fit->r_squared < least_r_squared) continue;
    rises.push_back(fit->rise_hu);
    summary.residual += fit->residual;
    voxels += patch.voxels;
  }
  summary.fitted = rises.size();
  if (!rises.empty()) summary.rise_hu = median(rises);
  if (voxels > 0) summary.residual /= voxels;
  return summary;
}

/// The thickness that fits best; a plate of 1 mm unless another one fits clearly better, since below the blur
/// only thickness times density shows.
PlateWide choose_thickness(const std::vector<Patch>& patches, PlateWide plate) {
  constexpr double usual_mm = 1;
  constexpr double largest_sigma_mm = 0.7;
  constexpr double clearly = 0.99;
  plate.model.thickness_mm = usual_mm;
  PlateSummary best = summarise(patches, plate);
  PlateWide chosen = plate;
  chosen.rise_hu = best.rise_hu;
  if (plate.model.sigma_mm > largest_sigma_mm) return chosen;
  double limit = clearly * best.residual;
  for (const double thickness : {0.4, 0.6, 0.8, 1.3, 1.7}) {
    PlateWide other = plate;
    other.model.thickness_mm = thickness;
    const PlateSummary summary = summarise(patches, other);
    if (summary.fitted < best.fitted || summary.residual >= limit) continue;
    limit = summary.residual;
    chosen = other;
    chosen.rise_hu = summary.rise_hu;
  }
  return chosen;
}

Measured<double> blur_along(const CtVolume& ct, const LocalBlock& block, const ImageQuality& quality) {
  return quality.point_spread.sigma_along_mm(ct.grid.direction.transpose() * block.frame.axes.col(2));
}

double voxel_along(const CtVolume& ct, const LocalBlock& block) {
  return (ct.grid.direction.transpose() * block.frame.axes.col(2)).cwiseProduct(ct.grid.spacing_mm).norm();
}

/// Correction of the half level over the cells: fitted edge less surface, bilinear between cells.
struct Corrections {
  const PlateCells& cells;
  std::vector<std::optional<double>> edges_mm;  ///< of each cell, from the surface

  std::optional<double> at(const Eigen::Vector2d& place_mm) const {
    const Eigen::Array2d index = (place_mm - cells.first_mm).array() / cell_mm - 0.5;
    const Eigen::Array2d lower = index.floor();
    double sum = 0;
    double weights = 0;
    for (int corner = 0; corner < 4; ++corner) {
      const Eigen::Array2i step(corner & 1, corner >> 1);
      const Eigen::Array2i at = lower.cast<int>() + step;
      if ((at < 0).any() || at.x() >= cells.columns || at.y() >= cells.rows) continue;
      const auto& edge = edges_mm[static_cast<std::size_t>(at.y() * cells.columns + at.x())];
      if (!edge) continue;
      const Eigen::Array2d weight =
          (1 - step.cast<double>()) + (2 * step.cast<double>() - 1) * (index - lower);
      sum += weight.prod() * *edge;
      weights += weight.prod();
    }
    if (weights < 0.25) return {};
    return sum / weights;
  }
};

}  // namespace

std::vector<PlateColumn> refine_plate_columns(const CtVolume& ct, const LocalBlock& block,
                                              std::vector<PlateColumn> columns, PlateSide side,
                                              const ImageQuality& quality, double least_step_hu) {
  const Measured<double> blur = blur_along(ct, block, quality);
  std::vector<SurfacePoint> points;
  for (const PlateColumn& column : columns)
    if (column.edge_mm) points.push_back({block.place_mm(column.x, column.y, 0).head<2>(), *column.edge_mm});
  const Measured<SmoothSurface> surface =
      fit_robust_surface(points, SurfaceShape::paraboloid, least_plate_spread_mm);
  if (!blur.known() || !surface.known()) return columns;
  PlateCells cells = cells_round(block, columns, surface.value());
  collect_voxels(cells, ct, block, limits_over(block, columns), outward_sign(side));
  const double step = voxel_along(ct, block);
  const std::vector<Patch> patches = make_patches(cells, std::max(4.0, 2.2 * step));
  const PlateWide plate = choose_thickness(patches, {.model = {.sigma_mm = std::max(0.3, blur.value())},
                                                     .reach_mm = std::max(1.5, 0.8 * step),
                                                     .least_rise_hu = least_step_hu});
  Corrections corrections{cells, std::vector<std::optional<double>>(cells.bins.size())};
  std::vector<double> moves;
  for (const Patch& patch : patches)
    if (const auto fit = fit_patch(patch, plate)) {
      corrections.edges_mm[static_cast<std::size_t>(patch.cell)] = fit->edge_mm;
      moves.push_back(fit->edge_mm - patch.start_mm);
    }
  if (3 * moves.size() < patches.size()) return columns;
  const double usual_move = median(moves);
  for (PlateColumn& column : columns) {
    const Eigen::Vector2d place = block.place_mm(column.x, column.y, 0).head<2>();
    if (!column.edge_mm) continue;
    const auto edge = corrections.at(place);
    column.edge_mm = edge ? *edge + surface.value().height_mm(place) : *column.edge_mm + usual_move;
  }
  return columns;
}

}  // namespace osteosign
