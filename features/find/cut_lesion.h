#pragma once
#include <cstdint>
#include <vector>

#include "features/find/surrounding_bone.h"

namespace osteosign {

/// The voxels of the box that belong to the lesion: a minimum cut (Boykov and Kolmogorov, IEEE PAMI
/// 2004;26:1124) between the density at the seed and that of the surrounding bone, inside the bone and the
/// limits of the seed region, connected to the seed, holes filled. When the layer round the result is as
/// unlike bone as the seed, but on the other side of its density, the lesion is mixed and is cut again with
/// both phases.
std::vector<std::uint8_t> cut_lesion(const LesionBox& box, const SeedRegion& region,
                                     const SurroundingBone& bone, const LesionOutlineParameters& parameters);

}  // namespace osteosign
