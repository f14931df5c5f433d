#include "features/vertebra/wall_bulge.h"

#include <Eigen/QR>
#include <algorithm>
#include <cmath>

#include "features/profile/order_statistics.h"
#include "features/vertebra/robust_surface.h"

namespace osteosign {
namespace {

constexpr double hollow_part_in_sd = 0.3;  // a corner that stands out unrecognized raises the chord
constexpr int columns_beside_top = 2;
constexpr double bulge_share_of_top = 0.1;  // the bulge ends where it is this flat
constexpr double central_from = 0.2;        // methods A9.1: apex in the central 60 %
constexpr double confined_from = 0.6;  // share of a bulge in one outer third, from which it may be a corner
constexpr double confined_to = 0.95;

/// Way into the canal beyond the references, for each place of the grid.
std::vector<double> ways_beyond(const WallField& field, const WallChord& chord,
                                const std::vector<double>& expected) {
  const WallGrid& grid = field.grid;
  std::vector<double> ways;
  for (int row = 0; row < grid.rows; ++row)
    for (int column = 0; column < grid.columns; ++column) {
      const double share = grid.share(row);
      const double farthest_mm = chord.at(column, share) + std::max(0.0, profile_at(expected, share));
      ways.push_back(field.posterior_mm[grid.index(column, row)] - farthest_mm);
    }
  return ways;
}

/// Profile of the bulge along the axis, over the columns round its top; nothing is less than 0.
std::vector<double> profile_through_top(const WallGrid& grid, const std::vector<double>& ways,
                                        int top_column) {
  std::vector<double> profile;
  for (int row = 0; row < grid.rows; ++row) {
    double sum = 0;
    int count = 0;
    for (int c = std::max(0, top_column - columns_beside_top);
         c <= std::min(grid.columns - 1, top_column + columns_beside_top); ++c, ++count)
      sum += ways[grid.index(c, row)];
    profile.push_back(std::max(0.0, sum / count));
  }
  return profile;
}

/// 1 for a profile that spreads over the height, 0 for one that is confined to an outer third.
double spread_over_height(const std::vector<double>& profile) {
  double inferior = 0;
  double superior = 0;
  double all = 0;
  for (std::size_t row = 0; row < profile.size(); ++row) {
    const double share = (static_cast<double>(row) + 0.5) / static_cast<double>(profile.size());
    all += profile[row];
    inferior += share < 1.0 / 3 ? profile[row] : 0;
    superior += share > 2.0 / 3 ? profile[row] : 0;
  }
  if (all <= 0) return 0;
  return std::clamp((confined_to - std::max(inferior, superior) / all) / (confined_to - confined_from), 0.0,
                    1.0);
}

/// Part of the profile that a parabola with its top in the middle of the height explains; 0 when the best one
/// opens into the canal, less when its top leaves the central 60 %.
double arch(const std::vector<double>& profile) {
  const double least = bulge_share_of_top * *std::max_element(profile.begin(), profile.end());
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < profile.size(); ++row)
    if (profile[row] > least) rows.push_back(row);
  if (rows.size() < 4) return 0;
  Eigen::MatrixXd terms(static_cast<Eigen::Index>(rows.size()), 3);
  Eigen::VectorXd values(terms.rows());
  for (Eigen::Index i = 0; i < terms.rows(); ++i) {
    const std::size_t row = rows[static_cast<std::size_t>(i)];
    const double share = (static_cast<double>(row) + 0.5) / static_cast<double>(profile.size());
    terms.row(i) << 1, share, share * share;
    values[i] = profile[row];
  }
  const Eigen::Vector3d fit = terms.colPivHouseholderQr().solve(values);
  const double total = (values.array() - values.mean()).square().sum();
  if (fit[2] >= 0 || total <= 0) return 0;
  const double top = -fit[1] / (2 * fit[2]);
  const double from_end = std::min(top, 1 - top);
  const double explained = std::max(0.0, 1 - (values - terms * fit).squaredNorm() / total);
  return explained * std::clamp(from_end / central_from, 0.0, 1.0);
}

/// Standard deviation of one place of the wall: from how far it lies off the middle of those above and below.
double scatter_mm(const WallField& field) {
  constexpr double sd_per_mad = 1.4826;
  std::vector<double> off;
  for (int row = 1; row + 1 < field.grid.rows; ++row)
    for (int column = 0; column < field.grid.columns; ++column) {
      if (!field.seen(column, row - 1) || !field.seen(column, row) || !field.seen(column, row + 1)) continue;
      const auto at = [&](int r) { return field.posterior_mm[field.grid.index(column, r)]; };
      off.push_back(std::abs(at(row) - (at(row - 1) + at(row + 1)) / 2));
    }
  return off.empty() ? 0 : sd_per_mad / std::sqrt(1.5) * median(std::move(off));
}

/// Standard deviation of the way beyond the chord, made of: the scatter of its highest places; the place of
/// the endplates, known to a part of the slice distance, where the wall slopes to its corners; the
/// neighbours' spread; and a corner that stands out unrecognized and raises the chord.
double sd_of_depth_mm(const WallField& field, const WallReference& reference) {
  constexpr double slope_at_corners = 0.3;  // of a bulge of 3 mm in a wall 20 mm high
  const double slices_mm = slope_at_corners * field.slice_mm / std::sqrt(12.0);
  return std::hypot(
      std::hypot(scatter_mm(field), slices_mm),
      std::hypot(reference.neighbours_spread_mm, hollow_part_in_sd * reference.unexplained_hollow_mm));
}

/// The top of a bulge as a quadratic surface through the places round it.
struct BulgeTop {
  double way_mm = 0;           ///< of its highest point there
  double lost_to_blur_mm = 0;  ///< by which blur makes it less
};

/// A percentile over the whole wall leaves out the very top of a bulge, and blur flattens it: a curved edge
/// moves to its hollow side by half of the variance of the blur across it times its curvature (Bouma et al.,
/// IEEE TPAMI 2005;27:1501). Nothing is given to a wall that is hollow there.
BulgeTop bulge_top(const WallField& field, const std::vector<double>& ways, std::size_t top) {
  constexpr double reach_mm =
      4;  // under half of the half width of a bulge: about a parabola, with places beside the vein
  constexpr double least_spread_mm = 0.2;
  const WallGrid& grid = field.grid;
  const auto place_of = [&](std::size_t i) {
    const int column = static_cast<int>(i) % grid.columns;
    return Eigen::Vector2d(grid.x_mm(column), grid.z_mm(column, static_cast<int>(i) / grid.columns));
  };
  std::vector<SurfacePoint> round_top;
  for (std::size_t i = 0; i < ways.size(); ++i) {
    const Eigen::Vector2d off_top = place_of(i) - place_of(top);
    if (field.spanned(i) && off_top.norm() <= reach_mm) round_top.push_back({off_top, ways[i]});
  }
  const Measured<SmoothSurface> surface =
      fit_robust_surface(round_top, SurfaceShape::paraboloid, least_spread_mm);
  if (!surface.known()) return {};
  BulgeTop found;
  for (const SurfacePoint& point : round_top)
    found.way_mm = std::max(found.way_mm, surface.value().height_mm(point.place_mm));
  const Eigen::Vector2d convex_per_mm = -surface.value().bend_per_mm();
  found.lost_to_blur_mm = convex_per_mm.cwiseMax(0).dot(field.blur_across_mm2) / 2;
  return found;
}

/// Whether a height is among those whose percentile is reported.
bool counts(StandingCorner corner, double share) {
  constexpr double third = 1.0 / 3;
  return corner == StandingCorner::none ||
         (corner == StandingCorner::superior ? share > 1 - third : share < third);
}

}  // namespace

WallBulge measure_bulge(const WallField& field, const WallReference& reference,
                        const std::vector<double>& expected_profile,
                        const PosteriorWallParameters& parameters) {
  const WallGrid& grid = field.grid;
  const std::vector<double> ways = ways_beyond(field, reference.chord, expected_profile);
  std::vector<double> seen;
  double area_mm2 = 0;
  std::size_t top = ways.size();
  for (std::size_t i = 0; i < ways.size(); ++i) {
    if (!field.spanned(i)) continue;
    const int place_row = static_cast<int>(i) / grid.columns;
    const bool at_plate = !is_clear_of_plates(grid, static_cast<int>(i) % grid.columns, place_row);
    if (at_plate && reference.corner == StandingCorner::none) continue;
    if (counts(reference.corner, grid.share(place_row))) seen.push_back(ways[i]);
    if (ways[i] > parameters.bulge_counts_above_mm)
      area_mm2 += grid.cell_mm2(static_cast<int>(i) % grid.columns);
    if (top == ways.size() || ways[i] > ways[top]) top = i;
  }
  WallBulge bulge;
  if (seen.empty()) return bulge;
  std::sort(seen.begin(), seen.end());
  double depth_mm = std::max(0.0, seen[static_cast<std::size_t>(parameters.bulge_percentile / 100 *
                                                                static_cast<double>(seen.size() - 1))]);
  if (depth_mm >= parameters.bulge_counts_above_mm) {
    const BulgeTop fitted = bulge_top(field, ways, top);
    if (counts(reference.corner, grid.share(static_cast<int>(top) / grid.columns)))
      depth_mm = std::max(depth_mm, fitted.way_mm);
    depth_mm += fitted.lost_to_blur_mm;
  }
  bulge.depth = Quantity{depth_mm, Unit::mm, sd_of_depth_mm(field, reference)};
  bulge.area = Quantity{area_mm2, Unit::mm2};
  bulge.convexity = Unknown{"the wall does not bulge"};
  if (depth_mm < parameters.bulge_counts_above_mm) return bulge;
  const int column = static_cast<int>(top) % grid.columns;
  const int row = static_cast<int>(top) / grid.columns;
  bulge.top_local_mm = Eigen::Vector3d(grid.x_mm(column), field.posterior_mm[top], grid.z_mm(column, row));
  const std::vector<double> profile = profile_through_top(grid, ways, column);
  bulge.convexity = Quantity{spread_over_height(profile) * arch(profile), Unit::one};
  return bulge;
}

}  // namespace osteosign
