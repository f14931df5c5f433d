#include "features/follow_up/growth.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace osteosign {
namespace {

LesionSize ball(double radius_mm, std::optional<double> sd_mm3 = std::nullopt) {
  return {Quantity{4.0 / 3 * std::numbers::pi * std::pow(radius_mm, 3), Unit::mm3, sd_mm3},
          Quantity{2 * radius_mm, Unit::mm}};
}

TEST(Growth, OfABallThatDoublesInAYearIsThatYear) {
  const LesionGrowth growth = growth_between(ball(10), ball(10 * std::cbrt(2)), 365.0, {});
  EXPECT_NEAR(growth.volume_ratio.value().value, 2, 1e-9);
  EXPECT_NEAR(growth.doubling_time.value().value, 365, 1e-6);
  EXPECT_NEAR(growth.diameter_change.value().value, 20 * (std::cbrt(2) - 1), 1e-9);
  // 20 % that a repeated volume may differ: 2 / 1.2 and 2 * 1.2.
  EXPECT_NEAR(growth.volume_ratio_lowest.value().value, 2 / 1.2, 1e-9);
  EXPECT_NEAR(growth.doubling_time_longest.value().value, 365 * std::log(2) / std::log(2 / 1.2), 1e-6);
  EXPECT_NEAR(growth.doubling_time_shortest.value().value, 365 * std::log(2) / std::log(2 * 1.2), 1e-6);
}

TEST(Growth, WithinWhatARepeatedMeasurementDiffersIsNone) {
  const LesionGrowth growth = growth_between(ball(10), ball(10.5), 365.0, {});
  EXPECT_NEAR(growth.volume_ratio.value().value, 1.157625, 1e-9);
  EXPECT_FALSE(growth.doubling_time.known());
  EXPECT_FALSE(growth.doubling_time_longest.known());
  EXPECT_TRUE(growth.doubling_time_shortest.known());
}

TEST(Growth, UnsureVolumesWidenItsRange) {
  const double volume = ball(10).volume.value().value;
  const LesionGrowth growth = growth_between(ball(10, 0.2 * volume), ball(11.5, 0.2 * volume), 365.0, {});
  const double ratio = std::pow(1.15, 3);
  const double sd = std::hypot(0.2, 0.2 / ratio);
  EXPECT_NEAR(growth.volume_ratio_lowest.value().value, ratio * std::exp(-1.96 * sd), 1e-6);
  EXPECT_FALSE(growth.doubling_time.known()) << "no growth lies within the range";
}

TEST(Growth, OfALesionThatShrankHasNoDoublingTime) {
  const LesionGrowth growth = growth_between(ball(10), ball(8), 365.0, {});
  EXPECT_FALSE(growth.doubling_time.known());
  EXPECT_FALSE(growth.doubling_time_shortest.known());
  EXPECT_LT(growth.volume_ratio_highest.value().value, 1);
}

TEST(Growth, OnAFilmGoesByTheCubeOfTheDiameter) {
  LesionSize then = ball(10), now = ball(15);
  then.volume = now.volume = Unknown{"a radiograph does not show a volume"};
  const LesionGrowth growth = growth_between(then, now, 100.0, {});
  EXPECT_NEAR(growth.volume_ratio.value().value, 3.375, 1e-9);
  EXPECT_NEAR(growth.volume_ratio_lowest.value().value, std::pow(1.5 / 1.2, 3), 1e-9);
  // A small diameter: 1.5 mm of 4 is more than 20 %.
  then.longest_diameter = Quantity{4, Unit::mm};
  now.longest_diameter = Quantity{5.4, Unit::mm};
  EXPECT_LT(growth_between(then, now, 100.0, {}).volume_ratio_lowest.value().value, 1);
}

TEST(Growth, IsUnknownWithTheReasonOfWhatIsMissing) {
  LesionSize pixels;
  pixels.longest_diameter = Unknown{"the film has no pixel spacing"};
  const LesionGrowth growth = growth_between(pixels, ball(10), 100.0, {});
  EXPECT_EQ(growth.volume_ratio.reason(), "the film has no pixel spacing");
  EXPECT_EQ(growth.doubling_time.reason(), "the film has no pixel spacing");
  const LesionGrowth undated = growth_between(ball(10), ball(14), Unknown{"a study has no date"}, {});
  EXPECT_TRUE(undated.volume_ratio.known());
  EXPECT_EQ(undated.doubling_time_longest.reason(), "a study has no date");
}

TEST(DaysBetween, CountsTheCalendar) {
  EXPECT_EQ(days_between("20240228", "20240301").value(), 2);
  EXPECT_EQ(days_between("20251231", "20260101").value(), 1);
  for (const char* no_date : {"", "2024", "20241301", "2024022x"})
    EXPECT_EQ(days_between(no_date, "20260101").reason(), "a study has no date") << no_date;
  EXPECT_FALSE(days_between("20260101", "20260101").known());
  EXPECT_FALSE(days_between("20260102", "20260101").known());
}

}  // namespace
}  // namespace osteosign
