#include "features/vertebra/lysis_field.h"

#include "features/prepare/mask_components.h"
#include "features/prepare/mask_morphology.h"
#include "features/vertebra/gaussian_smoothing.h"

namespace osteosign {
namespace {

constexpr double fine_sigma_mm = 0.6;

/// Gas of some volume in the body, a voxel away from the discs.
VoxelMask find_gas(const LysisField& field, const LysisParameters& parameters) {
  const double voxel_mm = field.image.grid.spacing_mm.maxCoeff();
  VoxelMask dark(field.image.grid);
  for_each_voxel(erode(field.body, Reach::ball(voxel_mm)), [&](int x, int y, int z) {
    if (field.image.hounsfield[field.image.grid.index(x, y, z)] < parameters.gas_hu) dark.insert(x, y, z);
  });
  const MaskComponents parts = find_components(dark, Neighbours::volume);
  std::vector<bool> chosen(parts.components.size());
  for (std::size_t i = 0; i < chosen.size(); ++i) chosen[i] = parts.volume_mm3(i) >= parameters.least_gas_mm3;
  return parts.select(chosen);
}

}  // namespace

LysisField make_field(VertebraImage image, BodyShape shape, ExpectedDensity expected, const VeinWindow& vein,
                      double brightest_hu, const LysisParameters& parameters) {
  LysisField field{std::move(image),
                   std::move(shape),
                   std::move(expected),
                   {},
                   {},
                   {},
                   {},
                   {},
                   {},
                   {},
                   vein,
                   brightest_hu,
                   1};
  const ImageGrid& grid = field.image.grid;
  smooth(field, parameters);
  field.body = field.shape.voxels_inside(grid);
  field.gas = find_gas(field, parameters);
  field.usable = VoxelMask(grid);
  for (int z = 0; z < grid.size[2]; ++z)
    for (int y = 0; y < grid.size[1]; ++y)
      for (int x = 0; x < grid.size[0]; ++x)
        if (field.image.valid[grid.index(x, y, z)] != 0) field.usable.insert(x, y, z);
  if (!field.gas.empty()) field.usable -= dilate(field.gas, Reach::ball(parameters.gas_reach_mm));
  return field;
}

void smooth(LysisField& field, const LysisParameters& parameters) {
  const ImageGrid& grid = field.image.grid;
  field.smooth_hu = gaussian_smoothed(grid, field.image.hounsfield, parameters.atlas.atlas_smoothing_mm);
  field.wide_hu = gaussian_smoothed(grid, field.image.hounsfield, parameters.lysis_wide_mm);
  field.fine_hu = gaussian_smoothed(grid, field.image.hounsfield, fine_sigma_mm);
}

LysisField turned(LysisField field, ExpectedDensity expected) {
  for (std::vector<float>* const values :
       {&field.image.hounsfield, &field.smooth_hu, &field.wide_hu, &field.fine_hu})
    for (float& hu : *values) hu = -hu;
  field.expected = std::move(expected);
  field.sign = -1;
  return field;
}

}  // namespace osteosign
