#include "features/vertebra/pedicle_ratio.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "features/profile/order_statistics.h"

namespace osteosign {
namespace {

constexpr int levels_compared = 2;
constexpr double least_size = 1;  // keeps the logarithm of nothing finite
constexpr double sd_of_mad = 1.4826;

struct Known {
  int level;
  double log_size;
};

double log_size(const MeasuredQuantity& size) { return std::log(std::max(least_size, size.value().value)); }

std::vector<Known> neighbours_of(const std::vector<PedicleSizes>& levels, std::size_t own) {
  std::vector<Known> known;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    if (i == own || std::abs(levels[i].level - levels[own].level) > levels_compared) continue;
    if (levels[i].left_tells) known.push_back({levels[i].level, log_size(levels[i].left)});
    if (levels[i].right_tells) known.push_back({levels[i].level, log_size(levels[i].right)});
  }
  return known;
}

/// Median slope over all pairs of different levels (Theil and Sen); 0 without a pair on either side of the
/// level, since a trend is then drawn out and not in between.
double trend(const std::vector<Known>& known, int level) {
  std::vector<double> slopes;
  bool above = false;
  bool below = false;
  for (const Known& a : known) {
    above = above || a.level < level;
    below = below || a.level > level;
    for (const Known& b : known)
      if (a.level < b.level) slopes.push_back((b.log_size - a.log_size) / (b.level - a.level));
  }
  return above && below ? averaged_median(slopes) : 0;
}

MeasuredQuantity ratio_of(const MeasuredQuantity& size, const MeasuredQuantity& other, bool other_tells,
                          const std::vector<Known>& neighbours, int level) {
  if (!size.known()) return size.unknown();
  std::vector<double> expected;
  const double slope = trend(neighbours, level);
  for (const Known& known : neighbours) expected.push_back(known.log_size + slope * (level - known.level));
  if (other_tells) expected.push_back(log_size(other));
  if (expected.empty()) return Unknown{"neither the other pedicle nor a neighbour tells what to expect"};
  const double usual = averaged_median(expected);
  std::vector<double> off;
  for (const double value : expected) off.push_back(std::abs(value - usual));
  const double ratio = size.value().value / std::exp(usual);
  const std::optional<double> sd =
      expected.size() < 3 ? std::nullopt : std::optional(ratio * sd_of_mad * averaged_median(off));
  return Quantity{ratio, Unit::one, sd, fmt::format("{} pedicles compared", expected.size())};
}

}  // namespace

std::vector<PedicleRatios> pedicle_ratios(const std::vector<PedicleSizes>& levels) {
  std::vector<PedicleRatios> ratios;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const PedicleSizes& own = levels[i];
    const std::vector<Known> neighbours = neighbours_of(levels, i);
    ratios.push_back({ratio_of(own.left, own.right, own.right_tells, neighbours, own.level),
                      ratio_of(own.right, own.left, own.left_tells, neighbours, own.level)});
  }
  return ratios;
}

}  // namespace osteosign
