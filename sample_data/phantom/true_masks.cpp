#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "io/values/errors.h"
#include "sample_data/phantom/phantom_ct.h"

namespace osteosign::phantom {

namespace {

LabelMap empty_map(const ImageGrid& grid) {
  LabelMap map;
  map.grid = grid;
  map.voxels.assign(grid.voxel_count(), 0);
  map.origin = "phantom truth";
  return map;
}

/// Gives `label` to every voxel whose centre is inside.
void label_inside(LabelMap& map, const SignedDistance& distance_mm, std::uint16_t label) {
  tbb::parallel_for(0, map.grid.size[2], [&](int z) {
    for (int y = 0; y < map.grid.size[1]; ++y)
      for (int x = 0; x < map.grid.size[0]; ++x)
        if (distance_mm(map.grid.patient_from_voxel({double(x), double(y), double(z)})) < 0)
          map.voxels[map.grid.index(x, y, z)] = label;
  });
}

/// First and last voxel of the box round an ellipsoid, cut to the grid; last < first where they do not meet.
struct VoxelBox {
  std::array<int, 3> first;
  std::array<int, 3> last;
};

VoxelBox box_round(const LesionTruth& lesion, const ImageGrid& grid, int border) {
  VoxelBox box{};
  const Eigen::Vector3d centre = grid.voxel_from_patient(lesion.centre_mm);
  for (int axis = 0; axis < 3; ++axis) {
    const Eigen::Vector3d along_axes = lesion.axes.transpose() * grid.direction.col(axis);
    const double reach = along_axes.cwiseProduct(lesion.semi_axes_mm).norm() / grid.spacing_mm[axis];
    const auto i = static_cast<std::size_t>(axis);
    box.first[i] = std::max(0, static_cast<int>(std::floor(centre[axis] - reach)) - border);
    box.last[i] = std::min(grid.size[i] - 1, static_cast<int>(std::ceil(centre[axis] + reach)) + border);
    if (box.last[i] < box.first[i])
      throw UsageError("true_lesion_outline: the lesion lies outside of the grid");
  }
  return box;
}

}  // namespace

LabelMap true_bone_mask(const PhantomCt& phantom, const ImageGrid& grid) {
  LabelMap map = empty_map(grid);
  map.names[1] = "femur";
  label_inside(map, phantom.bone_distance_mm, 1);
  return map;
}

LabelMap true_lesion_mask(const PhantomCt& phantom, const ImageGrid& grid) {
  LabelMap map = empty_map(grid);
  for (std::size_t i = 0; i < phantom.lesions.size(); ++i) {
    const auto label = static_cast<std::uint16_t>(i + 1);
    map.names[label] = "lesion " + std::to_string(label);
    label_inside(map, phantom.lesions[i].distance_mm, label);
  }
  return map;
}

CtLesionOutline true_lesion_outline(const LesionTruth& lesion, const ImageGrid& grid, int border) {
  const VoxelBox box = box_round(lesion, grid, border);
  std::array<int, 3> size{};
  for (std::size_t axis = 0; axis < 3; ++axis) size[axis] = box.last[axis] - box.first[axis] + 1;
  CtLesionOutline outline;
  outline.box = grid.crop(box.first, size);
  outline.first = box.first;
  outline.inside.resize(outline.box.voxel_count());
  outline.membership.resize(outline.box.voxel_count());
  const double voxel_mm = std::cbrt(grid.voxel_volume_mm3());
  for (int z = 0; z < size[2]; ++z)
    for (int y = 0; y < size[1]; ++y)
      for (int x = 0; x < size[0]; ++x) {
        const std::size_t voxel = outline.box.index(x, y, z);
        const double distance_mm =
            lesion.distance_mm(outline.box.patient_from_voxel({double(x), double(y), double(z)}));
        outline.inside[voxel] = distance_mm < 0 ? 1 : 0;
        outline.membership[voxel] = static_cast<float>(EdgeProfile{}.fraction_at(distance_mm, voxel_mm));
      }
  return outline;
}

}  // namespace osteosign::phantom
