#pragma once
#include "features/values/lesion.h"
#include "features/values/lesion_site.h"
#include "io/images/label_map.h"
#include "io/values/measured.h"

namespace osteosign {

/// Where a lesion lies along a long bone that the labels name.
/// Definition: an end segment is as long as the bone is wide at that end (the square of Heim, AO/OTA
/// classification); its outer third is taken for the epiphysis, the rest for the metaphysis; what lies
/// between the end segments is the diaphysis. The middle of the lesion decides. Unknown when: the labels name
/// no long bone there; the middle lies within a twentieth of the width of a border between two parts; or the
/// end that could hold it lies outside of the volume. Reference: AO/OTA for the square; the third is chosen.
Measured<LongBonePart> long_bone_part(const CtLesionOutline& outline, const LabelMap& bones);

}  // namespace osteosign
