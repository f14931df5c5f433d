#pragma once
#include "features/vertebra/lysis_field.h"

namespace osteosign {

/// Cores of lytic regions in the body: smoothed HU of soft tissue that lies below the expectation, deep
/// enough that no border is mistaken for it, opened, window of the vein left out unless the region is wider
/// than a vein (methods A3.2, A3.4).
VoxelMask find_body_lysis(const LysisField& field, const LysisParameters& parameters);

/// Largest difference of the expectation and the mean at the width of a lesion in the part of a core that
/// lies in the body; 0 when none does.
double largest_wide_drop_hu(const LysisField& field, const VoxelMask& core);

/// Whether a core stands out from the texture of the marrow: somewhere in it the mean at the width of a
/// lesion lies `lysis_wide_drop_in_spreads` below the expectation. Cores outside of the body are not asked.
bool stands_out(const LysisField& field, const VoxelMask& core, const LysisParameters& parameters);

/// Part of the body, at the depth at which lysis is looked for, where a lesion of the usual density would be
/// taken for one.
double assessable_share(const ExpectedDensity& expected, const LysisParameters& parameters);

}  // namespace osteosign
