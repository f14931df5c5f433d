#include "features/vertebra/wall_rays.h"

#include <cmath>

#include "features/profile/pool_profiles.h"
#include "features/profile/sample_ray.h"

namespace osteosign {
namespace {

constexpr double step_mm = 0.25;
constexpr double behind_mm = 3;
constexpr double ahead_mm = 24;  // half of a wide canal, a deep vein, and marrow behind it

WallRay ray_at(const CtVolume& ct, const VertebraFrame& frame, const CanalLine& canal, double x_mm,
               double z_mm) {
  WallRay ray;
  const std::optional<Eigen::Vector2d> middle = canal.at(z_mm);
  if (!middle) return ray;
  const int start = static_cast<int>(std::lround(-middle->y() / step_mm));
  ray.start = start * step_mm;
  const Measured<Profile> profile =
      sample_ray(ct, frame.patient_from_local({x_mm, -ray.start, z_mm}), -frame.axes.col(1),
                 {.inward = behind_mm, .outward = ahead_mm, .step = step_mm});
  if (!profile.known()) return ray;
  ray.profile = profile.value();
  ray.profile.first += start;
  return ray;
}

/// Neighbours from side to side only: along the axis a bulge is curved too much.
WallRay pooled(const std::vector<WallRay>& rays, const WallGrid& grid, int column, int row) {
  WallRay ray{{}, rays[grid.index(column, row)].start};
  if (rays[grid.index(column, row)].profile.size() == 0) return ray;
  std::vector<Profile> near;
  for (int c = std::max(0, column - 1); c <= std::min(grid.columns - 1, column + 1); ++c)
    if (const WallRay& beside = rays[grid.index(c, row)]; beside.profile.size() > 0)
      near.push_back(beside.profile);
  const Measured<Profile> profile = pool(near, 0);
  if (profile.known()) ray.profile = profile.value();
  return ray;
}

}  // namespace

std::vector<WallRay> wall_rays(const CtVolume& ct, const VertebraFrame& frame, const CanalLine& canal,
                               const WallGrid& grid) {
  std::vector<WallRay> single(grid.size());
  for (int row = 0; row < grid.rows; ++row)
    for (int column = 0; column < grid.columns; ++column)
      single[grid.index(column, row)] = ray_at(ct, frame, canal, grid.x_mm(column), grid.z_mm(column, row));
  std::vector<WallRay> rays(grid.size());
  for (int row = 0; row < grid.rows; ++row)
    for (int column = 0; column < grid.columns; ++column)
      rays[grid.index(column, row)] = pooled(single, grid, column, row);
  return rays;
}

}  // namespace osteosign
