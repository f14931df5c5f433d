#pragma once
#include "features/vertebra/body_back.h"

namespace osteosign {

/// Where the body ends to the front, back and sides, by walks from its middle at 20, 50 and 80 % of its
/// height (the outermost of the three; to the back their median): the waist does not count, nor do
/// osteophytes.
struct BodyExtent {
  double front_mm = 0;
  double back_mm = 0;
  double right_mm = 0;
  double left_mm = 0;
};

/// `height_mm` is that of the body, the origin of the frame its middle. Unknown when the volume cuts it.
Measured<BodyExtent> find_body_extent(const LocalBlock& block, const BodyBack& back, double height_mm);

}  // namespace osteosign
