#include "features/radiograph/bone/lesion_pixels.h"

#include <algorithm>
#include <cmath>

namespace osteosign {
namespace {

template <class Visitor>
void for_each_pixel(const RadiographLesionOutline& lesion, Visitor&& visit) {
  for (int r = 0; r < lesion.rows; ++r) {
    const auto row = lesion.inside.begin() + static_cast<std::ptrdiff_t>(r) * lesion.columns;
    for (int c = 0; c < lesion.columns; ++c)
      if (row[c] != 0) visit(Eigen::Vector2d(c, r));
  }
}

}  // namespace

bool holds(const RadiographLesionOutline& lesion, const Eigen::Vector2d& pixel) {
  const int c = static_cast<int>(std::lround(pixel.x())), r = static_cast<int>(std::lround(pixel.y()));
  if (c < 0 || r < 0 || c >= lesion.columns || r >= lesion.rows) return false;
  return lesion.inside[static_cast<std::size_t>(r) * lesion.columns + c] != 0;
}

bool lies_across(const RadiographLesionOutline& lesion, const Eigen::Vector2d& edge,
                 const Eigen::Vector2d& outward, double inward_px, double outward_px) {
  for (double out = -inward_px; out <= outward_px; ++out)
    if (holds(lesion, edge + out * outward)) return true;
  return false;
}

Measured<Eigen::Vector2d> middle_of(const RadiographLesionOutline& lesion) {
  Eigen::Vector2d sum(0, 0);
  double count = 0;
  for_each_pixel(lesion, [&](const Eigen::Vector2d& pixel) {
    sum += pixel;
    count += 1;
  });
  if (count == 0) return Unknown{"the lesion's outline is empty"};
  return Eigen::Vector2d(sum / count);
}

Extent extent_of(const RadiographLesionOutline& lesion, const Eigen::Vector2d& origin,
                 const Eigen::Vector2d& along) {
  Extent extent{INFINITY, -INFINITY};
  for_each_pixel(lesion, [&](const Eigen::Vector2d& pixel) {
    const double distance = (pixel - origin).dot(along);
    extent.least = std::min(extent.least, distance);
    extent.largest = std::max(extent.largest, distance);
  });
  return extent;
}

}  // namespace osteosign
