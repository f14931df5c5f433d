#pragma once
#include "features/vertebra/body_back.h"

namespace osteosign {

/// The canal as the label of one vertebra encloses it, in the frame of the vertebra.
struct LabelledCanal {
  double front_mm = 0;       ///< posterior coordinate of its front, at the level of the pedicles
  double back_mm = 0;        ///< of its back
  Eigen::Vector2d left_mm;   ///< from left edge of the canal to left edge of the left pedicle, along x
  Eigen::Vector2d right_mm;  ///< the same on the right, both negative
  double lowest_z_mm = 0;    ///< levels at which pedicles close it to the sides
  double highest_z_mm = 0;
};

/// Walks from the middle of the canal to the sides and backwards. Where no lamina is met the canal is taken
/// to be 16 mm deep. Unknown when no pedicle is met on either side.
Measured<LabelledCanal> find_labelled_canal(const LocalBlock& block, const BodyBack& back);

}  // namespace osteosign
