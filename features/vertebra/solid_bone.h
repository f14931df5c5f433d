#pragma once
#include <vector>

#include "features/vertebra/arch_expectation.h"
#include "features/vertebra/lysis_field.h"

namespace osteosign {

/// Radius in mm of the largest ball that is denser than `from_hu` all through (means of a millimetre, so that
/// noise makes no holes), with its middle within `within_mm` of a place in the frame of a vertebra; 10 at
/// most.
double solid_radius_mm(const CtVolume& ct, const VertebraFrame& frame, const Eigen::Vector3d& local_mm,
                       double from_hu, double within_mm);

/// Bone of an arch that is solid where the references have marrow between two cortices.
struct SolidBone {
  VoxelMask voxels;        ///< on the grid of the field's image
  double expected_hu = 0;  ///< median of the references in its middle
};

/// Parts of the arch that are denser than `from_hu` through a ball of at least 3 mm radius, where the largest
/// such ball within 3 mm of the same place in each of two references or more, moved to where they fit, is
/// smaller, and smaller by 1.5 mm in their median. A dense lesion of a lamina takes the place of cortex and
/// marrow, so its mean tells nothing: that it leaves no marrow does. References at the border of the scanned
/// field tell nothing. `field` is turned (lysis_field.h). Source of the sign: none published; the figures are
/// chosen on development phantoms.
std::vector<SolidBone> solid_bones(const CtVolume& ct, const LysisField& field, const VertebraGeometry& own,
                                   ArchExpectation& expectation, double from_hu);

}  // namespace osteosign
