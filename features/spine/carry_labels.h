#pragma once
#include <map>

#include "features/spine/grow_vertebrae.h"

namespace osteosign {

/// The owners of nodes as labels on the grid of the CT: each bone voxel, and each voxel within a body, takes
/// the owner of the nearest node. `label_of` has the owners that become labels.
std::vector<std::uint16_t> carry_labels(const BoneNodes& bones, const std::vector<Owner>& owners,
                                        const std::map<Owner, std::uint16_t>& label_of,
                                        const SpineImage& image, const VoxelMask& canal);

}  // namespace osteosign
