#pragma once
#include "features/spine/spine.h"

namespace osteosign {

/// Local z of an endplate at a place of the frame: the median of what was seen within `reach_mm`, else the
/// plane through the plate.
double endplate_height_mm(const VertebraGeometry& vertebra, const Endplate& plate, double x_mm, double y_mm,
                          double reach_mm);

}  // namespace osteosign
