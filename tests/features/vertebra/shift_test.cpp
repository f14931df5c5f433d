#include "features/vertebra/shift.h"

#include <gmock/gmock.h>

#include <cmath>
#include <numbers>

#include "features/vertebra/geometry.h"
#include "tests/features/vertebra/analytic_column.h"

namespace osteosign::test {
namespace {

using testing::HasSubstr;

std::vector<VertebraGeometry> geometries_of(const std::vector<AnalyticVertebra>& vertebrae,
                                            const ColumnScan& scan) {
  const AnalyticColumn column = make_column(vertebrae, scan);
  std::vector<VertebraGeometry> geometries;
  for (const FoundVertebra& found : column.spine.found)
    geometries.push_back(find_geometry(column.ct, column.spine, found, column.quality, {}));
  return geometries;
}

std::vector<VertebraShift> shifts_of(const std::vector<AnalyticVertebra>& vertebrae, const ColumnScan& scan) {
  return measure_shifts(geometries_of(vertebrae, scan));
}

std::vector<AnalyticVertebra> three(double forward_mm, double left_mm, double distance_mm = 34) {
  std::vector<AnalyticVertebra> vertebrae(3);
  for (int k = 0; k < 3; ++k) vertebrae[static_cast<std::size_t>(k)].centre_mm.z() = (1 - k) * distance_mm;
  vertebrae[1].centre_mm.head<2>() = Eigen::Vector2d(left_mm, -forward_mm);
  return vertebrae;
}

TEST(VertebraShift, OfAStraightColumnIsSmall) {
  const std::vector<VertebraShift> shifts = shifts_of(three(0, 0), {.noise_hu = 20});
  for (const MeasuredQuantity* side :
       {&shifts[0].below, &shifts[1].above, &shifts[1].below, &shifts[2].above})
    EXPECT_LT(side->value().value, 1);
}

TEST(VertebraShift, IsTheWayThatABodyHasSlippedToTheFrontOrToTheSide) {
  for (const auto& [forward, left] : {std::pair(6.0, 0.0), std::pair(-4.0, 0.0), std::pair(0.0, 5.0)}) {
    const std::vector<VertebraShift> shifts = shifts_of(three(forward, left), {.noise_hu = 20});
    const double true_mm = std::hypot(forward, left);
    EXPECT_NEAR(shifts[1].below.value().value, true_mm, 1) << forward << " " << left;
    EXPECT_NEAR(shifts[1].above.value().value, true_mm, 1);
    EXPECT_NEAR(shifts[0].below.value().value, shifts[1].above.value().value, 1e-9);
    EXPECT_GE(shifts[1].below.value().sd.value(), 1);
  }
  EXPECT_THAT(shifts_of(three(6, 0), {})[1].below.value().method,
              testing::MatchesRegex("the upper body lies \\+[56].. mm forward.*"));
  EXPECT_THAT(shifts_of(three(0, 5), {})[1].below.value().method,
              testing::MatchesRegex(".* \\+[45].. mm to the left"));
}

/// A disc that is higher on one side is no slip.
TEST(VertebraShift, OfTiltedNeighboursIsMeasuredInThePlaneOfTheDisc) {
  std::vector<AnalyticVertebra> bent = three(0, 0);
  bent[0].tilt_deg = 8;
  bent[0].centre_mm.x() = -34.0 / 2 * std::sin(8 * std::numbers::pi / 180);
  const std::vector<VertebraShift> shifts = shifts_of(bent, {});
  EXPECT_LT(shifts[0].below.value().value, 1.5);
  EXPECT_LT(shifts[1].below.value().value, 1.5);
}

/// Seven bodies that each lie 2 mm further back than the one below, as in lordosis; the fifth has slipped.
TEST(VertebraShift, IsWhatADiscShowsBeyondTheOthers) {
  std::vector<AnalyticVertebra> column(7);
  for (std::size_t k = 0; k < column.size(); ++k)
    column[k].centre_mm = {0, -2.0 * static_cast<double>(k) - (k <= 4 ? 7 : 0),
                           34.0 * (3 - static_cast<double>(k))};
  const std::vector<VertebraShift> shifts = shifts_of(column, {});
  for (std::size_t k = 0; k + 1 < column.size(); ++k)
    EXPECT_NEAR(shifts[k].below.value().value, k == 4 ? 7 : 0, 1.3) << k;
  EXPECT_LT(shifts[4].below.value().sd.value(), 1.5);
}

TEST(VertebraShift, IsTheSameInThickSlices) {
  const std::vector<VertebraShift> shifts = shifts_of(three(6, 0), {.spacing_mm = {0.8, 0.8, 2.5}});
  EXPECT_NEAR(shifts[1].below.value().value, 6, 1.2);
}

TEST(VertebraShift, IsUnknownAtTheEndsAndWhereAVertebraIsMissing) {
  const std::vector<VertebraShift> shifts = shifts_of(three(0, 0), {});
  EXPECT_THAT(shifts.front().above.reason(), HasSubstr("above is not in view"));
  EXPECT_THAT(shifts.back().below.reason(), HasSubstr("below is not in view"));
  EXPECT_THAT(shifts_of(three(0, 0, 60), {})[1].above.reason(), HasSubstr("not the next vertebra"));
  std::vector<VertebraGeometry> cut = geometries_of(three(0, 0), {});
  cut[0].inferior = Unknown{"the border of the volume cuts the body"};
  EXPECT_THAT(measure_shifts(cut)[1].above.reason(), HasSubstr("border"));
}

}  // namespace
}  // namespace osteosign::test
