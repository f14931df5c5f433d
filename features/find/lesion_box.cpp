#include "features/find/lesion_box.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <atomic>
#include <cmath>

#include "features/find/walled_in.h"
#include "features/shape/signed_distance.h"

namespace osteosign {

Eigen::Array3i LesionBox::voxel(std::size_t index) const {
  const auto row = static_cast<std::size_t>(grid.size[0]);
  const std::size_t slice = row * static_cast<std::size_t>(grid.size[1]);
  return {static_cast<int>(index % row), static_cast<int>(index % slice / row),
          static_cast<int>(index / slice)};
}

Eigen::Vector3d LesionBox::point_mm(std::size_t index) const {
  return grid.patient_from_voxel(voxel(index).cast<double>().matrix());
}

LesionBox cut_box(const CtVolume& ct, const LabelMap& bones, const Eigen::Array3i& lowest,
                  const Eigen::Array3i& highest) {
  std::array<int, 3> size{};
  LesionBox box;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const int last = std::min(highest[static_cast<int>(axis)], ct.grid.size[axis] - 1);
    box.first[axis] = std::max(lowest[static_cast<int>(axis)], 0);
    size[axis] = last - box.first[axis] + 1;
  }
  box.grid = ct.grid.crop(box.first, size);
  box.hounsfield.reserve(box.grid.voxel_count());
  box.bone.reserve(box.grid.voxel_count());
  for (int z = 0; z < size[2]; ++z)
    for (int y = 0; y < size[1]; ++y)
      for (int x = 0; x < size[0]; ++x) {
        const std::size_t voxel = ct.grid.index(box.first[0] + x, box.first[1] + y, box.first[2] + z);
        box.hounsfield.push_back(ct.hounsfield[voxel]);
        box.bone.push_back(static_cast<std::uint8_t>(bones.voxels[voxel] != 0));
      }
  box.bone_distance_mm = signed_distance_mm(box.grid, box.bone);
  return box;
}

LesionBox box_round_outline(const CtVolume& ct, const LabelMap& bones, const CtLesionOutline& outline,
                            double reach_mm) {
  Eigen::Array3i lowest, highest;
  for (int axis = 0; axis < 3; ++axis) {
    const auto a = static_cast<std::size_t>(axis);
    const int border = static_cast<int>(std::ceil(reach_mm / ct.grid.spacing_mm[axis]));
    lowest[axis] = outline.first[a] - border;
    highest[axis] = outline.first[a] + outline.box.size[a] - 1 + border;
  }
  return cut_box(ct, bones, lowest, highest);
}

namespace {

/// Adds to the bone what it walls in near the seed region: a lesion may be the very hole of the segmentation.
void add_walled_in(LesionBox& box, const LabelMap& bones, const SeedRegion& region) {
  constexpr double reach_of_region = 1.3;
  const double farthest_mm =
      reach_of_region * *std::max_element(region.reach_mm.begin(), region.reach_mm.end());
  std::vector<std::size_t> candidates;
  for (std::size_t i = 0; i < box.bone.size(); ++i) {
    if (box.bone[i] != 0) continue;
    const Eigen::Vector3d point = box.point_mm(i);
    if ((point - region.seed_mm).norm() < farthest_mm && region.relative_distance(point) < reach_of_region)
      candidates.push_back(i);
  }
  std::atomic<bool> any = false;
  tbb::parallel_for(std::size_t{0}, candidates.size(), [&](std::size_t i) {
    const Eigen::Array3i first(box.first[0], box.first[1], box.first[2]);
    if (!walled_in(bones, first + box.voxel(candidates[i]))) return;
    box.bone[candidates[i]] = 1;
    any = true;
  });
  if (any) box.bone_distance_mm = signed_distance_mm(box.grid, box.bone);
}

}  // namespace

LesionBox box_around(const CtVolume& ct, const LabelMap& bones, const SeedRegion& region) {
  constexpr double margin_factor = 1.7;
  constexpr double margin_mm = 8;
  std::vector<double> reach = region.reach_mm;
  std::sort(reach.begin(), reach.end());
  const double half_mm = margin_factor * reach[reach.size() * 9 / 10] + margin_mm;
  const Eigen::Array3d centre = ct.grid.voxel_from_patient(region.seed_mm).array();
  const Eigen::Array3d half = half_mm / ct.grid.spacing_mm.array();
  LesionBox box = cut_box(ct, bones, (centre - half).floor().cast<int>(), (centre + half).ceil().cast<int>());
  add_walled_in(box, bones, region);
  return box;
}

}  // namespace osteosign
