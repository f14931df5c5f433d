#include <gmock/gmock.h>

#include <Eigen/Geometry>
#include <numbers>

#include "tests/features/vertebra/single_vertebra.h"

namespace osteosign::test {
namespace {

constexpr double thick_mm = 3;
const ColumnScan thick_slices{.spacing_mm = {0.8, 0.8, thick_mm}, .sigma_mm = 0.92};  // methods C1

// A plate that lies in the slices has one slice in its blur: the same HU follow from a dense plate farther
// away and from a faint one nearer by. A fifth of a slice for each plate is what is left.
TEST(VertebraGeometry, PlatesParallelToThickSlicesHaveTheirHeightToTwoFifthsOfASlice) {
  for (const double height : {26.0, 26.75, 27.5, 28.25})
    EXPECT_LT(worst_height_error_mm(geometry_of_only({.height_mm = height}, thick_slices), height),
              0.4 * thick_mm)
        << height;
}

// A tilt of a few degrees, as nearly all vertebrae have, brings slices at all distances from the plate.
TEST(VertebraGeometry, PlatesTiltedAgainstThickSlicesHaveTheirHeightToAQuarterOfASlice) {
  for (const double height : {26.0, 26.75, 27.5, 28.25})
    EXPECT_LT(
        worst_height_error_mm(geometry_of_only({.height_mm = height, .tilt_deg = 8}, thick_slices), height),
        0.25 * thick_mm)
        << height;
}

TEST(VertebraGeometry, AnObliqueGridGivesTheSame) {
  ColumnScan oblique;
  oblique.direction =
      (Eigen::AngleAxisd(0.35, Eigen::Vector3d::UnitX()) * Eigen::AngleAxisd(0.2, Eigen::Vector3d::UnitY()))
          .toRotationMatrix();
  const VertebraGeometry geometry = geometry_of_only({}, oblique);
  EXPECT_LT(worst_height_error_mm(geometry, 27), 0.35);
}

TEST(VertebraGeometry, AVertebraTiltedToTheSideIsMeasuredAlongItsOwnAxis) {
  const VertebraGeometry geometry = geometry_of_only({.tilt_deg = 18}, {});
  EXPECT_LT(worst_height_error_mm(geometry, 27), 0.35);
  EXPECT_NEAR(std::acos(geometry.frame.axes(2, 2)) * 180 / std::numbers::pi, 18, 0.7);
}

TEST(VertebraGeometry, TheFrontOfAWedgeIsLower) {
  const VertebraHeights heights = measure_heights(geometry_of_only({.sagittal_wedge_deg = 12}, {}), {});
  const double share = 2 * std::tan(6 * std::numbers::pi / 180) * 0.38 * 32;
  EXPECT_NEAR(heights.anterior.value().value, 27 - share, 0.4);
  EXPECT_NEAR(heights.posterior.value().value, 27 + share, 0.4);
}

TEST(VertebraGeometry, NoiseLeavesHeightsWithinTwoFifthsOfAMillimetre) {
  EXPECT_LT(worst_height_error_mm(geometry_of_only({}, {.noise_hu = 40}), 27), 0.4);
}

}  // namespace
}  // namespace osteosign::test
