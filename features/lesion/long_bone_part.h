#pragma once
#include "features/values/lesion.h"
#include "features/values/lesion_site.h"
#include "io/images/label_map.h"
#include "io/values/measured.h"
#include "io/values/quantity.h"

namespace osteosign {

/// Where a lesion lies along a long bone that the labels name.
/// Definition: an end segment is as long as the bone is wide at that end (the square of Heim, AO/OTA
/// classification); its outer third is taken for the epiphysis, the rest for the metaphysis; what lies
/// between the end segments is the diaphysis. The middle of the lesion decides. Unknown when: the labels name
/// no long bone there; the middle lies within a twentieth of the width of a border between two parts; or the
/// end that could hold it lies outside of the volume. Reference: AO/OTA for the square; the third is chosen.
Measured<LongBonePart> long_bone_part(const CtLesionOutline& outline, const LabelMap& bones);

/// How far along the femur from its proximal end a lesion lies.
/// Definition: distance along the shaft from the top of the head to the middle of the lesion, in widths
/// of that end (head to greater trochanter). The tip of the greater trochanter lies at about a quarter, the
/// lower edge of the lesser one at about 0.9 of a width. Unit: widths. SD: chosen, the trochanters of
/// people lie that differently. Unknown when: the labels name no femur there; the end towards the head of the
/// patient is not in view; less than half a width of the shaft below it is; or the femur lies more than 45
/// degrees off the long axis of the body, so that it is not certain which end is which. Reference: the square
/// of Heim, AO/OTA classification.
MeasuredQuantity proximal_femur_way(const CtLesionOutline& outline, const LabelMap& bones);

}  // namespace osteosign
