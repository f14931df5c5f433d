#include "features/find/lesion_from_seed.h"

#include "features/find/outline_round_seed.h"
#include "features/find/seed_region.h"

namespace osteosign {

Measured<CtLesionOutline> outline_lesion_from_seed(const CtVolume& ct, const LabelMap& bones,
                                                   const ImageQuality& quality,
                                                   const Eigen::Vector3d& seed_in_patient_mm,
                                                   const LesionOutlineParameters& parameters) {
  return outline_round_seed({ct, bones, quality, parameters}, seed_in_patient_mm, everywhere());
}

}  // namespace osteosign
