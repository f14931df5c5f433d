#include "features/radiograph/soft_tissue/trend_beyond.h"

#include <gmock/gmock.h>

#include <functional>

namespace osteosign {
namespace {

using testing::HasSubstr;

std::vector<ValueAlong> values_of(const std::function<double(double)>& value, double length_px = 200) {
  std::vector<ValueAlong> values;
  for (double along = 0; along < length_px; ++along) values.push_back({along, value(along)});
  return values;
}

constexpr StretchAlong gap{80, 120};
constexpr TrendLimits limits{100, 30};

TEST(TrendBeyond, BridgesALineAndAParabola) {
  const auto line = [](double s) { return 10 + 0.3 * s; };
  const Measured<TrendBeyond> straight = trend_beyond(values_of(line), gap, TrendShape::line, limits);
  EXPECT_NEAR(straight.value().at(100), 40, 1e-6);
  EXPECT_NEAR(straight.value().spread, 0, 1e-6);
  const auto parabola = [](double s) { return 50 - 0.004 * (s - 90) * (s - 90); };
  const Measured<TrendBeyond> bent = trend_beyond(values_of(parabola), gap, TrendShape::parabola, limits);
  EXPECT_NEAR(bent.value().at(110), parabola(110), 1e-6);
}

TEST(TrendBeyond, DoesNotFollowWhatLiesInTheGapOrStandsOutBesideIt) {
  const auto bulging = [](double s) { return 20 + (s > 70 && s < 130 ? 15.0 : 0.0); };
  const Measured<TrendBeyond> trend = trend_beyond(values_of(bulging), gap, TrendShape::parabola, limits);
  EXPECT_NEAR(trend.value().at(100), 20, 1.5);
}

TEST(TrendBeyond, IsUnknownWithoutEnoughOnBothSides) {
  const auto even = [](double) { return 1.0; };
  EXPECT_TRUE(trend_beyond(values_of(even), {40, 160}, TrendShape::line, limits).known());
  EXPECT_THAT(trend_beyond(values_of(even), {20, 60}, TrendShape::line, limits).reason(),
              HasSubstr("too little healthy soft tissue"));
  EXPECT_FALSE(trend_beyond({}, gap, TrendShape::line, limits).known());
}

}  // namespace
}  // namespace osteosign
