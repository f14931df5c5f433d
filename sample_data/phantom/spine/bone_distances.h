#pragma once
#include <algorithm>
#include <cmath>

namespace osteosign::phantom {

/// Signed distances in mm of a point from the outside of a bone and from the inside of its cortex, negative
/// inside.
struct BoneDistances {
  double outer_mm;
  double inner_mm;
};

/// Both bones together; where they meet, marrow passes from one into the other.
inline BoneDistances joined(const BoneDistances& a, const BoneDistances& b) {
  return {std::min(a.outer_mm, b.outer_mm), std::min(a.inner_mm, b.inner_mm)};
}

/// What is left of a bone outside of a solid at `distance_mm`, with cortex of `cortex_mm` on the cut.
inline BoneDistances cut(const BoneDistances& bone, double distance_mm, double cortex_mm) {
  return {std::max(bone.outer_mm, -distance_mm), std::max(bone.inner_mm, cortex_mm - distance_mm)};
}

/// Intersection of two solids with the edge between them rounded over `round_mm`.
inline double rounded_max(double a_mm, double b_mm, double round_mm) {
  const double h = std::max(round_mm - std::abs(a_mm - b_mm), 0.0) / round_mm;
  return std::max(a_mm, b_mm) + h * h * round_mm / 4;
}

/// Union of two solids with the corner between them filled over `round_mm`.
inline double rounded_min(double a_mm, double b_mm, double round_mm) {
  return -rounded_max(-a_mm, -b_mm, round_mm);
}

/// Length of a vector in the plane; std::hypot guards against overflow at five times the cost.
inline double length(double x, double y) { return std::sqrt(x * x + y * y); }

/// Signed distance from an ellipse about the origin: exact on it, to first order near it (as
/// elliptic_cylinder_distance_mm in solids.h, but quicker).
inline double ellipse_distance_mm(double x_mm, double y_mm, double half_x_mm, double half_y_mm) {
  const double x = x_mm / half_x_mm;
  const double y = y_mm / half_y_mm;
  const double k0 = length(x, y);
  const double k1 = length(x / half_x_mm, y / half_y_mm);
  return k1 > 0 ? k0 * (k0 - 1) / k1 : -std::min(half_x_mm, half_y_mm);
}

/// 1 in the middle, 0 from `half_width` on, smooth.
inline double bump(double offset, double half_width) {
  const double u = std::min(1.0, std::abs(offset) / half_width);
  return 0.5 + 0.5 * std::cos(3.14159265358979323846 * u);
}

}  // namespace osteosign::phantom
