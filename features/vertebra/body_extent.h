#pragma once
#include "features/vertebra/body_back.h"

namespace osteosign {

/// Where the body ends at its endplates to the front, back and sides. Walked to from the middle of the body
/// at 20, 50 and 80 % of its height, away from the rims and their osteophytes; what the waist between them
/// says of the curve of the wall is carried on to the rim as a parabola, by at most 1 mm (methods A9.4).
struct BodyExtent {
  double front_mm = 0;
  double back_mm = 0;
  double right_mm = 0;
  double left_mm = 0;
};

/// `height_mm` is that of the body, the origin of the frame its middle. Unknown when the volume cuts it.
Measured<BodyExtent> find_body_extent(const LocalBlock& block, const BodyBack& back, double height_mm);

}  // namespace osteosign
