#pragma once
#include <vector>

#include "features/spine/spine.h"
#include "io/values/quantity.h"

namespace osteosign {

/// How far a vertebral body has slipped against its neighbours.
/// Definition: distance of the middles of the backs of two bodies, each taken at its endplate beside the disc
/// between them, in the plane that halves the angle of these endplates; the method of the value says to which
/// side the upper one lies. Less the median of the four nearest discs, where two are known: lordosis makes
/// all bodies step back a little. Unit: mm. SD: robust size of the same figures over the column, at least 1
/// mm; 2.5 mm where fewer than three discs are known. Unknown when: an endplate or the depth of a body was
/// not seen, or the two endplates do not lie one above the other as those of one disc. Reference: Meyerding,
/// Surg Gynecol Obstet 1932;54:371.
struct VertebraShift {
  MeasuredQuantity above = Unknown{"the vertebra above is not in view"};
  MeasuredQuantity below = Unknown{"the vertebra below is not in view"};
};
std::vector<VertebraShift> measure_shifts(const std::vector<VertebraGeometry>& geometries);

}  // namespace osteosign
