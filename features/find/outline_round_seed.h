#pragma once
#include <Eigen/Geometry>

#include "features/find/lesion_from_seed.h"

namespace osteosign {

/// What every outline is made from.
struct OutlineScene {
  const CtVolume& ct;
  const LabelMap& bones;
  const ImageQuality& quality;
  const LesionOutlineParameters& parameters;
};

/// The chain of `outline_lesion_from_seed`, for a lesion that does not pass beyond the limits: no voxel
/// beyond them is lesion (the refined border may lie one voxel outside), and bone beyond them is what it is
/// compared with. Unknown as there, and when more than half of its border would lie on the limits, in a
/// region that goes on behind them. The seed lies within the limits.
Measured<CtLesionOutline> outline_round_seed(const OutlineScene& scene,
                                             const Eigen::Vector3d& seed_in_patient_mm,
                                             const Eigen::AlignedBox3d& limits_in_patient_mm);

}  // namespace osteosign
