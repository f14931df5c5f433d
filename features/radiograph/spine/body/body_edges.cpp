#include "features/radiograph/spine/body/body_edges.h"

#include <Eigen/Eigenvalues>
#include <Eigen/LU>
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <random>

#include "features/radiograph/bone/cheapest_path.h"
#include "features/radiograph/spine/body/body_borders.h"

namespace osteosign {
namespace {

constexpr int points_along = EdgeStrip::rows;

cv::Mat1f smooth_along(const cv::Mat1f& rise) {
  cv::Mat1f smooth;
  cv::GaussianBlur(rise, smooth, {1, 0}, 1e-6, 1.5, cv::BORDER_REPLICATE);
  return smooth;
}

/// The same values with every four rows begun elsewhere: a line along the strip is broken, while the grain of
/// the film, which goes on over a few rows, stays.
cv::Mat1f with_broken_lines(const cv::Mat1f& values, unsigned seed) {
  constexpr int rows_together = 4;
  std::mt19937 engine(seed);
  cv::Mat1f broken(values.size());
  int by = 0;
  for (int row = 0; row < values.rows; ++row) {
    if (row % rows_together == 0) by = static_cast<int>(engine() % static_cast<unsigned>(values.cols));
    for (int column = 0; column < values.cols; ++column)
      broken(row, column) = values(row, (column + by) % values.cols);
  }
  return broken;
}

float percentile_of(const cv::Mat1f& values, double part) {
  std::vector<float> all(values.begin(), values.end());
  const auto place = all.begin() + static_cast<std::ptrdiff_t>(part * static_cast<double>(all.size() - 1));
  std::nth_element(all.begin(), place, all.end());
  return *place;
}

/// The column of the largest rise between whole steps.
double refined(const cv::Mat1f& rise, int row, int column) {
  if (column <= 0 || column >= rise.cols - 1) return column;
  const double before = rise(row, column - 1), at = rise(row, column), after = rise(row, column + 1);
  const double bend = before - 2 * at + after;
  if (bend >= 0) return column;
  return column + std::clamp(0.5 * (before - after) / bend, -0.5, 0.5);
}

/// The path along which the rise is largest, close to an arch.
std::vector<int> best_path(const cv::Mat1f& rise, const SmoothBorder& arch) {
  constexpr double spread = 2.5;  // columns from the arch
  const float strong = std::max(percentile_of(rise, 0.97), 1e-6F);
  cv::Mat1f cost(rise.size());
  for (int row = 0; row < rise.rows; ++row) {
    const double middle = arch.at(static_cast<double>(row) / (points_along - 1));
    for (int column = 0; column < rise.cols; ++column) {
      const double away = (column - middle) / spread;
      cost(row, column) =
          static_cast<float>(-std::clamp(rise(row, column) / strong, -0.5F, 1.3F) + 0.15 * away * away);
    }
  }
  const PathLimits anywhere{std::vector<int>(points_along, 0), std::vector<int>(points_along, rise.cols - 1)};
  constexpr float step_cost = 0.12F;
  return cheapest_path(cost, anywhere, step_cost);
}

double mean_along(const cv::Mat1f& rise, const std::vector<int>& path) {
  double sum = 0;
  for (int row = 0; row < rise.rows; ++row) sum += rise(row, path[static_cast<std::size_t>(row)]);
  return sum / rise.rows;
}

/// Mean contrast along the best line of strips without one, mean of a few.
double contrast_by_chance(const cv::Mat1f& raw, const cv::Mat1f& cortex, const EdgeStrip& strip,
                          const BorderHabit& habit) {
  constexpr std::array<unsigned, 3> seeds{1, 2, 3};
  double mean = 0;
  for (const unsigned seed : seeds) {
    const cv::Mat1f rise = smooth_along(with_broken_lines(raw, seed));
    const SmoothBorder arch = smooth_border(with_broken_lines(cortex, seed), strip.line(), habit);
    mean += mean_along(rise, best_path(rise, arch)) / static_cast<double>(seeds.size());
  }
  return mean;
}

TracedEdge traced(const EdgeStrip& strip, const SmoothedFilm& film, const BorderHabit& habit,
                  const RadiographField& field) {
  constexpr double half_span = 1;
  const cv::Mat1f raw = strip.rise(film, half_span);
  const cv::Mat1f rise = smooth_along(raw), cortex = cortex_along(strip, film);
  const SmoothBorder arch = smooth_border(cortex, strip.line(), habit);
  const std::vector<int> path = best_path(rise, arch);
  TracedEdge edge;
  double usable = 0;
  for (int row = 0; row < points_along; ++row) {
    const int column = path[static_cast<std::size_t>(row)];
    const Eigen::Vector2d pixel = strip.film_px(strip.part_of(row), refined(rise, row, column));
    edge.points_px.push_back(pixel);
    edge.contrast.push_back(rise(row, column));
    if (field.usable_at(static_cast<int>(std::lround(pixel.x())), static_cast<int>(std::lround(pixel.y()))))
      usable += 1.0 / points_along;
  }
  edge.arch_ends_px = {strip.film_px(0, arch.start), strip.film_px(1, arch.end)};
  edge.usable = usable;
  edge.likeness =
      std::max(0.0, mean_along(rise, path)) / std::max(1e-6, contrast_by_chance(raw, cortex, strip, habit));
  return edge;
}

/// Straight line through a part of an edge.
struct Line {
  Eigen::Vector2d through, direction;
};

Line line_through(const TracedEdge& edge, double from, double to) {
  Eigen::Vector2d mean = Eigen::Vector2d::Zero();
  std::vector<Eigen::Vector2d> points;
  for (double part = from; part <= to; part += 0.02) points.push_back(edge.at(part));
  for (const Eigen::Vector2d& point : points) mean += point / static_cast<double>(points.size());
  Eigen::Matrix2d spread = Eigen::Matrix2d::Zero();
  for (const Eigen::Vector2d& point : points) spread += (point - mean) * (point - mean).transpose();
  const Eigen::SelfAdjointEigenSolver<Eigen::Matrix2d> axes(spread);
  return {mean, axes.eigenvectors().col(1)};
}

Eigen::Vector2d meeting(const Line& one, const Line& other, const Eigen::Vector2d& otherwise) {
  Eigen::Matrix2d directions;
  directions << one.direction, -other.direction;
  if (std::abs(directions.determinant()) < 0.5) return otherwise;
  const Eigen::Vector2d along = directions.inverse() * (other.through - one.through);
  return one.through + along.x() * one.direction;
}

/// Where an endplate and a wall meet; `near_on_wall` is where the line along the wall begins, in parts of it.
Eigen::Vector2d corner(BodyCorner which, const BodyOnFilm& body, const TracedEdge& plate,
                       const TracedEdge& wall, double near_on_wall) {
  // Of the length. The wall is followed near its ends alone: an arch of it must not turn the line.
  constexpr double near = 0.06, far = 0.34, far_on_wall = 0.25;
  using enum BodyCorner;
  const bool at_back = which == posterior_superior || which == posterior_inferior,
             at_bottom = which == posterior_inferior || which == anterior_inferior;
  const Line along_plate = at_back ? line_through(plate, 1 - far, 1 - near) : line_through(plate, near, far);
  const Line along_wall = at_bottom ? line_through(wall, 1 - far_on_wall, 1 - near_on_wall)
                                    : line_through(wall, near_on_wall, far_on_wall);
  const Eigen::Vector2d met = meeting(along_plate, along_wall, body.corner(which));
  return (met - body.corner(which)).norm() < body.height_px() / 8 ? met : body.corner(which);
}

}  // namespace

Eigen::Vector2d TracedEdge::at(double part) const {
  const double place = std::clamp(part, 0.0, 1.0) * static_cast<double>(points_px.size() - 1);
  const auto before = std::min(static_cast<std::size_t>(place), points_px.size() - 2);
  const double rest = place - static_cast<double>(before);
  return (1 - rest) * points_px[before] + rest * points_px[before + 1];
}

BodyEdges trace_body(const Radiograph& film, const RadiographField& field, const BodyOnFilm& body,
                     SpineView view) {
  const SmoothedFilm smoothed(film, body);
  const BodyBorders borders = borders_of(body, view, Corners::refined);
  const auto edge = [&](const BodyBorder& border) {
    return traced(strip_along(border, body), smoothed, border.habit, field);
  };
  return {edge(borders.superior), edge(borders.inferior), edge(borders.anterior), edge(borders.posterior)};
}

std::array<Eigen::Vector2d, body_corners> corners_of(const BodyEdges& edges, const BodyOnFilm& body) {
  constexpr double near_on_wall = 0.05;
  using enum BodyCorner;
  return {corner(anterior_superior, body, edges.superior, edges.anterior, near_on_wall),
          corner(posterior_superior, body, edges.superior, edges.posterior, near_on_wall),
          corner(posterior_inferior, body, edges.inferior, edges.posterior, near_on_wall),
          corner(anterior_inferior, body, edges.inferior, edges.anterior, near_on_wall)};
}

std::array<Eigen::Vector2d, 2> chord_of(const BodyEdges& edges, const BodyOnFilm& body) {
  constexpr double near_on_wall = 0.1;
  using enum BodyCorner;
  return {corner(posterior_superior, body, edges.superior, edges.posterior, near_on_wall),
          corner(posterior_inferior, body, edges.inferior, edges.posterior, near_on_wall)};
}

}  // namespace osteosign
