#pragma once
#include "features/values/vertebral_region.h"
#include "features/vertebra/dense_bone.h"
#include "features/vertebra/lytic_region.h"

namespace osteosign {

CtLesionOutline outline_of(const VoxelMask& voxels, const VertebraImage& image);

/// The lytic regions of a vertebra, each lesion once: regions of lost bone that hang together by the dense
/// bone beside them (dense_part_beside) or by lost bone (followed_lost_bone) are one, mixed where that bone
/// is a fifth of it (methods A3.2), with the densities of its largest lytic part.
std::vector<VertebralRegion> lytic_region_values(const std::vector<LyticRegion>& regions,
                                                 const LysisField& field, const LostBone& lost,
                                                 double dense_from_hu, const LysisParameters& parameters,
                                                 std::uint16_t label);

/// The dense regions of a vertebra, mixed with their lytic parts.
std::vector<VertebralRegion> dense_region_values(const DenseBone& bone, const VertebraImage& image,
                                                 std::uint16_t label);

}  // namespace osteosign
