#pragma once
#include <vector>

#include "features/vertebra/pedicle_block.h"

namespace osteosign {

enum class Side { left, right };

/// Local x outwards from the middle of the canal: positive on the given side.
inline double outwards_mm(Side side, double x_mm, double middle_x_mm) {
  return side == Side::left ? x_mm - middle_x_mm : middle_x_mm - x_mm;
}

/// A stretch of a coronal plane of the frame; out is away from the canal, up is cranial.
struct PedicleWindow {
  Eigen::Vector2d centre_mm = Eigen::Vector2d::Zero();  ///< out, up
  Eigen::Vector2d half_mm = Eigen::Vector2d::Zero();    ///< half axes of an ellipse
  bool contains(const Eigen::Vector2d& place_mm) const {
    return ((place_mm - centre_mm).cwiseQuotient(half_mm)).squaredNorm() <= 1;
  }
};

/// The bone of one pedicle in a coronal plane, marrow filled.
struct PedicleSection {
  double y_mm = 0;
  double area_mm2 = 0;  ///< 0 without bone
  Eigen::Vector2d centre_mm = Eigen::Vector2d::Zero();
  Eigen::Vector2d half_mm = Eigen::Vector2d::Zero();  ///< half axes of the ellipse with the same spreads
};

/// The largest piece of bone within the window in the plane `y` of the block, with what it encloses.
PedicleSection pedicle_section(const PedicleBlock& block, const PedicleSpace& space, Side side, int y,
                               const PedicleWindow& window);

}  // namespace osteosign
