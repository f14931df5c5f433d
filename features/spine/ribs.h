#pragma once
#include "features/spine/bone_nodes.h"

namespace osteosign {

/// What leaves a vertebra on one side beyond its transverse process.
struct RibSign {
  double reach_mm = 0;  ///< farthest bone from the midline that hangs together with what lies beside the body
  bool is_cut = false;  ///< that bone goes on beyond the border of the CT
  bool root_in_view = true;  ///< the CT shows where a rib would begin, and no rib from above hides it
};

/// Ribs by vertebra (index k + 1: 0 above the first disc, 1 below it, ...), on the patient's left and right.
struct RibSigns {
  std::vector<std::array<RibSign, 2>> of_vertebra;  ///< [0] right, [1] left
  /// For each node of bone the index of the vertebra that its piece beside the column starts from, else -1.
  std::vector<std::int16_t> vertebra_of_node;
};

/// Reach from which on a piece of bone beside a vertebra is a rib and no transverse process.
constexpr double least_rib_reach_mm = 58;

/// Pieces of bone beside the column, by the vertebra that they start from: ribs, and transverse processes. A
/// gap of the mask at the costovertebral joint does not matter (methods A2.5: a rib is longer than 4 cm).
RibSigns find_ribs(const BoneNodes& bones, const SpineAxis& axis, const LevelScale& levels,
                   const SpineImage& image);

}  // namespace osteosign
