#pragma once
#include "features/prepare/image_quality.h"
#include "features/vertebra/labelled_body.h"
#include "features/vertebra/plate_columns.h"

namespace osteosign {

/// Step in HU that an edge of the body must have: `least_edge_hu`, or more in a noisy scan.
double least_edge_step_hu(const ImageQuality& quality, const VertebraGeometryParameters& parameters);

/// An endplate as a height field of its outermost edges in the native HU along the axis of the body, and the
/// robust plane through its central part, an ellipse of `plane_share` of width and depth of the body: an
/// endplate is a dish, and only over a part that is even to all sides its plane is not tilted by that
/// (methods A2.2). Where the HU show no edge near that of the label, the label's edge is taken, moved by the
/// median distance of the two; when they show one in less than 30 % of the plate, the label's edge is taken
/// everywhere. Unknown when the volume cuts the plate, or fewer than `fewest_columns` columns of the label
/// reach it.
Measured<Endplate> find_endplate(const CtVolume& ct, const LabelledBody& body, PlateSide side,
                                 const ImageQuality& quality, const VertebraGeometryParameters& parameters);

}  // namespace osteosign
