#pragma once
#include <optional>

#include "features/lesion/bone_near_lesion.h"
#include "features/lesion/cortex_parameters.h"
#include "features/lesion/cortex_surface.h"
#include "features/prepare/image_quality.h"
#include "features/shape/tubular_surface.h"
#include "io/images/ct_volume.h"
#include "io/values/quantity.h"

namespace osteosign {

/// The cortex beside a lesion, which may lie inside of the bone or touch it from outside.
/// Definition: along the normals of the undamaged periosteal surface (cortex_surface.h), in native HU pooled
/// over neighbours, thickness by a blurred three-step model of known density, and cortical mass, which finds
/// holes (cortex_profile.h, cortex_breach.h, cortex_erosion.h). Unit: mm, mm2, fractions.
/// Unknown when: no bone is near or too little of it beyond the lesion, the point spread is unknown;
/// thickness and what follows from it also where the blur along the rays is above `cortex_largest_blur_mm`:
/// in thick slices only along rays that lie nearly in the slice; that there is no hole where less than half
/// of the cortex beside the lesion could be assessed. Reference: methods A5 (Treece et al., Med
/// Image Anal 2010;14:276).
struct LesionCortex {
  MeasuredQuantity thickness = Unknown{"not measured"};  ///< median beyond the lesion; SD: its spread
  MeasuredQuantity least_thickness = Unknown{"not measured"};
  MeasuredQuantity breach_area = Unknown{"not measured"};
  MeasuredQuantity breach_arc = Unknown{"not measured"};
  MeasuredQuantity breach_length = Unknown{"not measured"};
  MeasuredQuantity involved_circumference = Unknown{"not measured"};
  MeasuredQuantity erosion_depth = Unknown{"not measured"};
  MeasuredQuantity erosion_length = Unknown{"not measured"};
  MeasuredQuantity expansion = Unknown{"not measured"};
  MeasuredQuantity distance = Unknown{"not measured"};  ///< from the lesion to the nearer face; 0: touches
  MeasuredQuantity assessed_fraction = Unknown{"not measured"};
  std::optional<Eigen::Vector3d> breach_in_patient_mm;
  std::optional<Eigen::Vector3d> deepest_erosion_in_patient_mm;
  std::optional<TubularSurface> undamaged_tube;  ///< the undamaged surface of a tubular bone
};
LesionCortex measure_cortex(const CtVolume& ct, const Measured<BoneNearLesion>& bone,
                            const Measured<CortexSurface>& surface, const ImageQuality& quality,
                            const CortexParameters& parameters);
/// The same with the surface that `undamaged_surface` gives.
LesionCortex measure_cortex(const CtVolume& ct, const Measured<BoneNearLesion>& bone,
                            const ImageQuality& quality, const CortexParameters& parameters);

}  // namespace osteosign
