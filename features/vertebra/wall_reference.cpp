#include "features/vertebra/wall_reference.h"

#include <Eigen/QR>
#include <algorithm>
#include <cmath>

#include "features/profile/order_statistics.h"
#include "features/vertebra/robust_surface.h"

namespace osteosign {
namespace {

constexpr double least_spread_mm = 0.2;
constexpr double least_reach_mm = 2;   // two rows of rays: a body of 15 mm has no more
constexpr double corner_at_mm = 1.5;   // from the endplate: the edge of a body is round
constexpr double corner_share = 0.16;  // of the height, that a corner takes at most
constexpr double flat_share = 0.6;     // of the height, that a wall without a standing corner is drawn along
constexpr double least_difference_of_fits = 0.7;  // of the residuals of the two halves
constexpr double middle_from = 0.15;
constexpr double middle_to = 0.85;

/// The curve of one corner over the columns.
Measured<std::vector<double>> corner_curve(const WallField& field, bool superior, double reach_mm) {
  const WallGrid& grid = field.grid;
  std::vector<SurfacePoint> points;
  for (int row = 0; row < grid.rows; ++row)
    for (int column = 0; column < grid.columns; ++column) {
      const double share = superior ? 1 - grid.share(row) : grid.share(row);
      const double from_plate_mm = share * grid.height_mm(column);
      if (field.seen(column, row) && is_clear_of_plates(grid, column, row) &&
          from_plate_mm <= std::max(clear_of_plate_mm + least_reach_mm,
                                    std::min(reach_mm, corner_share * grid.height_mm(column))))
        points.push_back({{grid.x_mm(column) - grid.middle_x_mm, from_plate_mm},
                          field.posterior_mm[grid.index(column, row)]});
    }
  const Measured<SmoothSurface> corner =
      fit_robust_surface(points, SurfaceShape::paraboloid, least_spread_mm);
  if (!corner.known()) return Unknown{corner.reason()};
  std::vector<double> curve;
  for (int column = 0; column < grid.columns; ++column) {
    const double x = grid.x_mm(column) - grid.middle_x_mm;
    curve.push_back(corner.value().height_mm({x, corner_at_mm}));
  }
  return curve;
}

/// A straight line over shares of the height, and how well it fits.
struct Line {
  double inferior;
  double superior;
  double residual;
  double at(double share) const { return inferior + share * (superior - inferior); }
};

Line line_through(const std::vector<double>& profile, double from, double to) {
  Eigen::Matrix2d normal = Eigen::Matrix2d::Zero();
  Eigen::Vector2d right = Eigen::Vector2d::Zero();
  double squares = 0;
  int count = 0;
  for (std::size_t i = 0; i < profile.size(); ++i) {
    const double share = (static_cast<double>(i) + 0.5) / static_cast<double>(profile.size());
    if (share < from || share > to) continue;
    const Eigen::Vector2d terms(1 - share, share);
    normal += terms * terms.transpose();
    right += profile[i] * terms;
    squares += profile[i] * profile[i];
    ++count;
  }
  const Eigen::Vector2d ends = normal.colPivHouseholderQr().solve(right);
  return {ends[0], ends[1], std::sqrt(std::max(0.0, squares - ends.dot(right)) / count)};
}

/// The chord moved by the plane that fits the wall best between two shares of the height.
WallChord drawn_along(const WallField& field, const WallChord& chord, const std::vector<double>& expected,
                      double from, double to) {
  const WallGrid& grid = field.grid;
  std::vector<SurfacePoint> points;
  for (int row = 0; row < grid.rows; ++row)
    for (int column = 0; column < grid.columns; ++column) {
      const double share = grid.share(row);
      if (!field.seen(column, row) || share < from || share > to) continue;
      points.push_back({{grid.x_mm(column) - grid.middle_x_mm, 10 * share},
                        field.posterior_mm[grid.index(column, row)] - chord.at(column, share) -
                            profile_at(expected, share)});
    }
  const Measured<SmoothSurface> plane = fit_robust_surface(points, SurfaceShape::plane, least_spread_mm);
  if (!plane.known()) return chord;
  WallChord moved = chord;
  for (int column = 0; column < grid.columns; ++column) {
    const double x = grid.x_mm(column) - grid.middle_x_mm;
    moved.inferior_mm[static_cast<std::size_t>(column)] += plane.value().height_mm({x, 0});
    moved.superior_mm[static_cast<std::size_t>(column)] += plane.value().height_mm({x, 10});
  }
  return moved;
}

}  // namespace

bool is_clear_of_plates(const WallGrid& grid, int column, int row) {
  const double share = std::min(grid.share(row), 1 - grid.share(row));
  return share * grid.height_mm(column) >= clear_of_plate_mm;
}

Measured<WallChord> corner_chord(const WallField& field, const PosteriorWallParameters& parameters) {
  const Measured<std::vector<double>> inferior = corner_curve(field, false, parameters.corner_reach_mm);
  if (!inferior.known()) return Unknown{"inferior corner of the wall: " + inferior.reason()};
  const Measured<std::vector<double>> superior = corner_curve(field, true, parameters.corner_reach_mm);
  if (!superior.known()) return Unknown{"superior corner of the wall: " + superior.reason()};
  return WallChord{inferior.value(), superior.value()};
}

std::vector<double> profile_behind_chord(const WallField& field, const WallChord& chord) {
  const WallGrid& grid = field.grid;
  std::vector<double> profile;
  for (int point = 0; point < wall_profile_points; ++point) {
    const double share = (point + 0.5) / wall_profile_points;
    const int row = std::min(grid.rows - 1, static_cast<int>(share * grid.rows));
    std::vector<double> behind;
    for (int column = 0; column < grid.columns; ++column)
      behind.push_back(field.posterior_mm[grid.index(column, row)] - chord.at(column, grid.share(row)));
    profile.push_back(median(std::move(behind)));
  }
  return profile;
}

double profile_at(const std::vector<double>& profile, double share) {
  if (profile.empty()) return 0;
  const auto last = static_cast<double>(profile.size() - 1);
  const double at = std::clamp(share * static_cast<double>(profile.size()) - 0.5, 0.0, last);
  const auto below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, profile.size() - 1);
  const double weight = at - static_cast<double>(below);
  return (1 - weight) * profile[below] + weight * profile[above];
}

WallReference wall_reference(const WallField& field, const WallChord& chord, const ExpectedWall& expected,
                             const PosteriorWallParameters& parameters) {
  std::vector<double> off = profile_behind_chord(field, chord);
  double hollow_mm = 0;
  for (std::size_t i = 0; i < off.size(); ++i) {
    const double share = (static_cast<double>(i) + 0.5) / static_cast<double>(off.size());
    off[i] -= profile_at(expected.profile, share);
    if (share > middle_from && share < middle_to) hollow_mm = std::max(hollow_mm, -off[i]);
  }
  if (hollow_mm < parameters.corner_hollow_mm || !expected.superior_stands_mm)
    return {chord, {}, hollow_mm, expected.spread_mm};
  const Line lower = line_through(off, 0, flat_share);
  const Line upper = line_through(off, 1 - flat_share, 1);
  const bool superior_stands = lower.residual < least_difference_of_fits * upper.residual &&
                               off.back() - lower.at(1) > parameters.corner_hollow_mm &&
                               *expected.superior_stands_mm > parameters.corner_hollow_mm;
  const bool inferior_stands = upper.residual < least_difference_of_fits * lower.residual &&
                               off.front() - upper.at(0) > parameters.corner_hollow_mm &&
                               *expected.superior_stands_mm < -parameters.corner_hollow_mm;
  if (superior_stands)
    return {drawn_along(field, chord, expected.profile, 0, flat_share), StandingCorner::superior, 0,
            expected.spread_mm};
  if (inferior_stands)
    return {drawn_along(field, chord, expected.profile, 1 - flat_share, 1), StandingCorner::inferior, 0,
            expected.spread_mm};
  return {chord, {}, hollow_mm, expected.spread_mm};
}

}  // namespace osteosign
