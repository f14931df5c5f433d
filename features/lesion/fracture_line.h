#pragma once
#include <optional>

#include "features/lesion/bone_near_lesion.h"
#include "features/lesion/fracture_parameters.h"
#include "features/prepare/image_quality.h"
#include "features/shape/tubular_surface.h"
#include "io/images/ct_volume.h"
#include "io/values/quantity.h"

namespace osteosign {

/// A fracture line through the cortex of a tubular bone near a lesion.
/// Definition: in the unrolled cortex (unrolled_cortex.h) a dark line at least `fracture_line_shortest_mm`
/// long, not steeper along the bone than `fracture_line_steepest_deg`, with cortex of nearly usual density on
/// both sides. Its gap is the thickness of bone that is missing across it: the integral of what is lost
/// against the cortex on either side, which the blur of the scanner does not change, no matter how dark the
/// line looks. A hole is wider than `fracture_line_widest_mm` or has cortex on one side alone; a canal runs
/// within the cortex or along the bone; a growth plate lies where the bone is no tube. Unit: mm, fraction.
/// Unknown when: the bone is no tube or the thickness of its cortex is unknown; the blur is unknown or above
/// `fracture_line_largest_blur_mm` along the bone; or no cortex near the lesion has both sides in view. A
/// fracture that is displaced until its ends overlap, or impacted, leaves no gap and is not seen. Reference:
/// methods A5.4; the form of the line is chosen.
struct FractureLine {
  MeasuredQuantity length = Unknown{"not measured"};  ///< 0 for none
  MeasuredQuantity gap = Unknown{"not measured"};
  MeasuredQuantity least_gap = Unknown{"not measured"};
  MeasuredQuantity assessed_fraction = Unknown{"not measured"};
  std::optional<Eigen::Vector3d> middle_in_patient_mm;
};
FractureLine find_fracture_line(const CtVolume& ct, const Measured<BoneNearLesion>& bone,
                                const std::optional<TubularSurface>& tube,
                                const MeasuredQuantity& cortex_thickness, const ImageQuality& quality,
                                const FractureLineParameters& parameters);

}  // namespace osteosign
