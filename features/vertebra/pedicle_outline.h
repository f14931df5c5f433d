#pragma once
#include <cmath>
#include <optional>
#include <vector>

#include "features/vertebra/pedicle_section.h"

namespace osteosign {

/// A pedicle as an elliptic cylinder about a slanted axis, in the frame of its vertebra.
struct PedicleOutline {
  Eigen::Vector2d front_mm = Eigen::Vector2d::Zero();  ///< out, up of the axis at the posterior wall
  Eigen::Vector2d slope = Eigen::Vector2d::Zero();     ///< of the axis, for each mm backwards
  Eigen::Vector2d half_mm = Eigen::Vector2d::Zero();   ///< half width, half height
  double area_mm2 = 0;                                 ///< median cross-section in coronal planes

  Eigen::Vector2d axis_at(double behind_wall_mm) const { return front_mm + behind_wall_mm * slope; }
  PedicleWindow window_at(double behind_wall_mm, double margin_mm) const {
    return {axis_at(behind_wall_mm), half_mm + Eigen::Vector2d::Constant(margin_mm)};
  }
  /// Ratio of a cross-section to the area in a coronal plane.
  double slant() const { return 1 / std::sqrt(1 + slope.squaredNorm()); }
};

/// The pedicle of one side as its bone shows it, by the coronal planes in the middle of its length. Nothing
/// when there is too little bone.
std::optional<PedicleOutline> seen_outline(const PedicleBlock& block, const PedicleSpace& space, Side side,
                                           const PedicleParameters& parameters);

/// The outline of a pedicle in another vertebra: all lengths go with the width of the body, heights count
/// from the inferior endplate, which a collapse moves less than the superior one.
PedicleOutline scaled_outline(const PedicleOutline& outline, const PedicleSpace& from,
                              const PedicleSpace& to);

/// The outline whose every figure is the median of the given ones (at least one).
PedicleOutline median_outline(const std::vector<PedicleOutline>& outlines);

}  // namespace osteosign
