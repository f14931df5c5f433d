#include "features/find/opened_bone.h"

#include <cmath>
#include <vector>

#include "features/find/walled_in.h"
#include "features/shape/even_directions.h"

namespace osteosign {
namespace {

constexpr int directions = 162;
constexpr double farthest_wall_mm = 20;     // a lesion of 40 mm; a wall of the window may lie as far away
constexpr double largest_open_part = 0.45;  // half on the chord between the edges of the window
constexpr double least_resultant = 0.5;     // of one window over a part f of all directions it is 1 - f

/// The label that a ray meets first, 0 where it meets none.
std::uint16_t label_met(const LabelMap& bones, const Eigen::Vector3d& from, const Eigen::Vector3d& way) {
  const Eigen::Vector3d step = way.cwiseQuotient(bones.grid.spacing_mm);  // 1 mm in voxels of the index frame
  const double step_mm = bones.grid.spacing_mm.minCoeff();
  for (double mm = step_mm; mm <= farthest_wall_mm; mm += step_mm) {
    const Eigen::Array3i at = (from + mm * step).array().round().cast<int>();
    if (!bones.grid.contains(at.x(), at.y(), at.z())) return 0;
    if (const std::uint16_t label = bones.voxels[bones.grid.index(at.x(), at.y(), at.z())]; label != 0)
      return label;
  }
  return 0;
}

bool opens_to_one_side(const LabelMap& bones, const Eigen::Array3i& voxel,
                       const std::vector<Eigen::Vector3d>& ways) {
  const double most_open = largest_open_part * static_cast<double>(ways.size());
  Eigen::Vector3d sum = Eigen::Vector3d::Zero();
  int open = 0;
  for (const Eigen::Vector3d& way : ways) {
    if (label_met(bones, voxel.cast<double>().matrix(), way) != 0) continue;
    sum += way;
    if (++open > most_open) return false;
  }
  return sum.norm() >= least_resultant * open;
}

}  // namespace

std::optional<LabelMap> with_opened_bone(const LabelMap& bones, const Eigen::Vector3d& seed_in_patient_mm,
                                         double reach_mm) {
  const ImageGrid& grid = bones.grid;
  const std::vector<Eigen::Vector3d> ways = even_directions(directions);
  const Eigen::Array3i seed = grid.voxel_from_patient(seed_in_patient_mm).array().round().cast<int>();
  const auto label_at = [&](const Eigen::Array3i& v) {
    return bones.voxels[grid.index(v.x(), v.y(), v.z())];
  };
  if (!grid.contains(seed.x(), seed.y(), seed.z()) || in_bone_or_walled_in(bones, seed) ||
      !opens_to_one_side(bones, seed, ways))
    return std::nullopt;
  std::uint16_t bone = 0;
  for (auto way = ways.begin(); bone == 0 && way != ways.end(); ++way)
    bone = label_met(bones, seed.cast<double>().matrix(), *way);
  if (bone == 0) return std::nullopt;

  LabelMap filled = bones;
  std::vector<bool> visited(grid.voxel_count(), false);
  std::vector<Eigen::Array3i> waiting{seed};
  visited[grid.index(seed.x(), seed.y(), seed.z())] = true;
  while (!waiting.empty()) {
    const Eigen::Array3i at = waiting.back();
    waiting.pop_back();
    filled.voxels[grid.index(at.x(), at.y(), at.z())] = bone;
    for (int axis = 0; axis < 3; ++axis)
      for (const int side : {-1, 1}) {
        Eigen::Array3i next = at;
        next[axis] += side;
        if (!grid.contains(next.x(), next.y(), next.z())) continue;
        const std::size_t index = grid.index(next.x(), next.y(), next.z());
        if (visited[index]) continue;
        visited[index] = true;
        const double from_seed_mm = ((next - seed).cast<double>() * grid.spacing_mm.array()).matrix().norm();
        if (label_at(next) == 0 && from_seed_mm <= reach_mm && opens_to_one_side(bones, next, ways))
          waiting.push_back(next);
      }
  }
  return filled;
}

}  // namespace osteosign
