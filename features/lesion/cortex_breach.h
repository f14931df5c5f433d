#pragma once
#include <optional>

#include "features/lesion/cortex_beside.h"

namespace osteosign {

/// The largest hole of the cortex beside a lesion.
struct CortexBreach {
  MeasuredQuantity area = Unknown{"not measured"};
  MeasuredQuantity arc = Unknown{"not measured"};     ///< across the axis of the bone
  MeasuredQuantity length = Unknown{"not measured"};  ///< along it
  std::optional<Eigen::Vector3d> middle_in_patient_mm;
  std::vector<bool> missing;    ///< for each place: belongs to a hole that counts
  std::vector<bool> near_hole;  ///< and: belongs to it or to its blurred border
};

/// Places whose cortical mass is below max(`cortex_breach_mass_mm`, `cortex_breach_mass_ratio` of the
/// reference nearby) by more than its SD, with soft tissue in place of the cortex and no sheet of 0.15 mm in
/// sight, joined to patches (methods A5.3).
/// The area of a patch is the mass that is missing in it and in its blurred border, by that of its rim: like
/// the mass it does not depend on the blur. 0 when there is no patch of `cortex_least_breach_mm2` and of two
/// areas of the point spread. Unknown when no place could be looked at, or when the only patches have no rim
/// of cortex (cortex_hole.h): the undamaged surface is then not where it was thought to be.
CortexBreach find_breach(const CortexRays& rays, const CortexBeside& cortex, const ReferenceCortex& reference,
                         const CortexParameters& parameters);

}  // namespace osteosign
