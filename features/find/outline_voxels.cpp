#include "features/find/outline_voxels.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "features/shape/signed_distance.h"
#include "io/values/errors.h"

namespace osteosign {

bool holds(const CtLesionOutline& outline, const Eigen::Array3i& voxel) {
  const Eigen::Array3i at = voxel - Eigen::Array3i(outline.first[0], outline.first[1], outline.first[2]);
  return outline.box.contains(at.x(), at.y(), at.z()) &&
         outline.inside[outline.box.index(at.x(), at.y(), at.z())] != 0;
}

OutlineOverlap overlap_of(const CtLesionOutline& one, const CtLesionOutline& other) {
  OutlineOverlap overlap;
  overlap.other = static_cast<double>(std::ranges::count(other.inside, std::uint8_t{1}));
  for_each_inside(one, [&](const Eigen::Array3i& voxel) {
    ++overlap.one;
    overlap.both += holds(other, voxel) ? 1 : 0;
  });
  return overlap;
}

InscribedBall inscribed_ball(const CtLesionOutline& outline) {
  const std::array<int, 3>& size = outline.box.size;
  // A border of one voxel, so that a mask that fills its box ends there.
  ImageGrid grid = outline.box;
  for (int& count : grid.size) count += 2;
  std::vector<std::uint8_t> inside(grid.voxel_count(), 0);
  double voxels = 0;
  for (int z = 0; z < size[2]; ++z)
    for (int y = 0; y < size[1]; ++y)
      for (int x = 0; x < size[0]; ++x) {
        const std::uint8_t here = outline.inside[outline.box.index(x, y, z)];
        inside[grid.index(x + 1, y + 1, z + 1)] = here;
        voxels += here;
      }
  if (voxels == 0) throw InternalError("an outline without a voxel holds no ball");
  const std::vector<float> distance = signed_distance_mm(grid, inside);
  const auto deepest = std::ranges::min_element(distance);
  const auto index = static_cast<int>(deepest - distance.begin());
  const Eigen::Vector3d voxel(index % grid.size[0] - 1, index / grid.size[0] % grid.size[1] - 1,
                              index / (grid.size[0] * grid.size[1]) - 1);
  InscribedBall ball{.centre_in_patient_mm = outline.box.patient_from_voxel(voxel), .radius_mm = -*deepest};
  const double ball_mm3 = 4.0 / 3 * std::numbers::pi * std::pow(ball.radius_mm, 3);
  ball.share_of_volume = std::min(1.0, ball_mm3 / (voxels * outline.box.voxel_volume_mm3()));
  return ball;
}

}  // namespace osteosign
