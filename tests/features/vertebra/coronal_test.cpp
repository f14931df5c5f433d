#include <gmock/gmock.h>

#include <Eigen/Geometry>
#include <cmath>
#include <numbers>

#include "features/vertebra/coronal_curve.h"
#include "features/vertebra/level_curve.h"
#include "features/vertebra/wedge.h"

namespace osteosign::test {
namespace {

double radians(double degrees) { return degrees * std::numbers::pi / 180; }

std::vector<VertebraWedge> wedges_of(const std::vector<double>& angles_deg) {
  std::vector<VertebraWedge> wedges;
  for (const double angle : angles_deg) {
    VertebraWedge wedge;
    wedge.coronal = Quantity{angle, Unit::degree, {}, "test"};
    wedges.push_back(wedge);
  }
  return wedges;
}

double residual(const std::vector<MeasuredQuantity>& residuals, std::size_t k) {
  return residuals[k].value().value;
}

/// Endplate whose left side is higher by an angle.
Endplate plate_tilted(double tilt_deg) {
  Endplate plate;
  plate.normal = Eigen::Vector3d(-std::sin(radians(tilt_deg)), 0, std::cos(radians(tilt_deg)));
  return plate;
}

VertebraGeometry vertebra_between(double superior_tilt_deg, double inferior_tilt_deg) {
  VertebraGeometry geometry;
  geometry.superior = plate_tilted(superior_tilt_deg);
  geometry.inferior = plate_tilted(inferior_tilt_deg);
  geometry.depth_mm = 30.0;
  return geometry;
}

/// One curve over ten vertebrae: the tilt goes from +half to -half of the angle.
std::vector<VertebraGeometry> curved_column(double cobb_deg) {
  std::vector<VertebraGeometry> column;
  for (int k = 0; k < 10; ++k)
    column.push_back(vertebra_between(cobb_deg / 2 * std::cos(std::numbers::pi * 2 * k / 19.0),
                                      cobb_deg / 2 * std::cos(std::numbers::pi * (2 * k + 1) / 19.0)));
  return column;
}

TEST(WedgeResidual, ScoliosisHasNone) {
  std::vector<double> angles;
  for (int k = 0; k < 12; ++k) angles.push_back(6 * std::sin(std::numbers::pi * k / 11.0));
  const auto residuals = measure_wedge_residuals(wedges_of(angles), {});
  for (std::size_t k = 0; k < residuals.size(); ++k) EXPECT_LT(std::abs(residual(residuals, k)), 1.5) << k;
}

TEST(WedgeResidual, OneAsymmetricCollapseStandsOut) {
  std::vector<double> angles(9, 0.5);
  angles[4] = -11.5;
  const auto residuals = measure_wedge_residuals(wedges_of(angles), {});
  EXPECT_NEAR(residual(residuals, 4), -12, 0.3);
  EXPECT_LT(std::abs(residual(residuals, 3)), 2);
  EXPECT_LT(std::abs(residual(residuals, 5)), 2);
}

TEST(WedgeResidual, AtTheEndOfAColumnTheCurveDoesNotRunOff) {
  const auto residuals = measure_wedge_residuals(wedges_of({0.8, -0.7, 0.9, -0.8, 0.6}), {});
  for (std::size_t k = 0; k < residuals.size(); ++k) EXPECT_LT(std::abs(residual(residuals, k)), 2.2) << k;
}

TEST(WedgeResidual, NeedsTwoNeighbours) {
  const auto residuals = measure_wedge_residuals(wedges_of({1, 2}), {});
  EXPECT_EQ(residuals[0].reason(), "fewer than two neighbours have a wedge");
}

TEST(LevelCurve, FillsGapsAndNeedsTwoValues) {
  const std::vector<double> curve = level_curve({1.0, {}, 3.0}, {}).value();
  EXPECT_NEAR(curve[1], 2, 0.2);
  EXPECT_FALSE(level_curve({1.0, {}, {}}, {}).known());
}

TEST(CoronalCurve, HasItsCobbAngle) {
  const CoronalCurve curve = measure_coronal_curve(curved_column(24), {});
  EXPECT_NEAR(curve.cobb.value().value, 24, 1.5);
  EXPECT_EQ(curve.upper_end, 0U);
  EXPECT_EQ(curve.lower_end, 9U);
}

TEST(CoronalCurve, OneBadlySeenVertebraMakesNoCurve) {
  std::vector<VertebraGeometry> column = curved_column(0);
  column[5] = vertebra_between(9, -9);
  EXPECT_LT(measure_coronal_curve(column, {}).cobb.value().value, 6);
}

TEST(CoronalCurve, NeedsFourVertebrae) {
  std::vector<VertebraGeometry> column = curved_column(10);
  column.resize(3);
  EXPECT_EQ(measure_coronal_curve(column, {}).cobb.reason(), "fewer than four vertebrae have both endplates");
}

}  // namespace
}  // namespace osteosign::test
