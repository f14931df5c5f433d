#include "features/lesion/soft_tissue_mass.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "features/prepare/mask_components.h"
#include "features/prepare/mask_morphology.h"
#include "features/profile/order_statistics.h"

namespace osteosign {
namespace {

constexpr double blurred_bone_mm = 2.5;  // next to the bone its blur hides soft tissue
constexpr double seen_above_mm = 4;
constexpr double least_part_beyond = 0.15;

/// Cells next to the bone below a mass: blurred by the bone, they have no density of their own.
VoxelMask below_mass(const SoftTissueSpace& space, const VoxelMask& mass) {
  std::vector<std::uint8_t> covered;
  const auto at = [&](int x, int y, int z) {
    return static_cast<std::size_t>(space.nearest[space.cell(x, y, z)]);
  };
  for_each_voxel(mass, [&](int x, int y, int z) {
    if (space.height_mm[space.cell(x, y, z)] > seen_above_mm) return;
    covered.resize(std::max(covered.size(), at(x, y, z) + 1), 0);
    covered[at(x, y, z)] = 1;
  });
  VoxelMask below(space.grid);
  for_each_voxel(space.over_surface - mass - space.fat, [&](int x, int y, int z) {
    if (space.height_mm[space.cell(x, y, z)] > blurred_bone_mm) return;
    if (at(x, y, z) < covered.size() && covered[at(x, y, z)] != 0) below.insert(x, y, z);
  });
  return below;
}

bool at_border(const ImageGrid& grid, int x, int y, int z) {
  return x == 0 || y == 0 || z == 0 || x == grid.size[0] - 1 || y == grid.size[1] - 1 ||
         z == grid.size[2] - 1;
}

}  // namespace

SoftTissueMass mass_of(const SoftTissueSpace& space, VoxelMask cells,
                       const SoftTissueParameters& parameters) {
  SoftTissueMass mass;
  for_each_voxel(cells, [&](int x, int y, int z) {
    const double height = std::abs(space.height_mm[space.cell(x, y, z)]) + space.cell_mm / 2;
    mass.goes_on = mass.goes_on || at_border(space.grid, x, y, z);
    if (height <= mass.thickness_mm) return;
    mass.thickness_mm = height;
    mass.farthest_in_patient_mm = space.point_mm(x, y, z);
  });
  if (mass.thickness_mm < parameters.soft_tissue_least_mass_mm) return {VoxelMask(space.grid)};
  mass.volume_mm3 = cells.volume_mm3();
  mass.cells = std::move(cells);
  return mass;
}

SoftTissueMass grow_mass(const SoftTissueSpace& space, const AveragedDensity& averaged,
                         const MassDensity& density, double part, const VoxelMask& start,
                         const SoftTissueParameters& parameters) {
  VoxelMask alike(space.grid);
  for_each_voxel(averaged.known & space.over_surface, [&](int x, int y, int z) {
    const std::size_t cell = space.cell(x, y, z);
    if (space.height_mm[cell] <= parameters.soft_tissue_reach_mm && density.holds(averaged.hu[cell], part))
      alike.insert(x, y, z);
  });
  // The bone counts as mass here, so that a sheet on it is not thin.
  const VoxelMask bone = space.bone | (layer_on_bone(space, blurred_bone_mm) - space.soft - space.fat);
  const VoxelMask thick = open(alike | bone, Reach::ball(parameters.soft_tissue_neck_mm)) & alike;
  VoxelMask grown = connected_to(thick, thick & start);
  if (grown.empty()) return {VoxelMask(space.grid)};
  grown |= below_mass(space, grown);
  SoftTissueMass mass = mass_of(space, std::move(grown), parameters);
  mass.goes_on = mass.goes_on || mass.thickness_mm > parameters.soft_tissue_reach_mm - 1;
  return mass;
}

SoftTissueMass outlined_mass(const SoftTissueSpace& space, const SoftTissueParameters& parameters) {
  VoxelMask beyond = open(space.outline - space.bone, Reach::ball(space.cell_mm));
  if (static_cast<double>(beyond.count()) < least_part_beyond * static_cast<double>(space.outline.count()))
    return {VoxelMask(space.grid)};
  return mass_of(space, std::move(beyond), parameters);
}

MassRound mass_round(const SoftTissueSpace& space, const CortexSurface& surface, const SoftTissueMass& mass) {
  constexpr std::size_t sectors = 36;
  constexpr double half_slab_mm = 3, least_mm = 2;
  const TubularSurface& tube = surface.tube.value();
  const double along_mm = tube.in_frame(mass.farthest_in_patient_mm).z();
  std::vector<double> thickness(sectors, 0);
  for_each_voxel(mass.cells, [&](int x, int y, int z) {
    const Eigen::Vector3d place = tube.in_frame(space.point_mm(x, y, z));
    if (std::abs(place.z() - along_mm) > half_slab_mm) return;
    const double turn = std::atan2(place.y(), place.x()) / (2 * std::numbers::pi) + 0.5;
    double& sector = thickness[std::min(sectors - 1, static_cast<std::size_t>(turn * sectors))];
    sector = std::max(sector, space.height_mm[space.cell(x, y, z)] + space.cell_mm / 2);
  });
  const auto covered = std::ranges::count_if(thickness, [](double mm) { return mm >= least_mm; });
  return {static_cast<double>(covered) / sectors, averaged_median(thickness)};
}

}  // namespace osteosign
