#pragma once
#include "features/find/outline_round_seed.h"

namespace osteosign {

/// The outline of all phases of a lesion: of what is unlike bone round the seed (unlike_bone.h), refined as
/// every other. It takes the place of the outline of the one density at the seed (`outline_round_seed`) where
/// that one is unknown, where it holds a part of the lesion alone (at least 0.15 of its volume more lies
/// beside it that is no rim and no blend with bone), or where it has leaked into bone as elsewhere. Else that
/// one stays as it is, and so it does where the border of the other is not clear: three quarters of it, or
/// 0.6 where the outline of one density leaks. The bones of the scene hold the space that a lesion opened
/// round the seed (opened_bone.h), as the outline of one density found them. Chosen on the development
/// phantoms P7, on places of real bone without a lesion, and on lesions painted into real bone.
Measured<CtLesionOutline> whole_outline(const OutlineScene& scene, const Eigen::Vector3d& seed_in_patient_mm,
                                        const Eigen::AlignedBox3d& limits_in_patient_mm,
                                        const Measured<CtLesionOutline>& of_one_density);

}  // namespace osteosign
