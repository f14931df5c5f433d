#pragma once
#include <vector>

#include "features/find/lesion_box.h"

namespace osteosign {

/// Density of the bone round a lesion: marrow and the layer under the bone's surface apart, since cortex is
/// expected in the one and not in the other.
struct SurroundingBone {
  double median_hu;                    ///< of the marrow (of all bone when there is too little marrow)
  double sd_hu;                        ///< robust, noise included
  std::vector<double> marrow_density;  ///< probability per HU, in bins of 10 HU from -1024
  std::vector<double> surface_density;

  /// Probability per HU of a value at a depth below the surface of the bone.
  double probability(std::int16_t hu, bool near_surface) const;
  /// Share of the marrow that lies within `reach_hu` of a density.
  double share_near(double hu, double reach_hu) const;
};

/// From the bone of the box beyond 1.3 times the reach of the seed region, or beyond its limits. Unknown when
/// fewer than 50 voxels are left.
Measured<SurroundingBone> describe_surroundings(const LesionBox& box, const SeedRegion& region,
                                                const LesionOutlineParameters& parameters);

}  // namespace osteosign
