#include "features/spine/vertebra_seeds.h"

#include <numbers>

namespace osteosign {
namespace {

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

constexpr double deg = std::numbers::pi / 180;

/// What decides about one node, in terms of the canal: direction from straight forward (0) over sideways (90
/// degrees) to behind, and way from its middle.
struct CanalPlace {
  double angle_deg;
  double way_mm;
};

CanalPlace canal_place(const AxisPlace& place, const SpineAxis& axis) {
  const double forward = place.v - axis.canal_v(place.s);
  return {std::atan2(std::abs(place.u), forward) / deg, std::hypot(place.u, forward)};
}

bool is_of_lamina(const AxisPlace& place, const SpineAxis& axis, int lamina_plane) {
  const double behind = axis.back_wall_v(place.s) - place.v;
  return lamina_plane >= 0 && std::abs(place.s - lamina_plane) <= 3 && std::abs(place.u) <= 6 &&
         behind > -3 && behind < 9;
}

/// Root of a pedicle, or of the transverse process behind it.
bool is_of_root(const CanalPlace& at, double share, double canal_half_width_mm) {
  const double beyond = at.way_mm - canal_half_width_mm;
  if (at.angle_deg > 40 && at.angle_deg < 100)
    return beyond > -2 && beyond < 8 && share > 0.1 && share < 0.55;
  if (at.angle_deg > 115 && at.angle_deg < 150)
    return beyond > 2 && beyond < 12 && share > 0.25 && share < 0.5;
  return false;
}

/// Rib: far to the side, or in front of the transverse processes.
bool is_of_rib(const CanalPlace& at, const AxisPlace& place, double canal_half_width_mm) {
  if (std::abs(place.u) > 45) return true;
  return at.angle_deg > 70 && at.angle_deg < 112 && at.way_mm > canal_half_width_mm + 13;
}

Owner seed_of(const BoneNode& node, bool is_on_rib, const SpineAxis& axis, const LevelScale& levels,
              const std::vector<int>& laminae) {
  constexpr double osteophyte_mm = 8, farthest_mm = 62;
  const AxisPlace& place = node.place;
  const int k = static_cast<int>(std::floor(node.level));
  if (k < -1 || k >= levels.count()) return 0;
  const double radius = axis.radius_mm(place.s);
  const double from_axis = std::hypot(place.u / body_width_to_depth, place.v);
  const double share = node.level - static_cast<float>(k);  // 0 at the disc above, 1 at the disc below
  const CanalPlace at = canal_place(place, axis);
  const double half_width = axis.canal_half_width_mm(place.s);
  if (std::abs(place.u) > farthest_mm || (is_on_rib && is_of_rib(at, place, half_width))) return not_spine;
  if (place.v >= axis.front_wall_v(place.s)) {
    if (from_axis <= 1.2 * radius) return owner_below_disc(k);
    if (place.v > 0 && from_axis > radius + osteophyte_mm) return not_spine;  // vessels, calcifications
    return 0;
  }
  if (is_of_root(at, share, half_width)) return owner_below_disc(k);
  for (int vertebra = std::max(-1, k - 1); vertebra <= std::min(k + 1, levels.count() - 1); ++vertebra)
    if (is_of_lamina(place, axis, laminae[static_cast<std::size_t>(vertebra + 1)]))
      return owner_below_disc(vertebra);
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
                                  const std::vector<int>& laminae, const std::vector<bool>& is_on_rib) {
  std::vector<Owner> owners;
  owners.reserve(bones.nodes.size());
  for (std::size_t i = 0; i < bones.nodes.size(); ++i)
    owners.push_back(seed_of(bones.nodes[i], is_on_rib[i], axis, levels, laminae));
  return owners;
}

}  // namespace osteosign
