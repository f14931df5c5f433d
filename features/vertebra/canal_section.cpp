#include "features/vertebra/canal_section.h"

#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>
#include <numbers>

#include "features/profile/order_statistics.h"
#include "features/profile/pool_profiles.h"
#include "features/profile/sample_ray.h"

namespace osteosign {
namespace {

constexpr int rays = canal_directions;
constexpr double step_mm = 0.25;
constexpr double peak_within_mm = 2.5;
constexpr double canal_radius_mm = 3;

/// Where a ray from soft tissue has risen half of the way to the bone it meets.
std::optional<double> half_rise_mm(const Profile& ray, double soft_hu, double bone_hu) {
  const std::vector<double>& y = ray.values;
  std::size_t rise = 0;
  while (rise < y.size() && y[rise] < bone_hu) ++rise;
  if (rise == 0 || rise == y.size()) return std::nullopt;
  const std::size_t last = std::min(y.size() - 1, rise + static_cast<std::size_t>(peak_within_mm / ray.step));
  const double peak = *std::max_element(y.begin() + static_cast<std::ptrdiff_t>(rise),
                                        y.begin() + static_cast<std::ptrdiff_t>(last) + 1);
  const double half = (soft_hu + peak) / 2;
  std::size_t above = rise;
  while (above < last && y[above] < half) ++above;
  while (above > 1 && y[above - 1] >= half) --above;
  const double share = (half - y[above - 1]) / std::max(1e-9, y[above] - y[above - 1]);
  return ray.position(above - 1) + std::clamp(share, 0.0, 1.0) * ray.step;
}

/// Radius in every direction, interpolated where there is no bone. At least one direction has some.
CanalRadii closed_radii(const CanalStar& star) {
  const auto next = [&](int from, int step) {
    int way = 0;
    while (!star.bone_mm[static_cast<std::size_t>(((from + step * way) % rays + rays) % rays)]) ++way;
    return std::pair{way,
                     *star.bone_mm[static_cast<std::size_t>(((from + step * way) % rays + rays) % rays)]};
  };
  CanalRadii radii{};
  for (int ray = 0; ray < rays; ++ray) {
    const auto [before, radius_before] = next(ray, -1);
    const auto [behind, radius_behind] = next(ray, 1);
    radii[static_cast<std::size_t>(ray)] =
        before + behind == 0 ? radius_before
                             : (behind * radius_before + before * radius_behind) / (before + behind);
  }
  return radii;
}

/// Area of the polygon through all directions.
double polygon_mm2(const CanalRadii& radii) {
  double twice = 0;
  for (std::size_t ray = 0; ray < radii.size(); ++ray) twice += radii[ray] * radii[(ray + 1) % radii.size()];
  return 0.5 * twice * std::sin(2 * std::numbers::pi / rays);
}

CanalCrossSection section_of(const CanalStar& star, const CanalRadii& radii) {
  const CanalPoint& point = star.middle;
  CanalCrossSection section{
      .centre_mm = point.centre_mm, .area_mm2 = polygon_mm2(radii), .middle = point, .radii_mm = radii};
  Eigen::Vector3d moment = Eigen::Vector3d::Zero();
  const double sine = std::sin(2 * std::numbers::pi / rays);
  for (int ray = 0; ray < rays; ++ray) {
    const double here = radii[static_cast<std::size_t>(ray)];
    const double there = radii[static_cast<std::size_t>((ray + 1) % rays)];
    moment += here * there * sine / 6 *
              (here * canal_direction(point, ray) + there * canal_direction(point, ray + 1));
  }
  const Eigen::Vector3d shift = moment / section.area_mm2;
  section.centre_mm += shift;
  for (int ray = -2; ray <= 2; ++ray)
    section.front_mm += radii[static_cast<std::size_t>((ray + rays) % rays)] / 5;
  section.front_mm -= shift.dot(point.forward);
  for (std::size_t ray = 0; ray < radii.size(); ++ray)
    section.has_bone[ray] = star.bone_mm[ray] && *star.bone_mm[ray] <= radii[ray];
  return section;
}

}  // namespace

Eigen::Vector3d canal_direction(const CanalPoint& point, int direction) {
  const double angle = 2 * std::numbers::pi * direction / rays;
  const Eigen::Vector3d left = point.tangent.cross(point.forward);
  return std::cos(angle) * point.forward + std::sin(angle) * left;
}

double CanalStar::closed_fraction() const {
  const auto closed =
      std::count_if(bone_mm.begin(), bone_mm.end(), [](const auto& r) { return r.has_value(); });
  return static_cast<double>(closed) / rays;
}

Measured<CanalStar> look_round_canal(const CtVolume& ct, const CanalPoint& point,
                                     const CanalAreaParameters& parameters) {
  std::vector<Profile> single;
  std::vector<double> near;
  for (int ray = 0; ray < rays; ++ray) {
    const Measured<Profile> profile =
        sample_ray(ct, point.centre_mm, canal_direction(point, ray),
                   {.inward = 0, .outward = parameters.longest_ray_mm, .step = step_mm});
    if (!profile.known()) return profile.unknown();
    single.push_back(profile.value());
    for (const double value : cut(profile.value(), 0, canal_radius_mm).values) near.push_back(value);
  }
  const double soft_hu = median(near);
  const double bone_hu = std::max(parameters.lowest_bone_hu, soft_hu + parameters.least_bone_rise_hu);
  if (soft_hu > parameters.lowest_bone_hu || single.front().values.front() >= bone_hu)
    return Unknown{"the middle of the canal lies in bone"};
  CanalStar star{point, {}};
  for (int ray = 0; ray < rays; ++ray) {
    const auto at = [&](int r) { return single[static_cast<std::size_t>((r + rays) % rays)]; };
    const Measured<Profile> pooled = pool({at(ray - 1), at(ray), at(ray + 1)}, 0);
    if (pooled.known())
      star.bone_mm[static_cast<std::size_t>(ray)] = half_rise_mm(pooled.value(), soft_hu, bone_hu);
  }
  return star;
}

std::optional<CanalRadii> ring_of_pedicles(const std::vector<CanalStar>& stars,
                                           const CanalAreaParameters& parameters) {
  std::optional<CanalRadii> ring;
  for (const CanalStar& star : stars) {
    if (star.closed_fraction() < parameters.ring_closed_fraction) continue;
    const CanalRadii radii = closed_radii(star);
    if (!ring || polygon_mm2(radii) < polygon_mm2(*ring)) ring = radii;
  }
  return ring;
}

Measured<CanalCrossSection> close_canal(const CanalStar& star, const std::optional<CanalRadii>& ring,
                                        const CanalAreaParameters& parameters) {
  const double closed_fraction = star.closed_fraction();
  if (closed_fraction <= 0 || closed_fraction < parameters.least_closed_fraction)
    return Unknown{"too little bone round the canal"};
  if (!ring) return section_of(star, closed_radii(star));
  CanalRadii radii{};
  for (std::size_t ray = 0; ray < radii.size(); ++ray) {
    const bool open = !star.bone_mm[ray] || *star.bone_mm[ray] > parameters.open_beyond_ring * (*ring)[ray];
    radii[ray] = open ? (*ring)[ray] : *star.bone_mm[ray];
  }
  return section_of(star, radii);
}

}  // namespace osteosign
