#include "features/spine/disc_planes.h"

#include <tbb/parallel_for.h>

#include <array>

#include "features/spine/disc_columns.h"

namespace osteosign {
namespace {

constexpr double least_strength = 0.15;  // below, no disc was seen, and its place is that of the whole chain
constexpr double largest_shift_mm = 6;
constexpr double largest_turn = 0.3;  // slope against where the search started

struct Fit {
  TiltedPlane plane;
  double contrast_hu;
};

Fit judged(const DiscColumns& columns, const TiltedPlane& plane, const TiltedPlane& start) {
  const double shift = plane.height_mm - start.height_mm;
  const double turn =
      std::hypot(plane.slope_forward - start.slope_forward, plane.slope_left - start.slope_left);
  return {plane, columns.response_of(plane) - 0.5 * shift * shift - 100 * turn * turn};
}

/// Searches one parameter after the other in ever smaller steps.
Fit brightest_ridges(const DiscColumns& columns, const TiltedPlane& start) {
  Fit best = judged(columns, start, start);
  for (double scale = 1; scale > 0.1; scale /= 2) {
    for (bool better = true; better;) {
      better = false;
      const std::array<TiltedPlane, 3> steps{TiltedPlane{2 * scale, 0, 0}, TiltedPlane{0, 0.1 * scale, 0},
                                             TiltedPlane{0, 0, 0.1 * scale}};
      for (const TiltedPlane& step : steps)
        for (const double sign : {1.0, -1.0}) {
          const TiltedPlane tried{best.plane.height_mm + sign * step.height_mm,
                                  best.plane.slope_forward + sign * step.slope_forward,
                                  best.plane.slope_left + sign * step.slope_left};
          if (std::abs(tried.height_mm - start.height_mm) > largest_shift_mm ||
              std::abs(tried.slope_forward - start.slope_forward) > largest_turn ||
              std::abs(tried.slope_left - start.slope_left) > largest_turn)
            continue;
          const Fit fit = judged(columns, tried, start);
          if (fit.contrast_hu <= best.contrast_hu + 1e-9) continue;
          best = fit;
          better = true;
        }
    }
  }
  return best;
}

/// The plane half way between the endplates and their distance, where both can be fitted near `rough`.
struct BetweenEndplates {
  TiltedPlane plane;
  double thickness_mm;
};

std::optional<BetweenEndplates> between_endplates(const DiscColumns& columns, const Fit& rough) {
  constexpr double farthest_mm = 3, farthest_turn = 0.15;
  const DiscColumns::Edges edges = columns.edges_near(rough.plane);
  const auto cranial = plane_through(edges.cranial);
  const auto caudal = plane_through(edges.caudal);
  if (!cranial || !caudal) return std::nullopt;
  const TiltedPlane middle{(cranial->height_mm + caudal->height_mm) / 2,
                           (cranial->slope_forward + caudal->slope_forward) / 2,
                           (cranial->slope_left + caudal->slope_left) / 2};
  const double thickness = cranial->height_mm - caudal->height_mm;
  if (thickness < 0.5 || std::abs(middle.height_mm - rough.plane.height_mm) > farthest_mm)
    return std::nullopt;
  if (std::hypot(middle.slope_forward - rough.plane.slope_forward,
                 middle.slope_left - rough.plane.slope_left) > farthest_turn)
    return std::nullopt;
  return BetweenEndplates{middle, thickness};
}

DiscPlane in_patient(const TiltedPlane& plane, const CanalPoint& point) {
  const Eigen::Vector3d normal =
      point.tangent - plane.slope_forward * point.forward - plane.slope_left * left_of(point);
  DiscPlane disc;
  disc.centre_mm = point.centre_mm + plane.height_mm * point.tangent;
  disc.normal = normal.normalized();
  return disc;
}

DiscPlane refined(const VertebraChain::Disc& found, const CanalPoint& point, double radius_mm,
                  const SpineImage& image) {
  const DiscColumns columns(CtSampler(image.ct), point, radius_mm);
  // s runs caudal, heights cranial
  const TiltedPlane start{0, -found.sign.slope_forward, -found.sign.slope_left};
  if (columns.empty() || found.sign.strength < least_strength) return in_patient(start, point);
  const Fit rough = brightest_ridges(columns, start);
  const auto between = between_endplates(columns, rough);
  DiscPlane disc = in_patient(between ? between->plane : rough.plane, point);
  disc.thickness_mm = between ? between->thickness_mm : 0;
  return disc;
}

}  // namespace

std::vector<DiscPlane> disc_planes(const VertebraChain& chain, const BodyAxis& axis,
                                   const SpineImage& image) {
  std::vector<DiscPlane> planes(chain.discs.size());
  tbb::parallel_for(std::size_t{0}, planes.size(), [&](std::size_t i) {
    const VertebraChain::Disc& found = chain.discs[i];
    const auto s = static_cast<std::size_t>(found.s);
    planes[i] = refined(found, axis.points[s], std::max(6.0, axis.radius_mm[s]), image);
    planes[i].strength = found.sign.strength;
    const double height = axis.points[s].tangent.dot(planes[i].centre_mm - axis.points[s].centre_mm);
    planes[i].s = std::clamp(found.s - static_cast<int>(std::lround(height)), 0,
                             static_cast<int>(axis.points.size()) - 1);
  });
  return planes;
}

}  // namespace osteosign
