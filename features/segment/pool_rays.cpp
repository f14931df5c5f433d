#include "features/segment/pool_rays.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace osteosign {
namespace {

enum class RayEnd { open, bone, border };

RayEnd follow_ray(const PoolRays& rays, const Eigen::Vector3d& start, const Eigen::Vector3d& direction) {
  constexpr double longest_mm = 80, beyond_mm = 15, rim_mm = 5;
  const ImageGrid& grid = rays.thick.grid();
  const Eigen::Vector3d step = direction.cwiseQuotient(grid.spacing_mm);  // 1 mm
  double rim_seen_at = -longest_mm;
  double left_at = longest_mm;
  for (double mm = 0; mm < std::min(longest_mm, left_at + beyond_mm); mm += 1) {
    const Eigen::Vector3i voxel = (start + step * mm).array().round().cast<int>();
    if (!grid.contains(voxel.x(), voxel.y(), voxel.z())) break;
    const int hu = rays.hounsfield[grid.index(voxel.x(), voxel.y(), voxel.z())];
    if (left_at < longest_mm) {
      if (hu >= rays.bone_hu && !rays.thick.contains(voxel.x(), voxel.y(), voxel.z())) return RayEnd::bone;
      continue;
    }
    if (hu > rays.rim_hu) rim_seen_at = mm;
    if (hu >= rays.outside_hu) continue;
    left_at = mm;
    if (left_at - rim_seen_at <= rim_mm) return RayEnd::bone;
  }
  return left_at < longest_mm ? RayEnd::open : RayEnd::border;
}

}  // namespace

double open_fraction(const PoolRays& rays, const std::vector<ComponentRun>& region) {
  const std::size_t every = std::max<std::size_t>(1, region.size() / 200);
  double open = 0;
  double all = 0;
  for (std::size_t i = 0; i < region.size(); i += every) {
    const Eigen::Vector3d start((region[i].first_x + region[i].last_x) / 2.0, region[i].y, region[i].z);
    for (int k = 0; k < 8; ++k) {
      const double angle = k * std::numbers::pi / 4;
      const RayEnd end = follow_ray(rays, start, {std::cos(angle), std::sin(angle), 0});
      if (end == RayEnd::border) continue;
      open += end == RayEnd::open ? 1 : 0;
      all += 1;
    }
  }
  return all > 0 ? open / all : 0;
}

}  // namespace osteosign
