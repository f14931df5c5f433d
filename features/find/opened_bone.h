#pragma once
#include <Eigen/Core>
#include <optional>

#include "io/images/label_map.h"

namespace osteosign {

/// The bones with the space that a lesion has opened round a seed, when it has taken the cortex above it:
/// what is joined to the seed's voxel within `reach_mm` by places outside of the segmented bone that one
/// window opens to the outside. Of 162 directions at least 0.55 meet bone within 20 mm there, and the others
/// lie together (the mean of their unit vectors is at least half as long as one). The spinal canal, foramina
/// and the gaps between two bones open to two sides or more; on flat bone and in soft tissue beside a bone
/// half of the directions meet none. None where the seed lies in bone, is walled in by it (walled_in.h), or
/// does not lie in such a space. The outer border is a little below the chord between the edges of the
/// window: what has grown outward is not in it.
std::optional<LabelMap> with_opened_bone(const LabelMap& bones, const Eigen::Vector3d& seed_in_patient_mm,
                                         double reach_mm);

}  // namespace osteosign
