#pragma once
#include <optional>

#include "features/lesion/eroded_lesion.h"
#include "features/lesion/matrix_mineral.h"

namespace osteosign {

/// Fat and gas within a lesion, and the voxels that are neither these nor mineral nor beside it.
struct LesionTissue {
  double fat_fraction = 0;
  double gas_fraction = 0;
  double gas_mm3 = 0;
  std::optional<Eigen::Vector3d> fat_in_patient_mm, gas_in_patient_mm;  ///< the middle of each
  std::vector<std::uint8_t> open;  ///< of the grid: soft tissue and fluid
  std::size_t open_voxels = 0;
  double even_mean_hu = 0;  ///< mean and robust spread of the open voxels, noise taken off the spread
  double even_spread_hu = 0;
  double even_spread_sd_hu = 0;
};

/// Fat: below the limit after smoothing by 1 mm within what is neither mineral nor gas nor within 1.5 mm of
/// gas. Gas: below its limit after smoothing by 0.5 mm (methods A7.2).
LesionTissue find_fat_and_gas(const ErodedLesion& core, const LesionMineral& mineral,
                              const MatrixParameters& parameters);

}  // namespace osteosign
