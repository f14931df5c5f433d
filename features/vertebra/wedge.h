#pragma once
#include "features/spine/spine.h"
#include "io/values/described.h"

namespace osteosign {

/// Definition: signed angle between the planes of the two endplates, in the coronal plane of the vertebra
/// (positive when the left side is lower) and in its sagittal plane (positive when the front is lower)
/// (methods A9.5). Unit: degree. Unknown when: an endplate was not seen.
struct VertebraWedge {
  MeasuredQuantity coronal = Unknown{"not measured"};
  MeasuredQuantity sagittal = Unknown{"not measured"};
};
VertebraWedge measure_wedge(const VertebraGeometry& geometry);

}  // namespace osteosign
