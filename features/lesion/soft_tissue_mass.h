#pragma once
#include <vector>

#include "features/lesion/soft_tissue_density.h"
#include "io/values/quantity.h"

namespace osteosign {

/// A mass beside the bone, as cells outside of the undamaged bone.
struct SoftTissueMass {
  VoxelMask cells;
  double thickness_mm = 0;  ///< largest distance from the undamaged surface; 0 without a mass
  double volume_mm3 = 0;
  Eigen::Vector3d farthest_in_patient_mm = Eigen::Vector3d::Zero();
  bool goes_on = false;  ///< at the border of the volume or at the end of what is looked at
};

/// What is made of cells: 0 when they do not reach `soft_tissue_least_mass_mm` from the bone.
SoftTissueMass mass_of(const SoftTissueSpace& space, VoxelMask cells, const SoftTissueParameters& parameters);

/// The tissue of the density of the mass that hangs together with `start`, over necks of more than twice
/// `soft_tissue_neck_mm`. `part` as in MassDensity.
SoftTissueMass grow_mass(const SoftTissueSpace& space, const AveragedDensity& averaged,
                         const MassDensity& density, double part, const VoxelMask& start,
                         const SoftTissueParameters& parameters);

/// What of a lesion as it was outlined lies outside of the bone; nothing when it is less than a seventh of
/// it, as contours that overlap the surface give.
SoftTissueMass outlined_mass(const SoftTissueSpace& space, const SoftTissueParameters& parameters);

/// How a mass lies round a tubular bone, where it is thickest: 36 sectors.
struct MassRound {
  double coverage;   ///< part of the circumference with at least 2 mm of it
  double median_mm;  ///< of its thickness over the circumference
};
MassRound mass_round(const SoftTissueSpace& space, const CortexSurface& surface, const SoftTissueMass& mass);

}  // namespace osteosign
