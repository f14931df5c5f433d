#include "features/vertebra/wall_breach.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace osteosign {
namespace {

constexpr double beside_plates_mm = 2;
constexpr double least_core_mm2 = 4;  // methods A5.3

enum class Place : std::uint8_t { out, wall, thin, core };

bool in_vein_window(const WallGrid& grid, int column, int row, const PosteriorWallParameters& parameters) {
  return std::abs(grid.x_mm(column) - grid.middle_x_mm) < parameters.vein_half_width_mm &&
         std::abs(grid.share(row) - 0.5) < parameters.vein_height_share / 2;
}

bool counts(const WallField& field, int column, int row, const PosteriorWallParameters& parameters) {
  const WallGrid& grid = field.grid;
  const double from_plate_mm = std::min(grid.share(row), 1 - grid.share(row)) * grid.height_mm(column);
  return field.sight[grid.index(column, row)] != WallSight::hidden && from_plate_mm >= beside_plates_mm &&
         !in_vein_window(grid, column, row, parameters);
}

/// Cortical mass of the wall as a whole.
struct UsualCortex {
  double middle_mm = 0;
  double spread_mm = 0;  ///< of the upper half, which a gap does not reach

  /// Few places of an intact wall have less.
  double least_intact_mm(const PosteriorWallParameters& parameters) const {
    return middle_mm - parameters.least_cortex_in_spreads * spread_mm;
  }
};

UsualCortex usual_cortex(const WallField& field, const PosteriorWallParameters& parameters) {
  std::vector<double> cortex;
  for (int row = 0; row < field.grid.rows; ++row)
    for (int column = 0; column < field.grid.columns; ++column)
      if (counts(field, column, row, parameters) && field.seen(column, row))
        cortex.push_back(field.cortex_mm[field.grid.index(column, row)]);
  if (cortex.empty()) return {};
  std::sort(cortex.begin(), cortex.end());
  constexpr double spreads_to_p90 = 1.2816;
  const double middle = cortex[cortex.size() / 2];
  return {middle, (cortex[cortex.size() * 9 / 10] - middle) / spreads_to_p90};
}

std::vector<Place> places_of(const WallField& field, const UsualCortex& usual,
                             const PosteriorWallParameters& parameters) {
  const WallGrid& grid = field.grid;
  const double edge_mm = parameters.breach_edge_part_of_wall * usual.middle_mm;
  const double gap_mm =
      std::max(parameters.breach_part_of_wall * usual.middle_mm,
               std::min({parameters.breach_cortex_mm, edge_mm, usual.least_intact_mm(parameters)}));
  std::vector<Place> places(grid.size(), Place::out);
  for (int row = 0; row < grid.rows; ++row)
    for (int column = 0; column < grid.columns; ++column) {
      if (!counts(field, column, row, parameters)) continue;
      const std::size_t i = grid.index(column, row);
      const bool core = field.cortex_mm[i] < gap_mm && field.level_hu[i] < parameters.breach_highest_hu;
      places[i] = core ? Place::core : field.cortex_mm[i] < edge_mm ? Place::thin : Place::wall;
    }
  return places;
}

struct Patch {
  double area_mm2 = 0;
  double core_mm2 = 0;
  Eigen::Vector3d middle_mm = Eigen::Vector3d::Zero();
};

/// Takes the patch that holds a place out of `places`.
Patch take_patch(const WallField& field, std::vector<Place>& places, int column, int row) {
  const WallGrid& grid = field.grid;
  Patch patch;
  std::vector<Eigen::Vector2i> open{{column, row}};
  while (!open.empty()) {
    const Eigen::Vector2i at = open.back();
    open.pop_back();
    if (at.x() < 0 || at.y() < 0 || at.x() >= grid.columns || at.y() >= grid.rows) continue;
    const std::size_t i = grid.index(at.x(), at.y());
    if (places[i] != Place::core && places[i] != Place::thin) continue;
    const double cell_mm2 = grid.cell_mm2(at.x());
    patch.area_mm2 += cell_mm2;
    patch.core_mm2 += places[i] == Place::core ? cell_mm2 : 0;
    patch.middle_mm +=
        cell_mm2 * Eigen::Vector3d(grid.x_mm(at.x()), field.posterior_mm[i], grid.z_mm(at.x(), at.y()));
    places[i] = Place::out;
    for (const auto& step :
         {Eigen::Vector2i(1, 0), Eigen::Vector2i(-1, 0), Eigen::Vector2i(0, 1), Eigen::Vector2i(0, -1)})
      open.push_back(at + step);
  }
  patch.middle_mm /= patch.area_mm2;
  return patch;
}

}  // namespace

WallBreach measure_breach(const WallField& field, const PosteriorWallParameters& parameters) {
  const UsualCortex usual = usual_cortex(field, parameters);
  if (usual.least_intact_mm(parameters) < 0 || usual.middle_mm <= 0)
    return {Unknown{fmt::format(
                "the wall's cortex of {:.2f} mm varies by {:.2f} mm: a gap cannot be told from it",
                usual.middle_mm, usual.spread_mm)},
            {}};
  std::vector<Place> places = places_of(field, usual, parameters);
  Patch largest;
  for (int row = 0; row < field.grid.rows; ++row)
    for (int column = 0; column < field.grid.columns; ++column) {
      if (places[field.grid.index(column, row)] != Place::core) continue;
      const Patch patch = take_patch(field, places, column, row);
      if (patch.core_mm2 >= least_core_mm2 && patch.area_mm2 > largest.area_mm2) largest = patch;
    }
  if (largest.area_mm2 < parameters.least_breach_mm2) return {Quantity{0, Unit::mm2}, {}};
  return {Quantity{largest.area_mm2, Unit::mm2}, largest.middle_mm};
}

}  // namespace osteosign
