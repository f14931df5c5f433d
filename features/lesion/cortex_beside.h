#pragma once
#include "features/lesion/lesion_distance.h"
#include "features/lesion/reference_cortex.h"

namespace osteosign {

/// One place of the cortex near a lesion.
struct CortexPlace {
  std::size_t point;  ///< of the surface
  double gap_mm;      ///< from the lesion to the nearer face of the undamaged cortex
  bool beside;        ///< belongs to the cortex beside the lesion; else to its surroundings
  CortexBefore before;
  Measured<CortexProfile> seen;
  bool thickness_is_sharp;  ///< the blur along the ray lets a thickness be measured

  bool has_thickness() const { return thickness_is_sharp && seen.known() && seen.value().thickness_mm; }
};

/// The cortex beside a lesion, whether the lesion lies inside of the bone or touches it from outside, and
/// what surrounds it. A lesion that touches no cortex is beside the part that it comes nearest to.
struct CortexBeside {
  std::vector<CortexPlace> places;
  std::vector<std::vector<int>> neighbours;  ///< places within the pooling radius of each, itself first
  double nearest_gap_mm;
};

CortexBeside cortex_beside(const CortexRays& rays, const LesionDistance& lesion,
                           const ReferenceCortex& reference, const CortexParameters& parameters);

}  // namespace osteosign
