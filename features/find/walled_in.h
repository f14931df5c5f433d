#pragma once
#include <Eigen/Core>

#include "io/images/label_map.h"

namespace osteosign {

/// Whether a voxel outside of the segmented bone lies in a hole of it: of the 26 directions to its
/// neighbours, at least 23 meet bone within 15 mm. Thin or coarsely scanned cortex leaves such holes, lytic
/// lesions too, and they may be open to the outside by a gap; soft tissue beside a bone, and the spinal canal
/// between two arches, see fewer walls.
bool walled_in(const LabelMap& bones, const Eigen::Array3i& voxel);

/// In the segmented bone or walled in by it.
bool in_bone_or_walled_in(const LabelMap& bones, const Eigen::Array3i& voxel);

}  // namespace osteosign
