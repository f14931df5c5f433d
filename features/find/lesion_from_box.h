#pragma once
#include <Eigen/Geometry>

#include "features/find/lesion_from_seed.h"

namespace osteosign {

/// The outline of the lesion in a box that was drawn round it: the chain of `outline_lesion_from_seed`
/// (methods A3.5) from a seed inside of the box. Nothing outside of the box is lesion (the refined border may
/// lie one voxel beyond it), and bone outside is what the lesion is compared with. The seed is the middle of
/// the part of the box in the volume; when that gives no outline, the places of a 3 x 3 x 3 grid in its inner
/// half, nearest to the middle first; the first that gives an outline counts, with all phases of the
/// lesion (whole_outline.h). The box may be twice as wide as
/// the lesion and off centre, and may pass beyond the volume. Throws InputError (usage) when it has no extent
/// along an axis, or holds no voxel of the volume. Unknown, with the reason of the middle, when no place
/// gives an outline: air, soft tissue, no contrast to the bone round it, a region that goes on beyond the
/// box, or one that is not what the box was drawn round: it spans less than a third of its width on some
/// axis, or does not reach its middle.
Measured<CtLesionOutline> outline_lesion_from_box(const CtVolume& ct, const LabelMap& bones,
                                                  const ImageQuality& quality,
                                                  const Eigen::AlignedBox3d& box_in_patient_mm,
                                                  const LesionOutlineParameters& parameters);

}  // namespace osteosign
