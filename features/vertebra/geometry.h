#pragma once
#include "features/prepare/image_quality.h"
#include "features/spine/spine.h"
#include "features/vertebra/geometry_parameters.h"
#include "io/images/ct_volume.h"

namespace osteosign {

/// What all measurements of one vertebra start from (methods A2.2, A2.4): its frame, with the origin in the
/// middle of the body and the axis between the normals of the endplates; the endplates as height fields and
/// planes; the parts of the label; width and depth of the body at half of its height. The label tells which
/// bone it is and where its edges lie about; the edges themselves are those of the native HU, where there are
/// some. The endplates, width and depth are unknown with the reason when the body was not found in the label
/// or the volume cuts it.
VertebraGeometry find_geometry(const CtVolume& ct, const Spine& spine, const FoundVertebra& vertebra,
                               const ImageQuality& quality, const VertebraGeometryParameters& parameters);

}  // namespace osteosign
