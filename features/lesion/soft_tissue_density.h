#pragma once
#include <vector>

#include "features/lesion/soft_tissue_space.h"
#include "io/values/measured.h"

namespace osteosign {

/// Density of the muscle away from a lesion, averaged over 2 mm.
struct MuscleDensity {
  double median_hu;
  double sd_hu;  ///< robust
  double p10_hu;
  double p90_hu;
};

/// Densities of soft tissue, each averaged over the soft tissue near it: what touches fat, bone or a vessel
/// is filled from its neighbours, since its own density is blurred.
struct AveragedDensity {
  std::vector<float> hu;
  VoxelMask known;  ///< soft tissue with enough of it near
};
AveragedDensity averaged_density(const SoftTissueSpace& space, const SoftTissueParameters& parameters);

/// Of the soft tissue `soft_tissue_muscle_from_mm` away from the lesion and at least 3 mm from the bone.
/// Unknown with less than 2 cm3 of it.
Measured<MuscleDensity> muscle_density(const SoftTissueSpace& space, const AveragedDensity& averaged,
                                       const SoftTissueParameters& parameters);

/// Which densities a mass of a given density has: those nearer to it than to muscle.
struct MassDensity {
  double mass_hu;
  double muscle_hu;  ///< end of the muscle's densities that looks at the mass
  double widest_gap_hu;

  /// `part` of the way from mass to muscle is still mass; one half is the border.
  bool holds(double hu, double part) const {
    const double towards_muscle = muscle_hu > mass_hu ? hu - mass_hu : mass_hu - hu;
    return towards_muscle < part * std::abs(muscle_hu - mass_hu) && towards_muscle > -widest_gap_hu;
  }
};

/// Unknown when the density of the mass lies within that of muscle or too close to it (methods A7.1: the
/// boundary is undetermined).
Measured<MassDensity> mass_density(double mass_hu, const MuscleDensity& muscle,
                                   const SoftTissueParameters& parameters);

}  // namespace osteosign
