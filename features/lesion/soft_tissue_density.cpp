#include "features/lesion/soft_tissue_density.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "features/prepare/mask_morphology.h"
#include "features/shape/signed_distance.h"

namespace osteosign {
namespace {

constexpr double blurred_border_mm = 2;  // soft tissue this near to something else is not averaged
constexpr float least_weight = 0.05F;
constexpr double muscle_height_mm = 3;
constexpr double least_muscle_mm3 = 2000;

std::vector<float> field_of(const VoxelMask& mask, const std::vector<float>* values) {
  std::vector<float> field(mask.grid().voxel_count(), 0);
  for_each_voxel(mask, [&](int x, int y, int z) {
    const std::size_t cell = mask.grid().index(x, y, z);
    field[cell] = values != nullptr ? (*values)[cell] : 1;
  });
  return field;
}

double quantile(std::vector<float>& values, double part) {
  const auto rank = static_cast<std::ptrdiff_t>(part * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), values.begin() + rank, values.end());
  return values[static_cast<std::size_t>(rank)];
}

/// The box round the outline and a margin.
VoxelMask box_round_lesion(const SoftTissueSpace& space, double margin_mm) {
  Eigen::Array3i lowest(space.grid.size[0], space.grid.size[1], space.grid.size[2]);
  Eigen::Array3i highest = Eigen::Array3i::Constant(-1);
  for_each_voxel(space.outline, [&](int x, int y, int z) {
    lowest = lowest.min(Eigen::Array3i(x, y, z));
    highest = highest.max(Eigen::Array3i(x, y, z));
  });
  const Eigen::Array3i margin = (margin_mm / space.grid.spacing_mm.array()).round().cast<int>();
  VoxelMask box(space.grid);
  for (int z = std::max(0, lowest.z() - margin.z());
       z <= std::min(space.grid.size[2] - 1, highest.z() + margin.z()); ++z)
    for (int y = std::max(0, lowest.y() - margin.y());
         y <= std::min(space.grid.size[1] - 1, highest.y() + margin.y()); ++y)
      box.insert_run(std::max(0, lowest.x() - margin.x()),
                     std::min(space.grid.size[0] - 1, highest.x() + margin.x()), y, z);
  return box;
}

}  // namespace

AveragedDensity averaged_density(const SoftTissueSpace& space, const SoftTissueParameters& parameters) {
  const VoxelMask clear = erode(space.soft - space.bone, Reach::ball(blurred_border_mm));
  const double sigma_mm = parameters.soft_tissue_averaging_mm;
  const std::vector<float> weights = smoothed(space.grid, field_of(clear, nullptr), sigma_mm);
  AveragedDensity averaged{smoothed(space.grid, field_of(clear, &space.native_hu), sigma_mm),
                           VoxelMask(space.grid)};
  for_each_voxel(space.soft, [&](int x, int y, int z) {
    const std::size_t cell = space.cell(x, y, z);
    if (weights[cell] < least_weight) return;
    averaged.hu[cell] /= weights[cell];
    averaged.known.insert(x, y, z);
  });
  return averaged;
}

Measured<MuscleDensity> muscle_density(const SoftTissueSpace& space, const AveragedDensity& averaged,
                                       const SoftTissueParameters& parameters) {
  const VoxelMask near_lesion = box_round_lesion(space, parameters.soft_tissue_muscle_from_mm);
  std::vector<float> hu;
  for_each_voxel(averaged.known - space.bone - near_lesion, [&](int x, int y, int z) {
    const std::size_t cell = space.cell(x, y, z);
    if (space.height_mm[cell] >= muscle_height_mm) hu.push_back(averaged.hu[cell]);
  });
  if (static_cast<double>(hu.size()) * space.grid.voxel_volume_mm3() < least_muscle_mm3)
    return Unknown{"too little muscle lies away from the lesion to compare with"};
  MuscleDensity muscle{quantile(hu, 0.5), 0, quantile(hu, 0.1), quantile(hu, 0.9)};
  for (float& value : hu) value = std::abs(value - static_cast<float>(muscle.median_hu));
  muscle.sd_hu = 1.4826 * quantile(hu, 0.5);
  return muscle;
}

Measured<MassDensity> mass_density(double mass_hu, const MuscleDensity& muscle,
                                   const SoftTissueParameters& parameters) {
  const double end_hu = mass_hu < muscle.median_hu ? muscle.p10_hu : muscle.p90_hu;
  const double outside = mass_hu < muscle.median_hu ? end_hu - mass_hu : mass_hu - end_hu;
  if (outside < parameters.soft_tissue_least_contrast_hu)
    return Unknown{
        fmt::format("the boundary is undetermined: the lesion ({:.0f} HU) is as dense as muscle "
                    "({:.0f} to {:.0f} HU)",
                    mass_hu, muscle.p10_hu, muscle.p90_hu)};
  return MassDensity{mass_hu, end_hu, parameters.soft_tissue_widest_gap_hu};
}

}  // namespace osteosign
