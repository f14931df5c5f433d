#include "features/vertebra/plate_patches.h"

#include <algorithm>
#include <cmath>

#include "features/profile/order_statistics.h"
#include "features/vertebra/height_field.h"
#include "features/vertebra/plate_cells.h"

namespace osteosign {
namespace {

constexpr double prior_share = 0.05;  // of the voxels of a patch
/// The usual plate is looked for first: two slices beside a thin plate are explained as well by a broad faint
/// one.
constexpr double usual_rise_share_when_coarse = 0.01;
constexpr double coarse_from_sigmas = 2.8;  // voxels farther apart than this leave gaps in the blur

/// One patch: a cell with those round it.
struct Patch {
  int cell = 0;
  double start_mm = 0;
  std::vector<PlateBin> bins;
  double voxels = 0;
};

std::vector<Patch> make_patches(const PlateCells& cells, double reach_mm) {
  std::vector<Patch> patches;
  for (std::size_t cell = 0; cell < cells.bins.size(); ++cell) {
    if (cells.edges_mm[cell].empty()) continue;
    Patch patch{.cell = static_cast<int>(cell), .start_mm = median(cells.edges_mm[cell]), .bins = {}};
    patch.bins = cells.bins_round(patch.cell, patch.start_mm, reach_mm);
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
  bool coarse = false;
};

std::optional<PlateFit> fit_patch(const Patch& patch, const PlateWide& plate) {
  const RisePrior prior{plate.rise_hu, plate.rise_hu > 0 ? prior_share * patch.voxels : 0};
  const auto fit = fit_plate(patch.bins, plate.model, patch.start_mm, plate.reach_mm, prior);
  if (!fit || fit->rise_hu < plate.least_rise_hu || fit->r_squared < least_plate_r_squared) return {};
  return fit;
}

/// Median rise and mean residual of all patches that can be fitted.
struct PlateSummary {
  double rise_hu = 0;
  double residual = 0;
  std::size_t fitted = 0;
};

PlateSummary summarise(const std::vector<Patch>& patches, const PlateWide& plate) {
  const double share = plate.coarse ? usual_rise_share_when_coarse : usual_rise_share;
  std::vector<double> rises;
  PlateSummary summary;
  double voxels = 0;
  for (const Patch& patch : patches) {
    const auto fit = fit_plate(patch.bins, plate.model, patch.start_mm, plate.reach_mm,
                               {usual_plate_mass_hu_mm / plate.model.thickness_mm, share * patch.voxels});
    if (!fit || fit->rise_hu < plate.least_rise_hu || fit->r_squared < least_plate_r_squared) continue;
    rises.push_back(fit->rise_hu);
    summary.residual += fit->residual;
    voxels += patch.voxels;
  }
  summary.fitted = rises.size();
  if (!rises.empty()) summary.rise_hu = median(rises);
  if (voxels > 0) summary.residual /= voxels;
  return summary;
}

/// The thickness that fits best; the usual plate unless another one fits clearly
/// better, and where the scan is too coarse to tell: below the blur only thickness times density shows.
PlateWide choose_thickness(const std::vector<Patch>& patches, PlateWide plate) {
  constexpr double largest_sigma_mm = 0.7;
  constexpr double clearly = 0.99;
  constexpr std::size_t every = 3;  // patches overlap: a third of them sees the whole plate
  plate.model.thickness_mm = usual_plate_mm;
  std::vector<Patch> some;
  for (std::size_t i = 0; i < patches.size(); i += every) some.push_back(patches[i]);
  const PlateSummary best = summarise(some, plate);
  PlateWide chosen = plate;
  chosen.rise_hu = best.rise_hu;
  if (plate.model.sigma_mm > largest_sigma_mm || plate.coarse) return chosen;
  double limit = clearly * best.residual;
  for (const double thickness : {0.4, 0.55, 0.85, 1.0, 1.3, 1.7}) {
    PlateWide other = plate;
    other.model.thickness_mm = thickness;
    const PlateSummary summary = summarise(some, other);
    if (summary.fitted < best.fitted || summary.residual >= limit) continue;
    limit = summary.residual;
    chosen = other;
    chosen.rise_hu = summary.rise_hu;
  }
  return chosen;
}

/// Blur along the axis. Bodies lie about along the slice normal: where the blur in the slices is unknown,
/// that across them stands for both.
Measured<double> blur_along(const CtVolume& ct, const LocalBlock& block, const ImageQuality& quality) {
  const PointSpread& spread = quality.point_spread;
  const Measured<double> both =
      spread.sigma_along_mm(ct.grid.direction.transpose() * block.frame.axes.col(2));
  const Quantity* axial = spread.axial_sigma_mm.if_known();
  return both.known() || !axial ? both : Measured<double>(axial->value);
}

double voxel_along(const CtVolume& ct, const LocalBlock& block) {
  return (ct.grid.direction.transpose() * block.frame.axes.col(2)).cwiseProduct(ct.grid.spacing_mm).norm();
}

/// Correction of the half level over the cells: fitted edge less surface, bilinear between cells.
struct Corrections {
  const PlateCells& cells;
  std::vector<std::optional<double>> edges_mm;  ///< of each cell, from the surface

  std::optional<double> at(const Eigen::Vector2d& place_mm) const {
    const Eigen::Array2d index = (place_mm - cells.first_mm).array() / PlateCells::cell_mm - 0.5;
    const Eigen::Array2d lower = index.floor();
    double sum = 0;
    double weights = 0;
    for (int corner = 0; corner < 4; ++corner) {
      const Eigen::Array2i step(corner & 1, corner >> 1);
      const Eigen::Array2i at = lower.cast<int>() + step;
      const int cell = cells.cell_at(at.x(), at.y());
      if (cell < 0) continue;
      const auto& edge = edges_mm[static_cast<std::size_t>(cell)];
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
  const PlateCells cells = collect_plate_cells(ct, block, columns, surface.value(), side);
  const double step = voxel_along(ct, block);
  const std::vector<Patch> patches = make_patches(cells, std::max(4.0, 2.2 * step));
  PlateWide unknown_thickness;
  unknown_thickness.model.sigma_mm = std::max(least_blur_mm, blur.value());
  unknown_thickness.reach_mm = std::max(1.5, 0.8 * step);
  unknown_thickness.least_rise_hu = least_step_hu;
  unknown_thickness.coarse = step > coarse_from_sigmas * blur.value();
  const PlateWide plate = choose_thickness(patches, unknown_thickness);
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
