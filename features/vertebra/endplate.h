#pragma once
#include "features/prepare/image_quality.h"
#include "features/vertebra/plate_columns.h"

namespace osteosign {

/// An endplate as a height field of its outermost edges in the native HU along the axis of the body, and the
/// robust plane through the field inside of its rim (methods A2.2). Where the HU show no edge near that of
/// the label, the label's edge is taken, moved by the median distance of the two; when they show one in less
/// than 30 % of the plate, the label's edge is taken everywhere. Unknown when the volume cuts the plate, or
/// fewer than `fewest_columns` columns of the label reach it.
Measured<Endplate> find_endplate(const CtVolume& ct, const LocalBlock& block,
                                 const std::vector<BodyColumn>& body, PlateSide side,
                                 const ImageQuality& quality, const VertebraGeometryParameters& parameters);

}  // namespace osteosign
