#include "features/find/lesion_from_seed.h"

#include "features/find/outline_round_seed.h"
#include "features/find/seed_region.h"
#include "features/find/whole_outline.h"

namespace osteosign {

Measured<CtLesionOutline> outline_lesion_from_seed(const CtVolume& ct, const LabelMap& bones,
                                                   const ImageQuality& quality,
                                                   const Eigen::Vector3d& seed_in_patient_mm,
                                                   const LesionOutlineParameters& parameters) {
  const OutlineScene scene{ct, bones, quality, parameters};
  return whole_outline(scene, seed_in_patient_mm, everywhere(),
                       outline_round_seed(scene, seed_in_patient_mm, everywhere()));
}

}  // namespace osteosign
