#pragma once
#include "features/prepare/image_quality.h"
#include "features/vertebra/plate_columns.h"

namespace osteosign {

/// The columns with their half-level edges replaced by the outer border of the bony plate: in patches of 6 mm
/// the blurred shell of `fit_plate` is fitted to the native voxels, their places corrected for the shape of
/// the plate. The half level alone lies outside of a plate thinner than the blur, and thick slices move it by
/// up to half of a slice. Patches without a fit keep the half level, moved as the others were on the median.
/// Unchanged when fewer than a third of the patches can be fitted.
std::vector<PlateColumn> refine_plate_columns(const CtVolume& ct, const LocalBlock& block,
                                              std::vector<PlateColumn> columns, PlateSide side,
                                              const ImageQuality& quality, double least_step_hu);

}  // namespace osteosign
