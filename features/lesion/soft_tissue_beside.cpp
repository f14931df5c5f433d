#include "features/lesion/soft_tissue_beside.h"

#include <algorithm>
#include <cmath>

namespace osteosign {
namespace {

constexpr double usual_cortex_mm = 3;
constexpr double on_bone_mm = 3.5;
constexpr double round_breach_mm = 2;
constexpr double step_mm = 1;

/// A lesion deep in the marrow is beside the part of the surface that it comes nearest to.
std::vector<bool> points_beside(const CortexSurface& surface, const LesionCortex& cortex,
                                const SoftTissueParameters& parameters) {
  const double cortex_mm = cortex.thickness.known() ? cortex.thickness.value().value : usual_cortex_mm;
  double nearest_mm = cortex_mm;
  if (!surface.lesion_distance_mm.empty())
    nearest_mm = std::max(nearest_mm, *std::ranges::min_element(surface.lesion_distance_mm));
  std::vector<bool> beside;
  for (const double distance : surface.lesion_distance_mm)
    beside.push_back(distance <= nearest_mm + parameters.soft_tissue_beside_mm);
  return beside;
}

bool has_breach(const LesionCortex& cortex) {
  return cortex.breach_area.known() && cortex.breach_area.value().value > 0 && cortex.breach_in_patient_mm;
}

/// How far from its middle a breach and its border reach.
double breach_reach_mm(const LesionCortex& cortex) {
  const auto half = [](const MeasuredQuantity& extent) {
    return extent.known() ? extent.value().value / 2 : 0.0;
  };
  return std::hypot(std::max(half(cortex.breach_arc), half(cortex.breach_length)) + round_breach_mm,
                    on_bone_mm);
}

bool visible(const SoftTissueSpace& space, const ImageGrid& volume, const Eigen::Vector3d& place_mm) {
  const auto index = [&](const ImageGrid& grid) -> Eigen::Array3i {
    return grid.voxel_from_patient(place_mm).array().round().cast<int>();
  };
  const Eigen::Array3i voxel = index(volume), cell = index(space.grid);
  return volume.contains(voxel.x(), voxel.y(), voxel.z()) &&
         !(space.grid.contains(cell.x(), cell.y(), cell.z()) &&
           space.spoiled.contains(cell.x(), cell.y(), cell.z()));
}

/// Of the way outwards from the points beside the lesion.
double visible_fraction(const SoftTissueSpace& space, const ImageGrid& volume, const CortexSurface& surface,
                        const std::vector<bool>& beside, double reach_mm) {
  double seen = 0, all = 0;
  for (std::size_t i = 0; i < beside.size(); ++i) {
    if (!beside[i]) continue;
    for (double height = step_mm; height <= reach_mm; height += step_mm) {
      const double area = surface.points.areas_mm2[i];
      all += area;
      if (visible(space, volume, surface.points.positions_mm[i] + height * surface.points.normals[i]))
        seen += area;
    }
  }
  return all > 0 ? seen / all : 0;
}

}  // namespace

Measured<TissueBesideLesion> tissue_beside_lesion(const SoftTissueSpace& space, const CtVolume& ct,
                                                  const CortexSurface& surface, const LesionCortex& cortex,
                                                  const SoftTissueParameters& parameters) {
  const std::vector<bool> beside = points_beside(surface, cortex, parameters);
  if (std::ranges::none_of(beside, [](bool is_beside) { return is_beside; }))
    return Unknown{"no surface of the bone lies near the lesion"};
  TissueBesideLesion tissue{VoxelMask(space.grid), VoxelMask(space.grid), 0, 0, has_breach(cortex)};
  for_each_voxel(space.over_surface, [&](int x, int y, int z) {
    if (beside[static_cast<std::size_t>(space.nearest[space.cell(x, y, z)])]) tissue.beside.insert(x, y, z);
  });
  tissue.start = layer_on_bone(space, on_bone_mm) & tissue.beside;
  if (tissue.over_breach) {
    const double reach_mm = breach_reach_mm(cortex);
    VoxelMask over(space.grid);
    for_each_voxel(layer_on_bone(space, on_bone_mm), [&](int x, int y, int z) {
      if ((space.point_mm(x, y, z) - *cortex.breach_in_patient_mm).norm() <= reach_mm) over.insert(x, y, z);
    });
    tissue.start = std::move(over);
  }
  tissue.assessed_fraction =
      visible_fraction(space, ct.grid, surface, beside, parameters.soft_tissue_assessed_mm);
  const auto fat = static_cast<double>((tissue.start & space.fat).count());
  const auto soft = static_cast<double>((tissue.start & space.soft).count());
  tissue.fat_fraction = fat + soft > 0 ? fat / (fat + soft) : 0;
  return tissue;
}

}  // namespace osteosign
