#include "features/radiograph/spine/lateral/body_edges.h"

#include <Eigen/Eigenvalues>
#include <Eigen/LU>
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <random>

#include "features/radiograph/bone/cheapest_path.h"

namespace osteosign {
namespace {

constexpr int points_along = 49;
constexpr double steps_of_depth = 100;  // a step across the strip is that part of the depth of the body

/// Where a border may lie about the line between its corners, in depths of the body; outside is negative.
struct Reach {
  double outward, inward;
  double end_spread, middle_spread;  ///< of its distance from the line
};

/// The film round a body, smoothed.
struct Surroundings {
  cv::Mat1f grey;
  cv::Point first;

  double at(const Eigen::Vector2d& pixel) const {
    const double column = std::clamp(pixel.x() - first.x, 0.0, grey.cols - 1.001),
                 row = std::clamp(pixel.y() - first.y, 0.0, grey.rows - 1.001);
    const int c = static_cast<int>(column), r = static_cast<int>(row);
    const double x = column - c, y = row - r;
    return (1 - y) * ((1 - x) * grey(r, c) + x * grey(r, c + 1)) +
           y * ((1 - x) * grey(r + 1, c) + x * grey(r + 1, c + 1));
  }
};

Surroundings surroundings_of(const Radiograph& film, const BodyOnFilm& body) {
  const double margin = 0.45 * body.depth_px();
  Eigen::Vector2d low = body.corners_px[0], high = low;
  for (const Eigen::Vector2d& corner : body.corners_px) {
    low = low.cwiseMin(corner);
    high = high.cwiseMax(corner);
  }
  const cv::Point first(static_cast<int>(low.x() - margin), static_cast<int>(low.y() - margin)),
      last(static_cast<int>(high.x() + margin) + 2, static_cast<int>(high.y() + margin) + 2);
  cv::Rect part = cv::Rect(first, last) & cv::Rect(0, 0, film.columns, film.rows);
  if (part.width < 2 || part.height < 2) part = cv::Rect(0, 0, film.columns, film.rows);
  const cv::Mat1f whole(film.rows, film.columns, const_cast<float*>(film.pixels.data()));
  Surroundings round{{}, part.tl()};
  const double sigma_px = std::max(0.5, body.depth_px() / 80);
  cv::GaussianBlur(whole(part), round.grey, {}, sigma_px, sigma_px, cv::BORDER_REPLICATE);
  return round;
}

/// The strip along the line from one corner to another: rows along it, columns from outside to inside.
class Strip {
 public:
  Strip(const Eigen::Vector2d& from, const Eigen::Vector2d& to, const Eigen::Vector2d& inside,
        double depth_px, const Reach& reach)
      : from_(from), to_(to), step_px_(depth_px / steps_of_depth), reach_(reach) {
    const Eigen::Vector2d along = (to - from).normalized();
    inward_ = Eigen::Vector2d(-along.y(), along.x());
    if (inward_.dot(inside - from) < 0) inward_ = -inward_;
    first_ = -static_cast<int>(std::lround(reach.outward * steps_of_depth));
    columns_ = static_cast<int>(std::lround(reach.inward * steps_of_depth)) - first_ + 1;
  }
  int columns() const { return columns_; }
  Eigen::Vector2d film_px(int row, double column) const {
    const double part = static_cast<double>(row) / (points_along - 1);
    return from_ + part * (to_ - from_) + (column + first_) * step_px_ * inward_;
  }
  /// Square of the distance from the line in spreads.
  double unlikely(int row, int column) const {
    const double part = static_cast<double>(row) / (points_along - 1);
    const double spread =
        reach_.end_spread + (reach_.middle_spread - reach_.end_spread) * 4 * part * (1 - part);
    const double away = (column + first_) / steps_of_depth / spread;
    return away * away;
  }

 private:
  Eigen::Vector2d from_, to_, inward_;
  double step_px_;
  Reach reach_;
  int first_, columns_;
};

/// How much denser the film gets inwards at each place of the strip.
cv::Mat1f rise_in(const Strip& strip, const Surroundings& round) {
  constexpr double half_span = 2;
  cv::Mat1f rise(points_along, strip.columns());
  for (int row = 0; row < points_along; ++row)
    for (int column = 0; column < strip.columns(); ++column)
      rise(row, column) = static_cast<float>(round.at(strip.film_px(row, column + half_span)) -
                                             round.at(strip.film_px(row, column - half_span)));
  return rise;
}

cv::Mat1f smooth_along(const cv::Mat1f& rise) {
  cv::Mat1f smooth;
  cv::GaussianBlur(rise, smooth, {1, 0}, 1e-6, 1.5, cv::BORDER_REPLICATE);
  return smooth;
}

/// The same values in each row, begun elsewhere: what lines up from row to row is gone.
cv::Mat1f shifted_rows(const cv::Mat1f& rise) {
  std::mt19937 engine(1);
  cv::Mat1f shifted(rise.size());
  for (int row = 0; row < rise.rows; ++row) {
    const int by = static_cast<int>(engine() % static_cast<unsigned>(rise.cols));
    for (int column = 0; column < rise.cols; ++column)
      shifted(row, column) = rise(row, (column + by) % rise.cols);
  }
  return shifted;
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

/// The path along which the rise is largest, not far from the line.
std::vector<int> best_path(const cv::Mat1f& rise, const Strip& strip) {
  const float strong = std::max(percentile_of(rise, 0.97), 1e-6F);
  cv::Mat1f cost(rise.size());
  for (int row = 0; row < rise.rows; ++row)
    for (int column = 0; column < rise.cols; ++column)
      cost(row, column) = static_cast<float>(-std::clamp(rise(row, column) / strong, -0.5F, 1.3F) +
                                             0.15 * strip.unlikely(row, column));
  const PathLimits anywhere{std::vector<int>(points_along, 0),
                            std::vector<int>(points_along, strip.columns() - 1)};
  constexpr float step_cost = 0.12F;
  return cheapest_path(cost, anywhere, step_cost);
}

double mean_along(const cv::Mat1f& rise, const std::vector<int>& path) {
  double sum = 0;
  for (int row = 0; row < rise.rows; ++row) sum += rise(row, path[static_cast<std::size_t>(row)]);
  return sum / rise.rows;
}

TracedEdge traced(const Strip& strip, const Surroundings& round, const RadiographField& field) {
  const cv::Mat1f raw = rise_in(strip, round);
  const cv::Mat1f rise = smooth_along(raw), without_line = smooth_along(shifted_rows(raw));
  const std::vector<int> path = best_path(rise, strip);
  const double by_chance = mean_along(without_line, best_path(without_line, strip));
  TracedEdge edge;
  double usable = 0;
  for (int row = 0; row < points_along; ++row) {
    const int column = path[static_cast<std::size_t>(row)];
    const Eigen::Vector2d pixel = strip.film_px(row, refined(rise, row, column));
    edge.points_px.push_back(pixel);
    edge.contrast.push_back(rise(row, column));
    if (field.usable_at(static_cast<int>(std::lround(pixel.x())), static_cast<int>(std::lround(pixel.y()))))
      usable += 1.0 / points_along;
  }
  edge.usable = usable;
  edge.likeness = std::max(0.0, mean_along(rise, path)) / std::max(1e-6, by_chance);
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

}  // namespace

Eigen::Vector2d TracedEdge::at(double part) const {
  const double place = std::clamp(part, 0.0, 1.0) * static_cast<double>(points_px.size() - 1);
  const auto before = std::min(static_cast<std::size_t>(place), points_px.size() - 2);
  const double rest = place - static_cast<double>(before);
  return (1 - rest) * points_px[before] + rest * points_px[before + 1];
}

BodyEdges trace_body(const Radiograph& film, const RadiographField& field, const BodyOnFilm& body) {
  const Surroundings round = surroundings_of(film, body);
  const double depth_px = body.depth_px(), to_depth = body.height_px() / depth_px;
  const Reach endplate{0.14 * to_depth, 0.4 * to_depth, 0.06 * to_depth, 0.12 * to_depth};
  const Reach front{0.16, 0.16, 0.05, 0.05}, wall{0.22, 0.16, 0.04, 0.07};
  const auto edge = [&](BodyCorner from, BodyCorner to, const Reach& reach) {
    return traced(Strip(body.corner(from), body.corner(to), body.centre_px(), depth_px, reach), round, field);
  };
  using enum BodyCorner;
  return {edge(anterior_superior, posterior_superior, endplate),
          edge(anterior_inferior, posterior_inferior, endplate),
          edge(anterior_superior, anterior_inferior, front),
          edge(posterior_superior, posterior_inferior, wall)};
}

std::array<Eigen::Vector2d, body_corners> corners_of(const BodyEdges& edges, const BodyOnFilm& body) {
  constexpr double near = 0.06, far = 0.34;
  const auto corner = [&](BodyCorner which, const TracedEdge& plate, bool at_end, const TracedEdge& wall,
                          bool at_bottom) {
    const Line along_plate = at_end ? line_through(plate, 1 - far, 1 - near) : line_through(plate, near, far);
    const Line along_wall = at_bottom ? line_through(wall, 1 - far, 1 - near) : line_through(wall, near, far);
    const Eigen::Vector2d met = meeting(along_plate, along_wall, body.corner(which));
    return (met - body.corner(which)).norm() < body.height_px() / 8 ? met : body.corner(which);
  };
  using enum BodyCorner;
  return {corner(anterior_superior, edges.superior, false, edges.anterior, false),
          corner(posterior_superior, edges.superior, true, edges.posterior, false),
          corner(posterior_inferior, edges.inferior, true, edges.posterior, true),
          corner(anterior_inferior, edges.inferior, false, edges.anterior, true)};
}

}  // namespace osteosign
