#include "features/find/lesion_box.h"

#include <algorithm>

#include "features/shape/signed_distance.h"

namespace osteosign {

Eigen::Vector3d LesionBox::point_mm(std::size_t index) const {
  const auto row = static_cast<std::size_t>(grid.size[0]);
  const std::size_t slice = row * static_cast<std::size_t>(grid.size[1]);
  return grid.patient_from_voxel(Eigen::Vector3d(static_cast<double>(index % row),
                                                 static_cast<double>(index % slice / row),
                                                 static_cast<double>(index / slice)));
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

LesionBox box_around(const CtVolume& ct, const LabelMap& bones, const SeedRegion& region) {
  constexpr double margin_factor = 1.7;
  constexpr double margin_mm = 8;
  std::vector<double> reach = region.reach_mm;
  std::sort(reach.begin(), reach.end());
  const double half_mm = margin_factor * reach[reach.size() * 9 / 10] + margin_mm;
  const Eigen::Array3d centre = ct.grid.voxel_from_patient(region.seed_mm).array();
  const Eigen::Array3d half = half_mm / ct.grid.spacing_mm.array();
  return cut_box(ct, bones, (centre - half).floor().cast<int>(), (centre + half).ceil().cast<int>());
}

}  // namespace osteosign
