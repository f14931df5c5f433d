#pragma once
#include <vector>

#include "features/spine/spine.h"
#include "features/vertebra/level_curve.h"

namespace osteosign {

/// Definition: signed angle between the planes of the two endplates, in the coronal plane of the vertebra
/// (positive when the left side is lower) and in its sagittal plane (positive when the front is lower)
/// (methods A9.5). Unit: degree. Unknown when: an endplate was not seen.
struct VertebraWedge {
  MeasuredQuantity coronal = Unknown{"not measured"};
  MeasuredQuantity sagittal = Unknown{"not measured"};
};
VertebraWedge measure_wedge(const VertebraGeometry& geometry);

/// Definition: coronal wedge of each vertebra less what a smooth curve through those of all others has there
/// (methods A9.5): scoliosis wedges neighbours alike, collapse one alone. Signed as the wedge. The SD is the
/// robust spread of the residuals of the column. Unit: degree. Unknown when: the wedge is unknown, or fewer
/// than two of the three nearest vertebrae on each side have one.
std::vector<MeasuredQuantity> measure_wedge_residuals(const std::vector<VertebraWedge>& wedges,
                                                      const LevelCurveParameters& parameters);

}  // namespace osteosign
