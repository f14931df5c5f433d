#include "features/spine/vertebra_seeds.h"

#include <numbers>

namespace osteosign {
namespace {

constexpr double width_to_depth = 1.2;

/// How well bone closes the canal behind, 0 to 1, at one plane of the body axis.
double closed_behind(const StraightSpine& straight, const SpineAxis& axis, int s, double soft_hu,
                     double bone_hu) {
  double sum = 0;
  int count = 0;
  for (int angle = 140; angle <= 220; angle += 8) {
    const double rad = angle * std::numbers::pi / 180;
    double brightest = -1000;
    const double nearest = 3;
    const double farthest = axis.canal_v(s) - axis.back_wall_v(s) + 5;
    for (double r = nearest; r <= farthest; r += 1) {
      const int u = static_cast<int>(std::lround(r * std::sin(rad)));
      const int v = static_cast<int>(std::lround(axis.canal_v(s) + r * std::cos(rad)));
      if (straight.contains(s, u, v)) brightest = std::max<double>(brightest, straight.hu(s, u, v));
    }
    if (brightest <= -1000) continue;
    sum += std::clamp((brightest - soft_hu) / (bone_hu - soft_hu), 0.0, 1.0);
    ++count;
  }
  return count == 0 ? 0 : sum / count;
}

Eigen::Vector3d behind_canal(const SpineAxis& axis, int s) {
  const CanalPoint& point = axis.body().points[static_cast<std::size_t>(s)];
  return point.centre_mm + axis.back_wall_v(s) * point.forward;
}

Owner seed_of(const BoneNode& node, const BoneNodes& bones, const SpineAxis& axis, const LevelScale& levels,
              const std::vector<int>& laminae) {
  const AxisPlace& place = node.place;
  const int k = static_cast<int>(std::floor(node.level));
  if (k < -1 || k >= levels.count()) return 0;
  const double radius = axis.radius_mm(place.s);
  const double wall = axis.front_wall_v(place.s);
  const double side = std::abs(place.u);
  const double share = node.level - static_cast<float>(k);  // 0 at the disc above, 1 at the disc below
  if (side > 50 && place.v > -70) return not_spine;
  if (place.v > wall - 2 && side > width_to_depth * radius + 10) return not_spine;  // rib heads
  if (place.v >= wall && std::hypot(place.u / width_to_depth, place.v) <= 1.2 * radius)
    return owner_below_disc(k);
  const double canal = axis.canal_v(place.s);
  if (place.v < wall && place.v > canal && side > axis.canal_half_width_mm(place.s) - 2 &&
      side < width_to_depth * radius && share > 0.1 && share < 0.55)
    return owner_below_disc(k);
  for (int vertebra = std::max(-1, k - 1); vertebra <= std::min(k + 1, levels.count() - 1); ++vertebra) {
    const int lamina = laminae[static_cast<std::size_t>(vertebra + 1)];
    if (lamina < 0 || std::abs(place.s - lamina) > 3) continue;
    const double behind = axis.back_wall_v(place.s) - place.v;
    if (side <= 6 && behind > -3 && behind < 9) return owner_below_disc(vertebra);
  }
  static_cast<void>(bones);
  return 0;
}

}  // namespace

std::vector<int> lamina_planes(const StraightSpine& straight, const SpineAxis& axis, const LevelScale& levels,
                               double soft_hu, double bone_hu) {
  std::vector<double> closed, level;
  for (int s = 0; s < straight.planes(); ++s) {
    closed.push_back(closed_behind(straight, axis, s, soft_hu, bone_hu));
    level.push_back(levels.level_of(behind_canal(axis, s), s));
  }
  std::vector<int> planes;
  for (int k = -1; k < levels.count(); ++k) {
    double best = 0.35;
    int plane = -1;
    for (int s = 3; s + 3 < straight.planes(); ++s) {
      const double share = level[static_cast<std::size_t>(s)] - k;
      if (share < 0.4 || share > 1.0) continue;
      double sum = 0;
      for (int near = s - 3; near <= s + 3; ++near) sum += closed[static_cast<std::size_t>(near)] / 7;
      const double score = sum - 0.5 * (share - 0.7) * (share - 0.7);
      if (score <= best) continue;
      best = score;
      plane = s;
    }
    planes.push_back(plane);
  }
  return planes;
}

std::vector<Owner> vertebra_seeds(const BoneNodes& bones, const SpineAxis& axis, const LevelScale& levels,
                                  const std::vector<int>& laminae) {
  std::vector<Owner> owners;
  owners.reserve(bones.nodes.size());
  for (const BoneNode& node : bones.nodes) owners.push_back(seed_of(node, bones, axis, levels, laminae));
  return owners;
}

}  // namespace osteosign
