#pragma once
#include "features/spine/spine.h"

namespace osteosign {

/// Definition: volume of the body in front of its posterior wall, arch left out, between its edges as found
/// in the HU where they show (methods A2.4). Unit: mm3. Unknown when: the border of the volume cuts the body,
/// or no body was found in the label.
MeasuredQuantity measure_body_volume(const VertebraGeometry& geometry, const FoundVertebra& vertebra);

}  // namespace osteosign
