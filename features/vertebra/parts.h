#pragma once
#include "features/vertebra/labelled_body.h"
#include "features/vertebra/labelled_canal.h"

namespace osteosign {

/// Body, pedicles and posterior elements of the voxels of one label (methods A2.4). The body lies in front of
/// its posterior wall, but for arches that begin beside it. A pedicle lies between the wall and the coronal
/// plane through the posterior third of the canal, not farther to the side than 3 mm beyond the pedicle's own
/// width, at the levels at which the canal is closed to the side. The rest of the arch is posterior. Without
/// a canal all that lies behind the wall is posterior. One value for each voxel of the crop's box.
std::vector<VertebraPart> find_parts(const VertebraCrop& crop, const LabelledBody& body,
                                     const Measured<LabelledCanal>& canal);

}  // namespace osteosign
