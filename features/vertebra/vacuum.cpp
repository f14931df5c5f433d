#include "features/vertebra/vacuum.h"

#include <algorithm>

#include "features/prepare/mask_morphology.h"

namespace osteosign {

Quantity measure_vacuum(const LysisField& field, const LysisParameters& parameters) {
  if (field.gas.empty()) return {0, Unit::mm3};
  constexpr double air_hu = -1000;
  constexpr double marrow_range_hu = 200;  // smaller differences are noise and fat
  const double marrow_hu = std::max(field.expected.core_hu, 0.0);
  double sum = 0;
  for_each_voxel(dilate(field.gas, Reach::ball(parameters.gas_reach_mm)) & field.body,
                 [&](int x, int y, int z) {
                   const double hu = field.image.hounsfield[field.image.grid.index(x, y, z)];
                   if (marrow_hu - hu > marrow_range_hu)
                     sum += std::min((marrow_hu - hu) / (marrow_hu - air_hu), 1.0);
                 });
  return {sum * field.image.grid.voxel_volume_mm3(), Unit::mm3};
}

}  // namespace osteosign
