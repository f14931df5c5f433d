#include "features/find/lesion_from_mask.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "features/find/outline_voxels.h"
#include "features/find/refine_outline.h"
#include "features/shape/smooth_distance.h"

namespace osteosign {
namespace {

constexpr double largest_grid_distance_mm = 0.05;

struct VoxelBounds {
  Eigen::Array3i lowest = Eigen::Array3i::Constant(std::numeric_limits<int>::max());
  Eigen::Array3i highest = Eigen::Array3i::Constant(-1);
};

std::map<std::uint16_t, VoxelBounds> bounds_of_labels(const LabelMap& labels) {
  std::map<std::uint16_t, VoxelBounds> bounds;
  for (int z = 0; z < labels.grid.size[2]; ++z)
    for (int y = 0; y < labels.grid.size[1]; ++y)
      for (int x = 0; x < labels.grid.size[0]; ++x) {
        const std::uint16_t label = labels.voxels[labels.grid.index(x, y, z)];
        if (label == 0) continue;
        VoxelBounds& of_label = bounds[label];
        of_label.lowest = of_label.lowest.min(Eigen::Array3i(x, y, z));
        of_label.highest = of_label.highest.max(Eigen::Array3i(x, y, z));
      }
  return bounds;
}

CtLesionOutline smooth_outline(const LesionBox& box, const std::vector<std::uint8_t>& inside) {
  const double smoothing_mm = 0.5 * box.grid.spacing_mm.norm();
  std::vector<float> membership;
  for (const float distance : smooth_signed_distance_mm(box.grid, inside, smoothing_mm))
    membership.push_back(membership_at(distance, box.grid));
  // What is thinner than the smoothing has no surface left: its voxels stand for it.
  constexpr float surface = 0.5F;
  if (std::ranges::none_of(membership, [](float part) { return part >= surface; }))
    membership.assign(inside.begin(), inside.end());
  return outline_from(box, membership);
}

/// The outline of the voxels of a series that `is_inside` tells, all within the bounds.
template <class IsInside>
CtLesionOutline outline_within(const ImageGrid& series, const VoxelBounds& bounds,
                               const IsInside& is_inside) {
  constexpr int margin = 5;
  LesionBox box;
  std::array<int, 3> size{};
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const int a = static_cast<int>(axis);
    box.first[axis] = std::max(bounds.lowest[a] - margin, 0);
    size[axis] = std::min(bounds.highest[a] + margin, series.size[axis] - 1) - box.first[axis] + 1;
  }
  box.grid = series.crop(box.first, size);
  std::vector<std::uint8_t> inside;
  for (int z = 0; z < size[2]; ++z)
    for (int y = 0; y < size[1]; ++y)
      for (int x = 0; x < size[0]; ++x)
        inside.push_back(
            static_cast<std::uint8_t>(is_inside(box.first[0] + x, box.first[1] + y, box.first[2] + z)));
  return smooth_outline(box, inside);
}

}  // namespace

std::map<std::uint16_t, CtLesionOutline> outline_lesions_from_mask(const CtVolume& ct,
                                                                   const LabelMap& lesions) {
  const double distance_mm = ct.grid.corner_distance_mm(lesions.grid);
  if (!(distance_mm < largest_grid_distance_mm))
    throw InputError(
        fmt::format("lesion mask {}: its grid is not that of the series (corners {:.2f} mm apart)",
                    lesions.origin, distance_mm),
        FailureKind::not_usable);
  std::map<std::uint16_t, CtLesionOutline> outlines;
  for (const auto& [label, bounds] : bounds_of_labels(lesions))
    outlines[label] = outline_within(lesions.grid, bounds, [&, wanted = label](int x, int y, int z) {
      return lesions.voxels[lesions.grid.index(x, y, z)] == wanted;
    });
  return outlines;
}

CtLesionOutline with_smooth_surface(const ImageGrid& series, const CtLesionOutline& voxels) {
  VoxelBounds bounds;
  for_each_inside(voxels, [&](const Eigen::Array3i& voxel) {
    bounds.lowest = bounds.lowest.min(voxel);
    bounds.highest = bounds.highest.max(voxel);
  });
  if (bounds.highest.x() < 0) throw InternalError("an outline without a voxel has no surface");
  return outline_within(series, bounds,
                        [&](int x, int y, int z) { return holds(voxels, Eigen::Array3i(x, y, z)); });
}

}  // namespace osteosign
