#include "features/find/walled_in.h"

#include <cmath>

namespace osteosign {
namespace {

// Chosen: the ring of a vertebra is open towards both neighbours (six or more of the directions), a hole in a
// body 30 mm wide towards none.
constexpr double farthest_wall_mm = 15;
constexpr int most_open_directions = 3;  // of 26

bool is_bone(const LabelMap& bones, const Eigen::Array3i& v) {
  return bones.voxels[bones.grid.index(v.x(), v.y(), v.z())] != 0;
}

bool meets_bone(const LabelMap& bones, const Eigen::Array3i& from, const Eigen::Array3i& step) {
  const double step_mm = (step.cast<double>() * bones.grid.spacing_mm.array()).matrix().norm();
  const int steps = static_cast<int>(std::ceil(farthest_wall_mm / step_mm));
  Eigen::Array3i at = from;
  for (int i = 0; i < steps; ++i) {
    at += step;
    if (!bones.grid.contains(at.x(), at.y(), at.z())) return false;
    if (is_bone(bones, at)) return true;
  }
  return false;
}

}  // namespace

bool walled_in(const LabelMap& bones, const Eigen::Array3i& voxel) {
  int open = 0;
  for (int z = -1; z <= 1; ++z)
    for (int y = -1; y <= 1; ++y)
      for (int x = -1; x <= 1; ++x) {
        if (x == 0 && y == 0 && z == 0) continue;
        if (!meets_bone(bones, voxel, {x, y, z}) && ++open > most_open_directions) return false;
      }
  return true;
}

bool in_bone_or_walled_in(const LabelMap& bones, const Eigen::Array3i& voxel) {
  if (!bones.grid.contains(voxel.x(), voxel.y(), voxel.z())) return false;
  return is_bone(bones, voxel) || walled_in(bones, voxel);
}

}  // namespace osteosign
