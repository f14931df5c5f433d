#include "features/radiograph/lesion_size.h"

#include <cmath>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

namespace osteosign {
namespace {

struct Diameters {
  Eigen::Vector2d start{0, 0}, end{0, 0};  // pixels
  double longest = 0, perpendicular = 0;
};

std::vector<Eigen::Vector2d> convex_hull(const RadiographLesionOutline& outline) {
  const cv::Mat mask(outline.rows, outline.columns, CV_8U, const_cast<std::uint8_t*>(outline.inside.data()));
  std::vector<cv::Point> pixels, hull;
  cv::findNonZero(mask, pixels);
  if (!pixels.empty()) cv::convexHull(pixels, hull);
  std::vector<Eigen::Vector2d> points;
  for (const cv::Point& p : hull) points.emplace_back(p.x, p.y);
  return points;
}

/// In units of `scale` (column, row) for each pixel; a pixel's own extent is added to the centre distances.
Diameters diameters_of(const std::vector<Eigen::Vector2d>& hull, const Eigen::Vector2d& scale) {
  Diameters d;
  for (const Eigen::Vector2d& a : hull)
    for (const Eigen::Vector2d& b : hull) {
      const double distance = (b - a).cwiseProduct(scale).norm();
      if (distance <= d.longest) continue;
      d.longest = distance;
      d.start = a;
      d.end = b;
    }
  Eigen::Vector2d along = (d.end - d.start).cwiseProduct(scale);
  along = d.longest > 0 ? Eigen::Vector2d(along / d.longest) : Eigen::Vector2d(1, 0);
  const Eigen::Vector2d across(-along.y(), along.x());
  double lowest = INFINITY, highest = -INFINITY;
  for (const Eigen::Vector2d& p : hull) {
    const double t = across.dot(p.cwiseProduct(scale));
    lowest = std::min(lowest, t);
    highest = std::max(highest, t);
  }
  const double pixel = std::sqrt(scale.prod());
  d.longest += pixel;
  d.perpendicular = highest - lowest + pixel;
  return d;
}

std::string method_of(const RadiographLesionOutline& outline, const std::vector<std::uint8_t>& usable) {
  for (int r = 0; r < outline.rows; ++r)
    for (int c = 0; c < outline.columns; ++c) {
      const std::size_t i = static_cast<std::size_t>(r) * outline.columns + c;
      if (outline.inside[i] == 0) continue;
      const bool border = c == 0 || r == 0 || c + 1 == outline.columns || r + 1 == outline.rows;
      const auto columns = static_cast<std::size_t>(outline.columns);
      if (border || usable[i - 1] == 0 || usable[i + 1] == 0 || usable[i - columns] == 0 ||
          usable[i + columns] == 0)
        return "outline on pixels; the lesion reaches the edge of the usable film and may be larger";
    }
  return "outline on pixels";
}

RadiographLesionSize with_millimetres(RadiographLesionSize size, const PixelSpacing& spacing,
                                      const std::vector<Eigen::Vector2d>& hull, double pixels,
                                      std::string method) {
  if (spacing.in_detector_plane) method += "; detector plane, the lesion itself is 3 to 25 % smaller";
  const Diameters d = diameters_of(hull, {spacing.column_mm, spacing.row_mm});
  size.area = Quantity{pixels * spacing.column_mm * spacing.row_mm, Unit::mm2, {}, method};
  size.longest_diameter = Quantity{d.longest, Unit::mm, {}, method};
  size.perpendicular_diameter = Quantity{d.perpendicular, Unit::mm, {}, method};
  size.axis_ratio = Quantity{d.perpendicular / d.longest, Unit::one, {}, method};
  return size;
}

}  // namespace

RadiographLesionSize measure_lesion_size(const Radiograph& film, const RadiographLesionOutline& outline,
                                         const std::vector<std::uint8_t>& usable) {
  RadiographLesionSize size;
  const std::vector<Eigen::Vector2d> hull = convex_hull(outline);
  if (hull.empty()) return size;
  const std::string method = method_of(outline, usable);
  double pixels = 0;
  for (const std::uint8_t in : outline.inside) pixels += in;
  const Diameters d = diameters_of(hull, {1, 1});
  size.area_pixels = Quantity{pixels, Unit::pixel2, {}, method};
  size.longest_diameter_pixels = Quantity{d.longest, Unit::pixel, {}, method};
  size.axis_ratio = Quantity{d.perpendicular / d.longest, Unit::one, {}, method};
  size.diameter_start_px = d.start;
  size.diameter_end_px = d.end;
  if (const PixelSpacing* spacing = film.spacing.if_known())
    return with_millimetres(size, *spacing, hull, pixels, method);
  size.area = film.spacing.unknown();
  size.longest_diameter = film.spacing.unknown();
  size.perpendicular_diameter = film.spacing.unknown();
  return size;
}

}  // namespace osteosign
