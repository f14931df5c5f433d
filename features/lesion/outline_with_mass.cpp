#include "features/lesion/outline_with_mass.h"

#include <algorithm>

#include "features/find/connected_part.h"
#include "features/find/lesion_box.h"
#include "features/find/refine_outline.h"
#include "features/prepare/mask_morphology.h"

namespace osteosign {
namespace {

constexpr double hole_mm = 3;  // half of the thickest cortex that a breach leads through, and a cell
constexpr float loose_level = 0.4F, middle_level = 0.6F, strict_level = 1;

void raise(std::vector<float>& levels, const VoxelMask& cells, float level) {
  for_each_voxel(cells, [&](int x, int y, int z) {
    float& at = levels[cells.grid().index(x, y, z)];
    at = std::max(at, level);
  });
}

/// Trilinear between the middles of cells; 0 outside of the grid.
float level_at(const ImageGrid& cells, const std::vector<float>& levels, const Eigen::Vector3d& place) {
  const Eigen::Array3d lower = place.array().floor();
  const Eigen::Array3d share = place.array() - lower;
  double sum = 0;
  for (int corner = 0; corner < 8; ++corner) {
    const Eigen::Array3i side(corner & 1, corner >> 1 & 1, corner >> 2);
    const Eigen::Array3i at = lower.cast<int>() + side;
    if (!cells.contains(at.x(), at.y(), at.z())) continue;
    const Eigen::Array3d weight = (side == 1).select(share, 1 - share);
    sum += weight.prod() * static_cast<double>(levels[cells.index(at.x(), at.y(), at.z())]);
  }
  return static_cast<float>(sum);
}

/// The part of the series that holds an outline and cells, and two voxels round them.
LesionBox box_round(const ImageGrid& series, const CtLesionOutline& outline, const VoxelMask& cells) {
  Eigen::Array3i first(outline.first[0], outline.first[1], outline.first[2]);
  Eigen::Array3i last =
      first + Eigen::Array3i(outline.box.size[0], outline.box.size[1], outline.box.size[2]) - 1;
  for_each_voxel(cells, [&](int x, int y, int z) {
    const Eigen::Array3d voxel =
        series.voxel_from_patient(cells.grid().patient_from_voxel(Eigen::Vector3d(x, y, z))).array();
    first = first.min(voxel.floor().cast<int>());
    last = last.max(voxel.ceil().cast<int>());
  });
  LesionBox box;
  std::array<int, 3> size{};
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const auto a = static_cast<Eigen::Index>(axis);
    box.first[axis] = std::max(0, first[a] - 2);
    size[axis] = std::min(series.size[axis] - 1, last[a] + 2) - box.first[axis] + 1;
  }
  box.grid = series.crop(box.first, size);
  return box;
}

/// What bone and mass enclose in the hole between them, where the blur of its rim hides soft tissue.
void fill_cavities(const ImageGrid& grid, std::vector<float>& membership) {
  std::vector<std::uint8_t> inside(membership.size());
  std::ranges::transform(membership, inside.begin(),
                         [](float m) { return static_cast<std::uint8_t>(m >= 0.5F); });
  const std::vector<std::uint8_t> filled = without_holes(grid, inside);
  for (std::size_t i = 0; i < filled.size(); ++i)
    if (filled[i] != 0 && inside[i] == 0) membership[i] = strict_level;
}

}  // namespace

CtLesionOutline outline_with_mass(const ImageGrid& series, const CtLesionOutline& in_bone,
                                  const SoftTissueSpace& space, const NestedMass& mass) {
  const Reach through_hole = Reach::ball(hole_mm);
  const VoxelMask hole =
      dilate(mass.middle, through_hole) & dilate(space.outline, through_hole) & space.bone & space.soft;
  std::vector<float> levels(space.grid.voxel_count(), 0);
  raise(levels, mass.loose, loose_level);
  raise(levels, mass.middle, middle_level);
  raise(levels, mass.strict | hole, strict_level);

  const LesionBox box = box_round(series, in_bone, mass.loose);
  std::vector<float> membership(box.grid.voxel_count());
  for (int z = 0; z < box.grid.size[2]; ++z)
    for (int y = 0; y < box.grid.size[1]; ++y)
      for (int x = 0; x < box.grid.size[0]; ++x) {
        float& here = membership[box.grid.index(x, y, z)];
        here = level_at(space.grid, levels,
                        space.grid.voxel_from_patient(box.grid.patient_from_voxel(Eigen::Vector3d(x, y, z))));
        const Eigen::Array3i in_box(x + box.first[0] - in_bone.first[0], y + box.first[1] - in_bone.first[1],
                                    z + box.first[2] - in_bone.first[2]);
        if (in_bone.box.contains(in_box.x(), in_box.y(), in_box.z()))
          here = std::max(here, in_bone.membership[in_bone.box.index(in_box.x(), in_box.y(), in_box.z())]);
      }
  fill_cavities(box.grid, membership);
  return outline_from(box, membership);
}

}  // namespace osteosign
