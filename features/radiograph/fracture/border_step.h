#pragma once
#include <vector>

#include "features/radiograph/bone/cortex_side.h"

namespace osteosign {

/// How far the two borders of a bone jump aside where a line crosses them, and what they do elsewhere.
struct BorderStep {
  double step_px;    ///< mean of both borders, without sign
  double spread_px;  ///< robust, of the same figure elsewhere along the bone
};

/// On each border a straight line is laid through the traced edge on either side of the place, and the two
/// are held against each other there. Unknown when a border is not traced along enough of both sides.
Measured<BorderStep> border_step(const TracedBone& bone, int left_row, int right_row,
                                 const std::vector<int>& elsewhere);

}  // namespace osteosign
