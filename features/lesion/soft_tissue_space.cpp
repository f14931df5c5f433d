#include "features/lesion/soft_tissue_space.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>

#include "features/lesion/nearest_points.h"
#include "features/prepare/mask_components.h"
#include "features/prepare/mask_morphology.h"
#include "features/prepare/metal.h"
#include "features/shape/signed_distance.h"

namespace osteosign {
namespace {

constexpr double most_cells = 1.5e6;
constexpr double light_smoothing_mm = 0.7;
constexpr double air_hu = -250;
constexpr double end_cosine = 0.5;  // beyond 60 degrees from the normal a cell lies beyond the ends
constexpr double at_surface_mm = 3;
constexpr double mask_border_mm = 1.5;  // the mask of bone may overlap the surface by a voxel

/// Cells over the lesion and its surroundings, as far as the volume goes.
ImageGrid cells_round(const ImageGrid& volume, const CtLesionOutline& outline,
                      const SoftTissueParameters& parameters) {
  Eigen::Array3d first, extent_mm;
  for (int axis = 0; axis < 3; ++axis) {
    const auto a = static_cast<std::size_t>(axis);
    const double border = std::ceil(parameters.soft_tissue_reach_mm / volume.spacing_mm[axis]);
    first[axis] = std::max(0.0, outline.first[a] - border);
    const double last = std::min(volume.size[a] - 1.0, outline.first[a] + outline.box.size[a] - 1 + border);
    extent_mm[axis] = (last - first[axis] + 1) * volume.spacing_mm[axis];
  }
  const double cell_mm = std::max(parameters.soft_tissue_cell_mm, std::cbrt(extent_mm.prod() / most_cells));
  ImageGrid cells = volume;
  for (int axis = 0; axis < 3; ++axis) {
    const int count = std::max(1, static_cast<int>(std::lround(extent_mm[axis] / cell_mm)));
    cells.size[static_cast<std::size_t>(axis)] = count;
    cells.spacing_mm[axis] = extent_mm[axis] / count;
  }
  cells.origin_mm = volume.patient_from_voxel(first.matrix() - Eigen::Vector3d::Constant(0.5)) +
                    cells.direction * (cells.spacing_mm / 2);
  return cells;
}

template <class Visit>
void for_each_cell(const ImageGrid& grid, Visit&& visit) {
  tbb::parallel_for(0, grid.size[2], [&](int z) {
    for (int y = 0; y < grid.size[1]; ++y)
      for (int x = 0; x < grid.size[0]; ++x) visit(x, y, z);
  });
}

/// The whole voxels that a cell covers, averaged; at least the nearest one.
float mean_hu(const CtVolume& ct, const Eigen::Vector3d& voxel, const Eigen::Array3d& half) {
  std::array<int, 3> low{}, high{};
  for (std::size_t a = 0; a < 3; ++a) {
    const auto axis = static_cast<Eigen::Index>(a);
    const int last = ct.grid.size[a] - 1;
    low[a] = std::clamp(static_cast<int>(std::lround(voxel[axis] - half[axis])), 0, last);
    high[a] = std::clamp(static_cast<int>(std::lround(voxel[axis] + half[axis])), low[a], last);
  }
  double sum = 0;
  for (int z = low[2]; z <= high[2]; ++z)
    for (int y = low[1]; y <= high[1]; ++y)
      for (int x = low[0]; x <= high[0]; ++x) sum += ct.hounsfield[ct.grid.index(x, y, z)];
  return static_cast<float>(sum /
                            ((high[0] - low[0] + 1.0) * (high[1] - low[1] + 1) * (high[2] - low[2] + 1)));
}

std::vector<float> densities(const CtVolume& ct, const ImageGrid& cells) {
  std::vector<float> hu(cells.voxel_count());
  const Eigen::Array3d half = 0.5 * (cells.spacing_mm.array() / ct.grid.spacing_mm.array() - 1).max(0.0);
  for_each_cell(cells, [&](int x, int y, int z) {
    const Eigen::Vector3d voxel =
        ct.grid.voxel_from_patient(cells.patient_from_voxel(Eigen::Vector3d(x, y, z)));
    hu[cells.index(x, y, z)] = mean_hu(ct, voxel, half);
  });
  return hu;
}

/// Metal, and the streaks that it throws in the plane of the slices.
VoxelMask spoiled_by_metal(const ImageGrid& cells, const std::vector<float>& hu) {
  const MetalParameters metal;
  VoxelMask dense(cells);
  for (int z = 0; z < cells.size[2]; ++z)
    for (int y = 0; y < cells.size[1]; ++y)
      for (int x = 0; x < cells.size[0]; ++x)
        if (hu[cells.index(x, y, z)] >= metal.metal_hu) dense.insert(x, y, z);
  if (dense.empty()) return dense;
  const MaskComponents pieces = find_components(dense, Neighbours::volume);
  std::vector<bool> large;
  for (std::size_t i = 0; i < pieces.components.size(); ++i)
    large.push_back(pieces.volume_mm3(i) >= metal.least_metal_mm3);
  return dilate(pieces.select(large), Reach{metal.streak_reach_mm, metal.invalid_reach_mm});
}

void find_heights(SoftTissueSpace& space, const CortexSurface& surface, const LabelMap& bones) {
  space.nearest = nearest_points(space.grid, surface.points.positions_mm);
  space.height_mm.resize(space.nearest.size());
  space.bone = space.over_surface = VoxelMask(space.grid);
  for_each_cell(space.grid, [&](int x, int y, int z) {
    const std::size_t cell = space.cell(x, y, z);
    const auto point = static_cast<std::size_t>(space.nearest[cell]);
    const Eigen::Vector3d place = space.point_mm(x, y, z);
    const Eigen::Vector3d from_point = place - surface.points.positions_mm[point];
    const double along_normal = from_point.dot(surface.points.normals[point]);
    const double height = std::copysign(from_point.norm(), along_normal);
    space.height_mm[cell] = static_cast<float>(height);
    const Eigen::Vector3d voxel = bones.grid.voxel_from_patient(place);
    const int vx = static_cast<int>(std::lround(voxel.x())), vy = static_cast<int>(std::lround(voxel.y())),
              vz = static_cast<int>(std::lround(voxel.z()));
    const bool in_mask = bones.grid.contains(vx, vy, vz) && bones.voxels[bones.grid.index(vx, vy, vz)] != 0;
    if (height < 0 || (in_mask && height > mask_border_mm))
      space.bone.insert(x, y, z);
    else if (height <= at_surface_mm || along_normal >= end_cosine * height)
      space.over_surface.insert(x, y, z);
  });
}

VoxelMask cells_of(const CtLesionOutline& outline, const ImageGrid& cells) {
  VoxelMask inside(cells);
  for_each_cell(cells, [&](int x, int y, int z) {
    const Eigen::Vector3d voxel =
        outline.box.voxel_from_patient(cells.patient_from_voxel(Eigen::Vector3d(x, y, z)));
    const int vx = static_cast<int>(std::lround(voxel.x())), vy = static_cast<int>(std::lround(voxel.y())),
              vz = static_cast<int>(std::lround(voxel.z()));
    if (outline.box.contains(vx, vy, vz) && outline.inside[outline.box.index(vx, vy, vz)] != 0)
      inside.insert(x, y, z);
  });
  return inside;
}

}  // namespace

SoftTissueSpace soft_tissue_space(const CtVolume& ct, const LabelMap& bones, const CtLesionOutline& outline,
                                  const CortexSurface& surface, const SoftTissueParameters& parameters) {
  SoftTissueSpace space;
  space.grid = cells_round(ct.grid, outline, parameters);
  space.cell_mm = std::cbrt(space.grid.voxel_volume_mm3());
  space.native_hu = densities(ct, space.grid);
  space.spoiled = spoiled_by_metal(space.grid, space.native_hu);
  space.hu = smoothed(space.grid, space.native_hu, light_smoothing_mm);
  find_heights(space, surface, bones);
  space.outline = cells_of(outline, space.grid);
  space.fat = space.soft = VoxelMask(space.grid);
  for_each_cell(space.grid, [&](int x, int y, int z) {
    const double hu = space.hu[space.cell(x, y, z)];
    if (hu > air_hu && hu < parameters.soft_tissue_fat_below_hu)
      space.fat.insert(x, y, z);
    else if (hu >= parameters.soft_tissue_fat_below_hu && hu < parameters.soft_tissue_dense_from_hu)
      space.soft.insert(x, y, z);
  });
  space.soft -= space.spoiled;
  space.fat -= space.spoiled;
  return space;
}

VoxelMask layer_on_bone(const SoftTissueSpace& space, double thickness_mm) {
  return dilate(space.bone, Reach::ball(thickness_mm)) & space.over_surface;
}

}  // namespace osteosign
