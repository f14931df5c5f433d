#pragma once
#include <vector>

#include "features/lesion/eroded_lesion.h"

namespace osteosign {

/// One fluid level in a cavity.
struct FluidLevel {
  double step_hu;  ///< how much denser it is below
  double step_sd_hu;
  double area_mm2;
  double tilt_deg;
  Eigen::Vector3d middle_in_patient_mm;
};

/// Where heavy things sink to, in the patient (LPS), by Patient Position (0018,5100): HFS and FFS to
/// posterior, HFP and FFP to anterior, HFDR and FFDR to the right, HFDL and FFDL to the left. Unknown when
/// the position is absent or another word (sitting).
Measured<Eigen::Vector3d> gravity_in_patient(const std::string& patient_position);

/// In columns of 1.5 to 3 mm width along gravity, of `open` voxels: the cut into two even parts that leaves
/// least spread. Neighbouring columns that become denser downwards at the same height are a level, when its
/// step is large enough, above six standard errors, and the level is horizontal (methods A7.2).
std::vector<FluidLevel> find_fluid_levels(const ErodedLesion& core, const std::vector<std::uint8_t>& open,
                                          const Eigen::Vector3d& gravity, const MatrixParameters& parameters);

}  // namespace osteosign
