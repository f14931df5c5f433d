#pragma once
#include <vector>

#include "features/vertebra/arch_reference.h"
#include "features/vertebra/lost_bone.h"
#include "features/vertebra/lysis_field.h"
#include "features/vertebra/solid_bone.h"

namespace osteosign {

/// Where bone of pedicles and arch is expected: their label with its holes, and what the other side has of
/// them near the body.
VoxelMask expected_arch(const LysisField& field, const VertebraGeometry& own,
                        const std::vector<ArchReference>& references);

/// Lytic regions of pedicles and arch.
struct ArchLysis {
  VoxelMask cores;         ///< of the lytic regions
  double expected_hu = 0;  ///< of the references, median over the regions
  bool has_cores = false;
  LostBone lost;                 ///< some of the cores
  std::vector<SolidBone> solid;  ///< some of the cores of dense_region.h, which are whole regions
};

/// Regions of soft tissue in `field.arch`, `lysis_depth_mm` inside of the label (or of the mirrored label,
/// for what was left out of it) and opened, or of any thickness where the other side has bone wherever within
/// 2 mm it is looked for; in all of them the references have bone (mean HU of the region moved by up to 2 mm:
/// at least `lysis_drop_hu` more; median of the references) (methods A3.1, A3.2); of large dense
/// regions it is enough that the references do so when they are moved to where they fit (ArchExpectation).
/// Lost bone between 6 and 22
/// mm beside the midline that is thinner than the depth and opening leave is found against the other side
/// alone, and bone that is lost in a comparison voxel by voxel (`lost`) whatever its shape.
ArchLysis find_arch_lysis(const CtVolume& ct, const LysisField& field, const VertebraGeometry& own,
                          ArchExpectation& expectation, const LysisParameters& parameters);

}  // namespace osteosign
