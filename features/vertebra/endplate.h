#pragma once
#include "features/prepare/image_quality.h"
#include "features/vertebra/body_columns.h"
#include "features/vertebra/geometry_parameters.h"
#include "io/images/ct_volume.h"

namespace osteosign {

enum class PlateSide { superior, inferior };

/// The columns of one body, in the frame that they were found in.
struct BodyInFrame {
  const VertebraFrame& frame;
  const LocalBlock& block;
  const std::vector<BodyColumn>& columns;
};

/// An endplate as a height field of the outermost edges in the native HU along the axis of the body, and the
/// robust plane through the field inside of its rim (methods A2.2). Where the HU show no edge near that of
/// the label, the label's edge is taken, moved by the median distance of the two. Unknown when fewer than
/// `fewest_columns` columns of the label reach the plate inside of the volume.
Measured<Endplate> find_endplate(const CtVolume& ct, const BodyInFrame& body, PlateSide side,
                                 const ImageQuality& quality, const VertebraGeometryParameters& parameters);

}  // namespace osteosign
