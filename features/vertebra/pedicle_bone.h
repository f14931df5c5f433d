#pragma once
#include "features/vertebra/pedicle_outline.h"
#include "io/values/quantity.h"

namespace osteosign {

/// What is left of a pedicle in the region where it is expected.
struct PedicleBone {
  MeasuredQuantity volume = Unknown{"not measured"};
  MeasuredQuantity isthmus_area = Unknown{"not measured"};
  MeasuredQuantity mean_hu = Unknown{"not measured"};
  double isthmus_y_mm = 0;                               ///< local
  Eigen::Vector2d isthmus_mm = Eigen::Vector2d::Zero();  ///< out, up: middle of its bone, else of the region
};

/// Unknown when the region is cut by the border of the volume.
PedicleBone measure_pedicle_bone(const PedicleBlock& block, const PedicleSpace& space, Side side,
                                 const PedicleOutline& outline, const PedicleParameters& parameters);

}  // namespace osteosign
