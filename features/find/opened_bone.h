#pragma once
#include <Eigen/Core>
#include <optional>

#include "io/images/label_map.h"

namespace osteosign {

/// Whether a place outside of the segmented bone lies in a space that one window opens to the outside, as a
/// lesion leaves behind that has taken the cortex above it: of 162 directions at least 0.55 meet bone within
/// 20 mm, and the others lie together (the mean of their unit vectors is at least half as long as one). The
/// spinal canal, foramina and the gaps between two bones open to two sides or more; on flat bone and in soft
/// tissue beside a bone half of the directions meet none.
bool in_opened_bone(const LabelMap& bones, const Eigen::Array3i& voxel);

/// The bones with the space that a lesion has opened round a seed: what is joined to its voxel by such places
/// within `reach_mm`. None where the seed lies in bone, is walled in by it, or does not lie in such a space. Its outer border lies a little below the
/// chord between the edges of the window, so of a lesion that has grown outward no more than that is in it.
std::optional<LabelMap> with_opened_bone(const LabelMap& bones, const Eigen::Vector3d& seed_in_patient_mm,
                                         double reach_mm);

}  // namespace osteosign
