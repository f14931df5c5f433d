#include "features/radiograph/soft_tissue/trend_beyond.h"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>

#include "features/profile/order_statistics.h"

namespace osteosign {
namespace {

double extent_px(const std::vector<ValueAlong>& values) {
  if (values.empty()) return 0;
  const auto [least, largest] = std::ranges::minmax_element(values, {}, &ValueAlong::along_px);
  return largest->along_px - least->along_px;
}

std::vector<double> residuals(const TrendBeyond& trend, const std::vector<ValueAlong>& values) {
  std::vector<double> left;
  for (const ValueAlong& each : values) left.push_back(each.value - trend.at(each.along_px));
  return left;
}

/// Values far off weigh less, in inverse proportion to how far.
TrendBeyond fitted(const std::vector<ValueAlong>& values, TrendBeyond trend, int powers) {
  constexpr int rounds = 6;
  constexpr double least_spread = 1e-6, far_spreads = 1.5;
  for (int round = 0; round < rounds; ++round) {
    const double far = far_spreads * std::max(least_spread, trend.spread);
    Eigen::Matrix3d normal = 1e-9 * Eigen::Matrix3d::Identity();
    Eigen::Vector3d right(0, 0, 0);
    for (const ValueAlong& each : values) {
      const double s = (each.along_px - trend.middle_px) / trend.scale_px;
      const Eigen::Vector3d terms(1, s, powers > 2 ? s * s : 0);
      const double off = std::abs(each.value - trend.at(each.along_px));
      const double weight = round == 0 ? 1 : 1 / std::max(1.0, off / far);
      normal += weight * terms * terms.transpose();
      right += weight * each.value * terms;
    }
    trend.curve = normal.ldlt().solve(right);
    trend.spread = robust_deviation(residuals(trend, values));
  }
  return trend;
}

}  // namespace

double TrendBeyond::at(double along_px) const {
  const double s = (along_px - middle_px) / scale_px;
  return curve.dot(Eigen::Vector3d(1, s, s * s));
}

Measured<TrendBeyond> trend_beyond(const std::vector<ValueAlong>& values, const StretchAlong& gap,
                                   TrendShape shape, const TrendLimits& limits) {
  std::vector<ValueAlong> before, after;
  for (const ValueAlong& each : values) {
    if (each.along_px < gap.first_px && each.along_px >= gap.first_px - limits.reach_px)
      before.push_back(each);
    if (each.along_px > gap.last_px && each.along_px <= gap.last_px + limits.reach_px) after.push_back(each);
  }
  if (extent_px(before) < limits.least_px || extent_px(after) < limits.least_px)
    return Unknown{"too little healthy soft tissue is seen above the lesion or below it"};
  std::vector<ValueAlong> telling = before;
  telling.insert(telling.end(), after.begin(), after.end());
  TrendBeyond trend;
  trend.middle_px = gap.middle_px();
  trend.scale_px = std::max(1.0, gap.length_px() + 2 * limits.least_px);
  return fitted(telling, trend, shape == TrendShape::parabola ? 3 : 2);
}

}  // namespace osteosign
