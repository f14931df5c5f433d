#include "features/vertebra/canal_section.h"

#include <algorithm>
#include <cmath>
#include <Eigen/Geometry>
#include <numbers>

#include "features/profile/pool_profiles.h"
#include "features/profile/sample_ray.h"

namespace osteosign {
namespace {

constexpr int rays = 72;
constexpr double step_mm = 0.25;
constexpr double peak_within_mm = 2.5;
constexpr double quantile_of_canal = 0.5;
constexpr double canal_radius_mm = 3;

struct Star {
  Eigen::Vector3d centre_mm;
  std::array<std::optional<double>, rays> radius_mm;
};

/// Direction of a ray: 0 is forward, a quarter further is left.
Eigen::Vector3d direction(const CanalPoint& point, int ray) {
  const double angle = 2 * std::numbers::pi * ray / rays;
  const Eigen::Vector3d left = point.tangent.cross(point.forward);
  return std::cos(angle) * point.forward + std::sin(angle) * left;
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(quantile_of_canal *
                                                                   static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

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

Measured<Star> star_from(const CtVolume& ct, const CanalPoint& point, const BonyCanalParameters& parameters) {
  std::vector<Profile> single;
  std::vector<double> near;
  for (int ray = 0; ray < rays; ++ray) {
    const Measured<Profile> profile =
        sample_ray(ct, point.centre_mm, direction(point, ray),
                   {.inward = 0, .outward = parameters.longest_ray_mm, .step = step_mm});
    if (!profile.known()) return profile.unknown();
    single.push_back(profile.value());
    for (const double value : cut(profile.value(), 0, canal_radius_mm).values) near.push_back(value);
  }
  const double soft_hu = median(near);
  const double bone_hu = std::max(parameters.lowest_bone_hu, soft_hu + parameters.least_bone_rise_hu);
  if (soft_hu >= bone_hu || single.front().values.front() >= bone_hu)
    return Unknown{"the middle of the canal lies in bone"};
  Star star{point.centre_mm, {}};
  for (int ray = 0; ray < rays; ++ray) {
    const auto at = [&](int r) { return single[static_cast<std::size_t>((r + rays) % rays)]; };
    const Measured<Profile> pooled = pool({at(ray - 1), at(ray), at(ray + 1)}, 0);
    if (pooled.known()) star.radius_mm[static_cast<std::size_t>(ray)] = half_rise_mm(pooled.value(), soft_hu, bone_hu);
  }
  return star;
}

/// Forgets bone that is seen through a foramen; returns the part of the directions that is left.
double close_to_median(Star& star, double open_beyond_median) {
  std::vector<double> radii;
  for (const auto& radius : star.radius_mm)
    if (radius) radii.push_back(*radius);
  if (radii.empty()) return 0;
  const double farthest = open_beyond_median * median(radii);
  int closed = 0;
  for (auto& radius : star.radius_mm) {
    if (radius && *radius > farthest) radius.reset();
    closed += radius.has_value();
  }
  return static_cast<double>(closed) / rays;
}

/// Radius in every direction, interpolated where there is no bone. At least one direction has some.
std::array<double, rays> closed_radii(const Star& star) {
  const auto next = [&](int from, int step) {
    int way = 0;
    while (!star.radius_mm[static_cast<std::size_t>(((from + step * way) % rays + rays) % rays)]) ++way;
    return std::pair{way, *star.radius_mm[static_cast<std::size_t>(((from + step * way) % rays + rays) % rays)]};
  };
  std::array<double, rays> radii{};
  for (int ray = 0; ray < rays; ++ray) {
    const auto [before, radius_before] = next(ray, -1);
    const auto [behind, radius_behind] = next(ray, 1);
    radii[static_cast<std::size_t>(ray)] =
        before + behind == 0 ? radius_before
                             : (behind * radius_before + before * radius_behind) / (before + behind);
  }
  return radii;
}

CanalCrossSection section_of(const CanalPoint& point, const std::array<double, rays>& radii, double closed_fraction) {
  CanalCrossSection section{.centre_mm = point.centre_mm, .closed_fraction = closed_fraction};
  Eigen::Vector3d moment = Eigen::Vector3d::Zero();
  const double sine = std::sin(2 * std::numbers::pi / rays);
  for (int ray = 0; ray < rays; ++ray) {
    const double here = radii[static_cast<std::size_t>(ray)];
    const double there = radii[static_cast<std::size_t>((ray + 1) % rays)];
    const double triangle = 0.5 * here * there * sine;
    section.area_mm2 += triangle;
    moment += triangle / 3 * (here * direction(point, ray) + there * direction(point, ray + 1));
  }
  const auto mean_round = [&](int ray) {
    double sum = 0;
    for (int r = ray - 2; r <= ray + 2; ++r) sum += radii[static_cast<std::size_t>((r + rays) % rays)];
    return sum / 5;
  };
  section.centre_mm += moment / section.area_mm2;
  section.front_mm = mean_round(0);
  section.left_mm = mean_round(rays / 4);
  section.back_mm = mean_round(rays / 2);
  section.right_mm = mean_round(3 * rays / 4);
  return section;
}

Measured<CanalCrossSection> section_from(const CtVolume& ct, const CanalPoint& point, const BonyCanalParameters& parameters) {
  Measured<Star> star = star_from(ct, point, parameters);
  if (!star.known()) return star.unknown();
  Star closed = star.value();
  const double closed_fraction = close_to_median(closed, parameters.open_beyond_median);
  if (closed_fraction <= 0 || closed_fraction < parameters.least_closed_fraction)
    return Unknown{"too little bone round the canal"};
  return section_of(point, closed_radii(closed), closed_fraction);
}

}  // namespace

Measured<CanalCrossSection> canal_section(const CtVolume& ct, const CanalPoint& point,
                                     const BonyCanalParameters& parameters) {
  const Measured<CanalCrossSection> first = section_from(ct, point, parameters);
  if (!first.known()) return first;
  CanalPoint centred = point;
  centred.centre_mm = first.value().centre_mm;
  return section_from(ct, centred, parameters);
}

}  // namespace osteosign
