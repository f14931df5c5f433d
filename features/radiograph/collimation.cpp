#include "features/radiograph/collimation.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

namespace osteosign {
namespace {

/// Points with normal . p > distance lie outside; reduced pixels, seen from the centre of the film.
struct HalfPlane {
  Eigen::Vector2d normal;
  double distance;
};

Eigen::Vector2d film_centre(const ReducedFilm& film) {
  return {0.5 * (film.columns - 1), 0.5 * (film.rows - 1)};
}

std::vector<HalfPlane> long_lines(const ReducedFilm& film, const CollimationParameters& p) {
  const cv::Mat grey(film.rows, film.columns, CV_32F, const_cast<float*>(film.grey.data()));
  cv::Mat bytes, edges;
  grey.convertTo(bytes, CV_8U, 255);
  cv::GaussianBlur(bytes, bytes, cv::Size(), 1.0);
  cv::Canny(bytes, edges, 15, 40);
  const double side = std::min(film.columns, film.rows);
  std::vector<cv::Vec2f> lines;
  cv::HoughLines(edges, lines, 1, std::numbers::pi / 180, static_cast<int>(p.least_line_fraction * side));
  constexpr std::size_t strongest = 60;
  lines.resize(std::min(lines.size(), strongest));
  std::vector<HalfPlane> planes;
  for (const cv::Vec2f& line : lines) {
    HalfPlane plane{{std::cos(line[1]), std::sin(line[1])}, 0};
    plane.distance = line[0] - plane.normal.dot(film_centre(film));
    if (plane.distance < 0) plane = {-plane.normal, -plane.distance};
    if (plane.distance > p.least_centre_distance * side) planes.push_back(plane);
  }
  return planes;
}

/// Nothing but one grey value lies beyond the line, and there is enough of it to say so.
bool uniform_outside(const ReducedFilm& film, const HalfPlane& plane, double greatest_spread) {
  constexpr double clear_of_the_edge = 2.5;
  std::vector<float> outside;
  const Eigen::Vector2d centre = film_centre(film);
  for (int r = 0; r < film.rows; ++r)
    for (int c = 0; c < film.columns; ++c)
      if (plane.normal.dot(Eigen::Vector2d(c, r) - centre) > plane.distance + clear_of_the_edge)
        outside.push_back(film.grey[static_cast<std::size_t>(r) * film.columns + c]);
  if (outside.size() < 32) return false;
  std::sort(outside.begin(), outside.end());
  return outside[outside.size() * 95 / 100] - outside[outside.size() * 5 / 100] <= greatest_spread;
}

/// Sutherland and Hodgman: the part of a convex polygon on the inner side of a line.
std::vector<Eigen::Vector2d> clip(const std::vector<Eigen::Vector2d>& corners, const HalfPlane& plane,
                                  const Eigen::Vector2d& centre) {
  std::vector<Eigen::Vector2d> kept;
  const auto beyond = [&](const Eigen::Vector2d& p) { return plane.normal.dot(p - centre) - plane.distance; };
  for (std::size_t i = 0; i < corners.size(); ++i) {
    const Eigen::Vector2d& a = corners[i];
    const Eigen::Vector2d& b = corners[(i + 1) % corners.size()];
    const double da = beyond(a), db = beyond(b);
    if (da <= 0) kept.push_back(a);
    if ((da <= 0) != (db <= 0)) kept.push_back(a + (b - a) * (da / (da - db)));
  }
  return kept;
}

}  // namespace

std::vector<Eigen::Vector2d> find_collimation(const ReducedFilm& film,
                                              const CollimationParameters& parameters) {
  const double right = film.columns - 0.5, bottom = film.rows - 0.5;
  std::vector<Eigen::Vector2d> corners{{-0.5, -0.5}, {right, -0.5}, {right, bottom}, {-0.5, bottom}};
  for (HalfPlane plane : long_lines(film, parameters)) {
    if (!uniform_outside(film, plane, parameters.greatest_outside_spread)) continue;
    constexpr double width_of_the_border = 2;
    plane.distance -= width_of_the_border;
    corners = clip(corners, plane, film_centre(film));
  }
  for (Eigen::Vector2d& corner : corners) corner = (corner.array() + 0.5) * film.step - 0.5;
  return corners;
}

std::vector<std::uint8_t> fill_polygon(const std::vector<Eigen::Vector2d>& corners, int columns, int rows,
                                       double step) {
  constexpr int fraction_bits = 4;
  std::vector<cv::Point> points;
  for (const Eigen::Vector2d& corner : corners) {
    const Eigen::Vector2d p = ((corner.array() + 0.5) / step - 0.5) * (1 << fraction_bits);
    points.emplace_back(static_cast<int>(std::lround(p.x())), static_cast<int>(std::lround(p.y())));
  }
  std::vector<std::uint8_t> mask(static_cast<std::size_t>(columns) * rows, 0);
  cv::Mat image(rows, columns, CV_8U, mask.data());
  cv::fillConvexPoly(image, points, cv::Scalar(1), cv::LINE_8, fraction_bits);
  return mask;
}

}  // namespace osteosign
