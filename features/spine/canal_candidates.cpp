#include "features/spine/canal_candidates.h"

#include <tbb/parallel_for.h>

#include <array>
#include <numbers>

namespace osteosign {
namespace {

constexpr int ray_count = 24;
constexpr double centring_reach_mm = 14;  // rays through a foramen must not pull the middle sideways
constexpr double apart_mm = 8;            // candidates nearer than this are one

/// One axial plane of the upright volume.
class Plane {
 public:
  Plane(const UprightVolume& upright, int z, const CanalCandidateParameters& parameters)
      : upright_(upright), z_(z), parameters_(parameters), spacing_(upright.grid.spacing_mm.x()) {}

  bool is_set(const std::vector<std::uint8_t>& mask, const Eigen::Vector2d& at) const {
    const int x = static_cast<int>(std::floor(at.x() + 0.5));
    const int y = static_cast<int>(std::floor(at.y() + 0.5));
    return upright_.grid.contains(x, y, z_) && mask[upright_.grid.index(x, y, z_)] != 0;
  }
  /// Way to the mineral along each ray in mm; larger than the reach where there is none.
  std::array<double, ray_count> rays_from(const Eigen::Vector2d& at) const {
    std::array<double, ray_count> lengths{};
    for (int i = 0; i < ray_count; ++i) {
      const double angle = 2 * std::numbers::pi * i / ray_count;
      const Eigen::Vector2d step(std::cos(angle) / spacing_, std::sin(angle) / spacing_);
      double length = 1;
      while (length <= parameters_.ray_mm && !is_set(upright_.mineral, at + length * step)) length += 1;
      lengths[static_cast<std::size_t>(i)] = length;
    }
    return lengths;
  }
  /// Share of bone in a box in front: a vertebral body.
  double bone_in_front(const Eigen::Vector2d& at) const {
    int bone = 0, in_view = 0, all = 0;
    for (double y = 10; y <= 28; y += spacing_)
      for (double x = -10; x <= 10; x += spacing_, ++all) {
        const Eigen::Vector2d place = at + Eigen::Vector2d(x, -y) / spacing_;
        in_view += is_set(upright_.inside, place) ? 1 : 0;
        bone += is_set(upright_.bone, place) ? 1 : 0;
      }
    return static_cast<double>(bone) / std::max(in_view, all / 3);
  }
  /// Share of the rays that meet bone; of those that leave the volume before, half are taken to.
  double enclosure(const Eigen::Vector2d& at, const std::array<double, ray_count>& lengths) const {
    double hits = 0;
    for (int i = 0; i < ray_count; ++i) {
      const double length = lengths[static_cast<std::size_t>(i)];
      const double angle = 2 * std::numbers::pi * i / ray_count;
      const Eigen::Vector2d end = at + length / spacing_ * Eigen::Vector2d(std::cos(angle), std::sin(angle));
      if (length <= parameters_.ray_mm)
        hits += 1;
      else if (!is_set(upright_.inside, end))
        hits += 0.5;
    }
    return hits / ray_count;
  }
  /// Moves a place to the middle of what its rays see.
  Eigen::Vector2d centred(Eigen::Vector2d at) const {
    for (int pass = 0; pass < 3; ++pass) {
      const auto lengths = rays_from(at);
      Eigen::Vector2d shift = Eigen::Vector2d::Zero();
      for (int i = 0; i < ray_count; ++i) {
        const double angle = 2 * std::numbers::pi * i / ray_count;
        shift += std::min(lengths[static_cast<std::size_t>(i)], centring_reach_mm) *
                 Eigen::Vector2d(std::cos(angle), std::sin(angle));
      }
      at += shift / ray_count / spacing_;
    }
    return at;
  }
  CanalCandidate judged(const Eigen::Vector2d& at) const {
    const auto lengths = rays_from(at);
    CanalCandidate candidate;
    candidate.plane = z_;
    candidate.at_mm = upright_.grid.origin_mm.head<2>() + spacing_ * at;
    candidate.enclosure = enclosure(at, lengths);
    if (candidate.enclosure < parameters_.least_enclosure) {
      candidate.score = -1;
      return candidate;
    }
    const double radius = std::min(std::ranges::min(lengths), parameters_.usual_radius_mm + 2);
    const double narrow = (radius - parameters_.usual_radius_mm) / 4;
    candidate.score = 1.2 + 4 * std::log(candidate.enclosure) - narrow * narrow / 2 + bone_in_front(at);
    if (is_set(upright_.bone, at)) candidate.score -= 1.5;  // marrow
    return candidate;
  }
  bool may_be_canal(int x, int y, bool look_at_hu) const {
    const std::size_t index = upright_.grid.index(x, y, z_);
    if (upright_.inside[index] == 0 || upright_.mineral[index] != 0) return false;
    if (bone_towards(x, y, 0, 1) + bone_towards(x, y, 0, -1) + bone_towards(x, y, 1, 0) +
            bone_towards(x, y, -1, 0) <
        2)
      return false;
    if (!look_at_hu) return true;
    const double hu = upright_.sampler.mean_hu(x, y, z_);
    return hu >= parameters_.soft_lowest_hu && hu <= parameters_.soft_highest_hu;
  }

 private:
  int bone_towards(int x, int y, int dx, int dy) const {
    const int reach = static_cast<int>(parameters_.ray_mm / spacing_);
    for (int i = 1; i <= reach; ++i) {
      x += dx;
      y += dy;
      if (!upright_.grid.contains(x, y, z_)) return 0;
      if (upright_.mineral[upright_.grid.index(x, y, z_)] != 0) return 1;
    }
    return 0;
  }
  const UprightVolume& upright_;
  int z_;
  const CanalCandidateParameters& parameters_;
  double spacing_;
};

/// A volume that shows bone alone (all else masked) says nothing of what fills a canal. Looked at in every
/// fourth voxel along each axis.
bool shows_soft_tissue(const UprightVolume& upright) {
  constexpr int every = 4;
  constexpr float fat_hu = -200, marrow_hu = 150;
  std::size_t soft = 0, bone = 0;
  for (int z = 0; z < upright.grid.size[2]; z += every)
    for (int y = 0; y < upright.grid.size[1]; y += every)
      for (int x = 0; x < upright.grid.size[0]; x += every) {
        const float hu = upright.sampler.middle_hu(x, y, z);
        bone += upright.bone[upright.grid.index(x, y, z)];
        soft += hu > fat_hu && hu < marrow_hu ? 1U : 0U;
      }
  return soft > bone;
}

std::vector<CanalCandidate> best_apart(std::vector<CanalCandidate> candidates, int most) {
  std::ranges::stable_sort(candidates, std::ranges::greater{}, &CanalCandidate::score);
  std::vector<CanalCandidate> kept;
  for (const CanalCandidate& candidate : candidates) {
    if (static_cast<int>(kept.size()) == most) break;
    const bool near = std::ranges::any_of(
        kept, [&](const CanalCandidate& other) { return (other.at_mm - candidate.at_mm).norm() < apart_mm; });
    if (!near) kept.push_back(candidate);
  }
  return kept;
}

std::vector<CanalCandidate> candidates_of_plane(const Plane& plane, const UprightVolume& upright,
                                                bool look_at_hu, const CanalCandidateParameters& parameters) {
  std::vector<CanalCandidate> rough;
  for (int y = 0; y < upright.grid.size[1]; y += 2)
    for (int x = 0; x < upright.grid.size[0]; x += 2) {
      if (!plane.may_be_canal(x, y, look_at_hu)) continue;
      const CanalCandidate candidate = plane.judged(Eigen::Vector2d(x, y));
      if (candidate.score > -1) rough.push_back(candidate);
    }
  std::vector<CanalCandidate> centred;
  for (const CanalCandidate& candidate : best_apart(rough, parameters.most_in_a_plane)) {
    const Eigen::Vector2d at =
        (candidate.at_mm - upright.grid.origin_mm.head<2>()) / upright.grid.spacing_mm.x();
    const CanalCandidate moved = plane.judged(plane.centred(at));
    if (moved.score > -0.5) centred.push_back(moved);
  }
  return best_apart(centred, parameters.most_in_a_plane);
}

}  // namespace

std::vector<std::vector<CanalCandidate>> canal_candidates(const UprightVolume& upright,
                                                          const CanalCandidateParameters& parameters) {
  const bool look_at_hu = shows_soft_tissue(upright);
  std::vector<std::vector<CanalCandidate>> by_plane(static_cast<std::size_t>(upright.grid.size[2]));
  tbb::parallel_for(0, upright.grid.size[2], [&](int z) {
    by_plane[static_cast<std::size_t>(z)] =
        candidates_of_plane(Plane(upright, z, parameters), upright, look_at_hu, parameters);
  });
  return by_plane;
}

}  // namespace osteosign
