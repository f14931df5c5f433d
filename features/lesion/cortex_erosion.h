#pragma once
#include <optional>

#include "features/lesion/cortex_breach.h"

namespace osteosign {

/// How much of the cortex beside a lesion is left, and where its outer face lies. A place is smoothed by the
/// median of the places within the pooling radius.
struct CortexErosion {
  MeasuredQuantity least_thickness = Unknown{"not measured"};  ///< 0 in a hole
  MeasuredQuantity depth = Unknown{"not measured"};            ///< fraction of the thickness; holes apart
  MeasuredQuantity length = Unknown{"not measured"};           ///< of the part deeper than
                                                               ///< `cortex_eroded_fraction`, along the axis
  MeasuredQuantity involved_circumference = Unknown{"not measured"};  ///< tubular bones
  MeasuredQuantity expansion = Unknown{"not measured"};
  MeasuredQuantity assessed_fraction = Unknown{"not measured"};
  std::optional<Eigen::Vector3d> deepest_in_patient_mm;
};

/// Depth: the part 1 - thickness / reference thickness that is lost over `cortex_least_eroded_mm2` at least,
/// holes and their blurred borders left out. If the loss is deeper than `cortex_eroded_fraction`, the outer
/// face there must lie within `cortex_unchanged_mm` of where it was (methods A5.3), or inside of it in a
/// shaft whose cortex is seen on either side along it: lost from outside. Expansion: how far the outer face
/// of a cortex of `cortex_shell_mass_mm` at least lies outside of the tube. Involved circumference:
/// cortex_circumference.h. Assessed fraction: share of the area beside the lesion where a thickness was
/// measured or a hole was found. Unknown when no thickness could be measured, or none beyond the lesion, or
/// when the area of a hole is unknown: then it is not known where the cortex was.
CortexErosion measure_erosion(const CortexRays& rays, const CortexBeside& cortex, const CortexBreach& breach,
                              const ReferenceCortex& reference, const CortexParameters& parameters);

}  // namespace osteosign
