#pragma once
#include <array>
#include <optional>
#include <vector>

#include "features/spine/bone_nodes.h"

namespace osteosign {

/// Where the head of a rib lies along its vertebra: 0 at the disc above, 1 at the disc below. Nothing where
/// little bone lies beside the body there, or where the vertebra is cut and its length an estimate.
using RibHeadLevels = std::array<std::optional<double>, 2>;  // [0] right, [1] left

/// Heads of ribs by vertebra, as RibSigns::of_vertebra: the median level of the bone close beside the body,
/// at the depth of the canal. Of vertebrae without ribs it is whatever else lies there. Heads of the second
/// to the ninth or tenth rib sit at the disc above their vertebra, those of the eleventh and twelfth on its
/// own body, ever lower (anatomy of the costal facets: Gray, the thoracic vertebrae). Development data, three
/// patients: T4 to T10 0.04 to 0.18, T11 0.13 to 0.31, T12 0.43 to 0.57.
std::vector<RibHeadLevels> rib_head_levels(const BoneNodes& bones, const SpineAxis& axis,
                                           const LevelScale& levels);

}  // namespace osteosign
