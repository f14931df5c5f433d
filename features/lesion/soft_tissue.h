#pragma once
#include <optional>

#include "features/lesion/cortex.h"
#include "features/lesion/cortex_surface.h"
#include "features/lesion/soft_tissue_parameters.h"
#include "features/values/lesion.h"
#include "io/images/ct_volume.h"
#include "io/images/label_map.h"
#include "io/values/quantity.h"

namespace osteosign {

/// The soft tissue beside a lesion, outside of the undamaged bone (cortex_surface.h).
/// Definition: a mass is soft tissue of the lesion's density, averaged over 2 mm, that hangs together with
/// the breach of the cortex; without a breach, with the tissue on the bone beside the lesion, but then only
/// where the fat planes there are lost. Where the lesion itself was outlined beyond the bone, that part is
/// the mass. Unit: mm, mm3, HU, fractions. Unknown when: the undamaged surface is not known; the lesion is as
/// dense as muscle and no fat plane shows that there is no mass ("boundary undetermined"); the cortex is
/// broken, and neither tissue of the lesion's density nor fat lies over the breach; whether the cortex is
/// broken is not known; or there would be no mass, but too little of the tissue beside the lesion is
/// visible (border of the volume, streaks of metal). The volume, too, when it differs by more than
/// 0.3 between less and more contrast, the mass differs from muscle by less than 15 HU, is less than 8 mm
/// thick or goes on, or the slices are more than 2 mm apart. Reference: methods A7.1.
struct LesionSoftTissue {
  MeasuredQuantity mass_thickness = Unknown{"not measured"};  ///< largest distance from the surface; 0: none
  MeasuredQuantity mass_volume = Unknown{"not measured"};     ///< SD: with less and more contrast
  MeasuredQuantity mass_coverage = Unknown{"not measured"};   ///< of the circumference, where it is thickest
  MeasuredQuantity mass_focality = Unknown{"not measured"};   ///< greatest by median thickness round the bone
  MeasuredQuantity mass_contrast = Unknown{"not measured"};   ///< mass, or the lesion, against muscle
  MeasuredQuantity fat_plane_loss = Unknown{"not measured"};
  MeasuredQuantity assessed_fraction = Unknown{"not measured"};
  std::optional<Eigen::Vector3d> farthest_in_patient_mm;  ///< where the mass is thickest
  /// The lesion with a mass that has grown through a breach and whose volume is known.
  std::optional<CtLesionOutline> outline_with_mass;
};

/// What other measurements of the lesion have shown.
struct LesionBesideSoftTissue {
  const CtLesionOutline& outline;
  const LesionCortex& cortex;
  const MeasuredQuantity& median_hu;
};

LesionSoftTissue measure_soft_tissue(const CtVolume& ct, const LabelMap& bones,
                                     const Measured<CortexSurface>& surface,
                                     const LesionBesideSoftTissue& lesion,
                                     const SoftTissueParameters& parameters);

}  // namespace osteosign
