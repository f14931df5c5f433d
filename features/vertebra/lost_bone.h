#pragma once
#include <vector>

#include "features/vertebra/arch_expectation.h"
#include "features/vertebra/lysis_field.h"

namespace osteosign {

/// Bone that an arch has lost in a comparison with its references voxel by voxel (ArchExpectation), and what
/// they let expect round it. Masks and values lie on the grid of the field's image.
struct LostBone {
  VoxelMask cores;
  VoxelMask compared;              ///< places out of the body near the cores of which the references tell
  std::vector<float> expected_hu;  ///< of them
  std::vector<float> lowest_hu;    ///< of them: the least that is expected within a millimetre
  std::vector<float> highest_hu;   ///< of them: the greatest that is expected within a millimetre

  std::vector<double> expected_of_cores() const;
};

/// Soft tissue of `field.arch` where the references, each moved to where it fits, have bone (`lysis_drop_hu`
/// above soft tissue) all round within a millimetre. What a mixed lesion leaves of a pedicle is a shell of it
/// round a dense core: too thin for a depth and an opening, and with its core as dense as the bone that was
/// there.
VoxelMask lost_voxels(const LysisField& field, const VertebraGeometry& own, ArchExpectation& expectation,
                      const LysisParameters& parameters);

/// What is expected round these cores, also where nothing is left of the arch or where it is no longer looked
/// at (`is_of_comparable_arch`): a lesion goes on there.
LostBone compared_lost_bone(const LysisField& field, const VertebraGeometry& own,
                            ArchExpectation& expectation, VoxelMask cores);

/// The voxels of a lytic region that contains a core of lost bone: those of the arch below the middle between
/// `median_hu` and what is expected of each that hang together with the core, and nothing that is expected to
/// be soft.
VoxelMask grown_lost_bone(const LysisField& field, const LostBone& lost, const VoxelMask& core,
                          double median_hu, const LysisParameters& parameters);

/// The same, grown from all lost bone (as `lost_voxels`) that hangs together with the core, in the arch or
/// out of it. For the lytic part of a mixed lesion, which is a shell that leaves nothing of the arch; a lytic
/// lesion is drawn too large by it.
VoxelMask followed_lost_bone(const LysisField& field, const LostBone& lost, const VoxelMask& core,
                             double median_hu, const LysisParameters& parameters);

/// Dense bone (`dense_from_hu`) that lost bone encloses, or that hangs on it and is denser than anything
/// expected within a millimetre, or that stands in it as an island: a part of at least 2.5 mm radius and 0.1
/// cm3 of whose surface a fifth is lost bone. The dense part of a mixed lesion, which takes the place of
/// cortex as dense.
VoxelMask dense_part_beside(const LysisField& field, const LostBone& lost, const VoxelMask& lytic,
                            double dense_from_hu);

}  // namespace osteosign
