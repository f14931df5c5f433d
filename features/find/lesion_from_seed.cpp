#include "features/find/lesion_from_seed.h"

#include "features/find/opened_bone.h"
#include "features/find/outline_round_seed.h"
#include "features/find/seed_region.h"
#include "features/find/whole_outline.h"

namespace osteosign {

Measured<CtLesionOutline> outline_lesion_from_seed(const CtVolume& ct, const LabelMap& bones,
                                                   const ImageQuality& quality,
                                                   const Eigen::Vector3d& seed_in_patient_mm,
                                                   const LesionOutlineParameters& parameters) {
  const std::optional<LabelMap> opened =
      with_opened_bone(bones, seed_in_patient_mm, parameters.largest_radius_mm);
  const OutlineScene scene{ct, opened ? *opened : bones, quality, parameters};
  return whole_outline(scene, seed_in_patient_mm, everywhere(),
                       outline_round_seed(scene, seed_in_patient_mm, everywhere()));
}

}  // namespace osteosign
