#pragma once
#include "features/lesion/periosteum_shell.h"

namespace osteosign {

/// Gives up the rays that meet a bone of another label within the shell: what stands there is that bone.
void remove_other_bone(PeriosteumShell& shell, const LabelMap& bones, const PeriosteumParameters& parameters);

/// Mineral that is joined to the bone through the shell stays. What touches nothing stays when it is a plate
/// no farther than `periosteum_host_gap_mm` from the surface, and is else replaced by soft tissue: it is a
/// calcification or an ossification of the soft tissue (methods A6).
void remove_loose_mineral(PeriosteumShell& shell, const PeriosteumParameters& parameters);

}  // namespace osteosign
