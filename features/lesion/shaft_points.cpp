#include "features/lesion/shaft_points.h"

#include <tbb/parallel_for.h>

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <map>

#include "features/lesion/cortex_sites.h"

namespace osteosign {
namespace {

constexpr double slab_mm = 10;
constexpr double most_lean = 0.3;  // TubeStiffness allows 0.35 over the whole tube
constexpr double least_shaft_mm = 40;
constexpr int rounds = 3;
constexpr std::size_t seen_every = 8;  // a tube is held by one point for each 9 mm2 as well as by all
constexpr double least_cortex_mm = 1;
constexpr double farthest_edge_mm = 1.5;  // as of the bridge, cortex_bridge.h
constexpr double usual_thickness_mm = 3;

Eigen::Vector3d axis_of(const BoneNearLesion& bone, const std::vector<bool>& chosen) {
  Eigen::Matrix3d spread = Eigen::Matrix3d::Zero();
  for (std::size_t i = 0; i < chosen.size(); ++i)
    if (chosen[i]) spread += bone.points.normals[i] * bone.points.normals[i].transpose();
  return Eigen::SelfAdjointEigenSolver<Eigen::Matrix3d>(spread).eigenvectors().col(0);
}

int slab_of(const BoneNearLesion& bone, const Eigen::Vector3d& axis, std::size_t point) {
  return static_cast<int>(std::floor(axis.dot(bone.points.positions_mm[point]) / slab_mm));
}

struct Slab {
  double squared_lean = 0;
  double points = 0;
  bool is_tubular() const { return std::sqrt(squared_lean / points) <= most_lean; }
};

/// First and last slab of the longest run of tubular ones; empty when there is none.
struct Run {
  int first = 0;
  int last = -1;
  int slabs() const { return last - first + 1; }
};

Run longest_run(const BoneNearLesion& bone, const Eigen::Vector3d& axis) {
  std::map<int, Slab> slabs;
  for (std::size_t i = 0; i < bone.points.size(); ++i) {
    if (bone.cut_off[i]) continue;
    Slab& slab = slabs[slab_of(bone, axis, i)];
    const double lean = axis.dot(bone.points.normals[i]);
    slab.squared_lean += lean * lean;
    ++slab.points;
  }
  Run best, run;
  for (const auto& [number, slab] : slabs) {
    if (!slab.is_tubular()) continue;
    run = number == run.last + 1 ? Run{run.first, number} : Run{number, number};
    if (run.slabs() > best.slabs()) best = run;
  }
  return best;
}

std::vector<bool> points_in(const BoneNearLesion& bone, const Eigen::Vector3d& axis, const Run& run) {
  std::vector<bool> inside(bone.points.size());
  for (std::size_t i = 0; i < inside.size(); ++i) {
    const int slab = slab_of(bone, axis, i);
    inside[i] = !bone.cut_off[i] && slab >= run.first && slab <= run.last;
  }
  return inside;
}

bool is_seen(const Measured<CortexProfile>& seen) {
  return seen.known() && seen.value().thickness_mm && seen.value().mass_mm.value >= least_cortex_mm &&
         std::abs(*seen.value().outer_edge_mm) <= farthest_edge_mm;
}

}  // namespace

Measured<std::vector<bool>> shaft_points(const CtVolume& ct, const BoneNearLesion& bone,
                                         const ImageQuality& quality, const CortexParameters& parameters) {
  std::vector<bool> shaft(bone.points.size());
  std::transform(bone.cut_off.begin(), bone.cut_off.end(), shaft.begin(), std::logical_not{});
  for (int round = 0; round < rounds; ++round) {
    const Eigen::Vector3d axis = axis_of(bone, shaft);
    const Run run = longest_run(bone, axis);
    if (run.slabs() * slab_mm < least_shaft_mm)
      return Unknown{"the bone is no tube here, and no part of it is"};
    shaft = points_in(bone, axis, run);
  }
  CortexSurface mask;
  mask.points = bone.points;
  find_neighbours(mask.points, parameters.cortex_pooling_radius_mm);
  const CortexRays rays(ct, mask, quality);
  const CompactBone compact = assumed_bone(ct.acquisition, parameters);
  std::vector<std::uint8_t> held(shaft.size(), 0);
  tbb::parallel_for(std::size_t{0}, held.size(), [&](std::size_t i) {
    if (!shaft[i]) return;
    const bool is_far = bone.lesion_distance_mm[i] > parameters.cortex_untrusted_mm;
    held[i] =
        is_far || (i % seen_every == 0 && is_seen(rays.look(i, compact, usual_thickness_mm, parameters)));
  });
  return std::vector<bool>(held.begin(), held.end());
}

}  // namespace osteosign
