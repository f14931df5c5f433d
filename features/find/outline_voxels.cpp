#include "features/find/outline_voxels.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "features/shape/signed_distance.h"
#include "io/values/errors.h"

namespace osteosign {

Eigen::Vector3d middle_of(const CtLesionOutline& outline) {
  Eigen::Vector3d sum = Eigen::Vector3d::Zero();
  double count = 0;
  for_each_inside(outline, [&](const Eigen::Array3i& voxel) {
    sum += voxel.cast<double>().matrix();
    ++count;
  });
  if (count == 0) throw InternalError("a lesion outline without a voxel");
  const Eigen::Vector3d first(outline.first[0], outline.first[1], outline.first[2]);
  return outline.box.patient_from_voxel(sum / count - first);
}

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

namespace {

/// The outline on a grid of `fine` voxels for each of its own along every axis, with a border of one voxel,
/// so that a mask that fills its box ends there.
struct FineMask {
  ImageGrid grid;
  std::vector<std::uint8_t> inside;
};

/// The same voxels in the smallest box that holds them: regions come in boxes of a whole vertebra.
CtLesionOutline in_smallest_box(const CtLesionOutline& outline) {
  const Eigen::Array3i first(outline.first[0], outline.first[1], outline.first[2]);
  Eigen::Array3i low = Eigen::Array3i::Constant(1 << 30), high = Eigen::Array3i::Constant(-1);
  for_each_inside(outline, [&](const Eigen::Array3i& voxel) {
    low = low.min(voxel - first);
    high = high.max(voxel - first);
  });
  const Eigen::Array3i size = high - low + 1;
  CtLesionOutline cropped;
  cropped.box = outline.box.crop({low.x(), low.y(), low.z()}, {size.x(), size.y(), size.z()});
  cropped.first = {outline.first[0] + low.x(), outline.first[1] + low.y(), outline.first[2] + low.z()};
  cropped.inside.assign(cropped.box.voxel_count(), 0);
  for_each_inside(outline, [&](const Eigen::Array3i& voxel) {
    const Eigen::Array3i at = voxel - first - low;
    cropped.inside[cropped.box.index(at.x(), at.y(), at.z())] = 1;
  });
  return cropped;
}

FineMask refined(const CtLesionOutline& outline, int fine) {
  FineMask mask;
  mask.grid = outline.box;
  mask.grid.spacing_mm /= fine;
  for (int& count : mask.grid.size) count = fine * count + 2;
  const double first = (1 - fine) / (2.0 * fine) - 1.0 / fine;  // of the border, in voxels of the outline
  mask.grid.origin_mm = outline.box.patient_from_voxel(Eigen::Vector3d::Constant(first));
  mask.inside.assign(mask.grid.voxel_count(), 0);
  for (int z = 1; z < mask.grid.size[2] - 1; ++z)
    for (int y = 1; y < mask.grid.size[1] - 1; ++y)
      for (int x = 1; x < mask.grid.size[0] - 1; ++x)
        mask.inside[mask.grid.index(x, y, z)] =
            outline.inside[outline.box.index((x - 1) / fine, (y - 1) / fine, (z - 1) / fine)];
  return mask;
}

}  // namespace

InscribedBall inscribed_ball(const CtLesionOutline& in_any_box) {
  const auto voxels = static_cast<double>(std::ranges::count(in_any_box.inside, std::uint8_t{1}));
  if (voxels == 0) throw InternalError("an outline without a voxel holds no ball");
  const CtLesionOutline outline = in_smallest_box(in_any_box);
  // Where few voxels lie side by side the middle of the ball lies between them.
  constexpr double few_voxels = 5;
  InscribedBall ball;
  for (const int fine : {1, 2}) {
    const FineMask mask = refined(outline, fine);
    const std::vector<float> distance = signed_distance_mm(mask.grid, mask.inside);
    const auto deepest = std::ranges::min_element(distance);
    const auto index = static_cast<int>(deepest - distance.begin());
    const Eigen::Vector3d voxel(index % mask.grid.size[0], index / mask.grid.size[0] % mask.grid.size[1],
                                index / (mask.grid.size[0] * mask.grid.size[1]));
    // Half voxels come in pairs, so that the middle of the ball lies between two of them.
    const double to_middle_mm = fine > 1 ? 0.5 * mask.grid.spacing_mm.minCoeff() : 0;
    ball = {.centre_in_patient_mm = mask.grid.patient_from_voxel(voxel),
            .radius_mm = to_middle_mm - *deepest};
    if (ball.radius_mm > few_voxels * outline.box.spacing_mm.maxCoeff()) break;
  }
  const double ball_mm3 = 4.0 / 3 * std::numbers::pi * std::pow(ball.radius_mm, 3);
  ball.share_of_volume = std::min(1.0, ball_mm3 / (voxels * outline.box.voxel_volume_mm3()));
  return ball;
}

}  // namespace osteosign
