#pragma once
#include <optional>

#include "features/lesion/bone_near_lesion.h"
#include "features/lesion/periosteum_parameters.h"
#include "features/prepare/image_quality.h"
#include "features/values/periosteal_pattern.h"
#include "io/images/ct_volume.h"
#include "io/images/label_map.h"
#include "io/values/quantity.h"

namespace osteosign {

/// The periosteal reaction beside a lesion.
/// Definition: along the normals of the undamaged periosteal surface (cortex_surface.h), 0.3 to 12 mm
/// outward, in native HU pooled over neighbours and sharpened by the known blur: layers of bone told apart by
/// valleys, spicules by the structure tensor, Codman's triangle and interruptions by where plates end. Unit:
/// mm, degrees, fractions, a count, and a pattern by name. Bone that the lesion has pushed out, other bones
/// and mineral without contact to the bone do not count. Unknown when: no bone is near or its surface is not
/// known; the slices are thicker than `periosteum_largest_slice_mm` (what stands out like a knob is still
/// measured, and named an outgrowth when there is marrow in it); the blur lets layers hide in thickened bone;
/// the bone is no tube, nor is its shaft. Reference: methods A6.
struct LesionPeriosteum {
  Measured<PeriostealPattern> pattern = Unknown{"not measured"};
  MeasuredQuantity layers = Unknown{"not measured"};       ///< most frequent number over the layered part
  MeasuredQuantity length = Unknown{"not measured"};       ///< of the new bone along the shaft
  MeasuredQuantity thickness = Unknown{"not measured"};    ///< 90th percentile of its height
  MeasuredQuantity coverage = Unknown{"not measured"};     ///< part of the surface beside the lesion
  MeasuredQuantity plate_angle = Unknown{"not measured"};  ///< of plates and spicules to the surface
  MeasuredQuantity assessed_fraction = Unknown{"not measured"};
  std::optional<Eigen::Vector3d> place_in_patient_mm;  ///< the highest new bone
};
LesionPeriosteum measure_periosteum(const CtVolume& ct, const LabelMap& bones,
                                    const Measured<BoneNearLesion>& bone, const ImageQuality& quality,
                                    const CortexParameters& cortex, const PeriosteumParameters& parameters);

}  // namespace osteosign
