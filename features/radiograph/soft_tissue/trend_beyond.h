#pragma once
#include <Eigen/Core>
#include <vector>

#include "io/values/measured.h"

namespace osteosign {

/// A value at a place along the bone.
struct ValueAlong {
  double along_px;
  double value;
};

struct StretchAlong {
  double first_px;
  double last_px;
  double middle_px() const { return (first_px + last_px) / 2; }
  double length_px() const { return last_px - first_px; }
};

/// What the values on both sides of a gap let expect in it: a line or a parabola, robust.
struct TrendBeyond {
  Eigen::Vector3d curve{0, 0, 0};  ///< powers of the distance from `middle_px`, in `scale_px`
  double middle_px = 0;
  double scale_px = 1;
  double spread = 0;  ///< robust standard deviation of the values from it
  double at(double along_px) const;
};

enum class TrendShape { line, parabola };

/// Values within `reach_px` of the gap tell; unknown when they cover less than `least_px` on one of its
/// sides.
struct TrendLimits {
  double reach_px;
  double least_px;
};

Measured<TrendBeyond> trend_beyond(const std::vector<ValueAlong>& values, const StretchAlong& gap,
                                   TrendShape shape, const TrendLimits& limits);

}  // namespace osteosign
