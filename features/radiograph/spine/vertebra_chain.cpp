#include "features/radiograph/spine/vertebra_chain.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "features/radiograph/spine/straightened_column.h"

namespace osteosign {
namespace {

constexpr int middle = StraightenedColumn::body_px;
constexpr int least_apart = 45, most_apart = 110;  // of two levels, in hundredths of the width of a body

/// The likeliest pair of rings in a row: half of their distance, and how far their middle is off the midline.
struct Pair {
  double likeness = -9;
  int half_distance = 0, offset = 0;
};

std::vector<Pair> best_pairs(const cv::Mat1f& likeness) {
  cv::Mat1f nearby;
  cv::dilate(likeness, nearby, cv::Mat1b(7, 5, std::uint8_t{1}));
  std::vector<Pair> pairs(static_cast<std::size_t>(likeness.rows));
  for (int row = 0; row < likeness.rows; ++row)
    for (int half = 18; half < 46; half += 2)
      for (int offset = -10; offset <= 10; offset += 2) {
        const double sum = nearby(row, middle - half + offset) + nearby(row, middle + half + offset) -
                           0.006 * std::abs(offset);
        Pair& best = pairs[static_cast<std::size_t>(row)];
        if (sum > best.likeness) best = {sum, half, offset};
      }
  return pairs;
}

/// What a row adds to a chain: its pair, smoothed, in spreads above the 60th percentile.
std::vector<double> row_values(const std::vector<Pair>& pairs) {
  cv::Mat1d sums(static_cast<int>(pairs.size()), 1);
  for (std::size_t row = 0; row < pairs.size(); ++row) sums(static_cast<int>(row)) = pairs[row].likeness;
  cv::Scalar mean, spread;
  cv::meanStdDev(sums, mean, spread);
  cv::Mat1d smooth;
  cv::GaussianBlur(sums / std::max(spread[0], 1e-9), smooth, {1, 0}, 1e-6, 1.5, cv::BORDER_REFLECT);
  std::vector<double> values(smooth.begin(), smooth.end());
  std::vector<double> sorted = values;
  std::sort(sorted.begin(), sorted.end());
  for (double& value : values) value -= sorted[sorted.size() * 6 / 10];
  return values;
}

std::vector<int> best_chain(const std::vector<double>& values, const std::vector<Pair>& pairs) {
  constexpr double uneven_cost = 2.5;  // for each natural logarithm by which two distances differ
  constexpr double width_cost = 0.02;  // for each column by which the halves of two pairs differ
  const int rows = static_cast<int>(values.size());
  std::vector<double> sum(values);
  std::vector<int> before(values.size(), -1), apart(values.size(), 0);
  for (int row = 0; row < rows; ++row)
    for (int distance = least_apart; distance < std::min(most_apart, row + 1); ++distance) {
      const auto here = static_cast<std::size_t>(row), from = static_cast<std::size_t>(row - distance);
      const double cost =
          width_cost * std::abs(pairs[here].half_distance - pairs[from].half_distance) +
          (before[from] < 0 ? 0 : uneven_cost * std::abs(std::log(1.0 * distance / apart[from])));
      const double together = sum[from] + values[here] - cost;
      if (together <= sum[here]) continue;
      sum[here] = together;
      before[here] = static_cast<int>(from);
      apart[here] = distance;
    }
  std::vector<int> chain;
  for (int row = static_cast<int>(std::max_element(sum.begin(), sum.end()) - sum.begin()); row >= 0;
       row = before[static_cast<std::size_t>(row)])
    chain.push_back(row);
  std::reverse(chain.begin(), chain.end());
  return chain;
}

/// Values of a polynomial through the points, outliers counting less (reweighted least squares, Cauchy).
Eigen::VectorXd robust_course(const Eigen::VectorXd& at, const Eigen::VectorXd& values, int degree) {
  const int terms = std::min<int>(degree, static_cast<int>(at.size()) - 1) + 1;
  const double scale = std::max(1.0, at.cwiseAbs().maxCoeff());
  Eigen::MatrixXd powers(at.size(), terms);
  for (int term = 0; term < terms; ++term) powers.col(term) = (at / scale).array().pow(term);
  Eigen::VectorXd weights = Eigen::VectorXd::Ones(at.size()), course = values;
  for (int round = 0; round < 8; ++round) {
    const Eigen::VectorXd root = weights;  // weights on residuals, squared by the fit
    const Eigen::MatrixXd weighted = root.asDiagonal() * powers;
    const Eigen::VectorXd right_side = root.asDiagonal() * values;
    course = powers * weighted.colPivHouseholderQr().solve(right_side);
    const Eigen::VectorXd away = (values - course).cwiseAbs();
    std::vector<double> sorted(away.begin(), away.end());
    std::sort(sorted.begin(), sorted.end());
    const double spread = std::max(1.0, 1.5 * sorted[sorted.size() / 2]);
    weights = (1 + (away / (1.5 * spread)).array().square()).inverse();
  }
  return course;
}

}  // namespace

std::vector<ExpectedPedicles> find_vertebra_chain(const RingLikeness& likeness) {
  const std::vector<Pair> pairs = best_pairs(likeness.best);
  const std::vector<int> chain = best_chain(row_values(pairs), pairs);
  if (chain.size() < 2) return {};
  const auto count = static_cast<Eigen::Index>(chain.size());
  Eigen::VectorXd number(count), row(count), half(count), offset(count);
  for (Eigen::Index i = 0; i < count; ++i) {
    const Pair& pair = pairs[static_cast<std::size_t>(chain[static_cast<std::size_t>(i)])];
    number[i] = static_cast<double>(i);
    row[i] = chain[static_cast<std::size_t>(i)];
    half[i] = pair.half_distance;
    offset[i] = pair.offset;
  }
  const Eigen::VectorXd rows = robust_course(number, row, 2), halves = robust_course(row, half, 1),
                        offsets = robust_course(row, offset, 1);
  std::vector<ExpectedPedicles> levels;
  for (Eigen::Index i = 0; i < count; ++i)
    levels.push_back({std::clamp(rows[i], 0.0, likeness.best.rows - 1.0), middle - halves[i] + offsets[i],
                      middle + halves[i] + offsets[i]});
  return levels;
}

}  // namespace osteosign
