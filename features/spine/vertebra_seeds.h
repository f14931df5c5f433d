#pragma once
#include "features/spine/ribs.h"

namespace osteosign {

/// Whom a node belongs to: 0 nobody yet; 1 what lies above the first disc, 2 the vertebra below it, and so
/// on; `not_spine` ribs and all else beside the spine.
using Owner = std::uint8_t;
constexpr Owner not_spine = 255;
constexpr Owner owner_below_disc(int k) { return static_cast<Owner>(k + 2); }

/// Nodes that are sure: the bodies cut at the discs, the roots of the pedicles beside the canal, the
/// transverse processes behind them, the laminae behind the canal in the midline; and ribs, and what lies in
/// front of the canal but beyond the bodies (methods A2.3).
/// `is_on_rib`: the node hangs together with what leaves a vertebra that has ribs.
std::vector<Owner> vertebra_seeds(const BoneNodes& bones, const SpineAxis& axis, const LevelScale& levels,
                                  const std::vector<int>& lamina_planes, const std::vector<bool>& is_on_rib);

/// For each vertebra (k from -1 to the number of discs less 1) the plane of the body axis at which its lamina
/// closes the canal behind, -1 where none was seen.
std::vector<int> lamina_planes(const StraightSpine& straight, const SpineAxis& axis, const LevelScale& levels,
                               double soft_hu, double bone_hu);

}  // namespace osteosign
