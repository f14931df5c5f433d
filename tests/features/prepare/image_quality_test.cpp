#include "features/prepare/image_quality.h"

#include <gmock/gmock.h>

#include "features/prepare/point_spread.h"
#include "features/profile/gaussian_step.h"
#include "tests/features/segment/analytic_scene.h"

namespace osteosign::test {
namespace {

using ::testing::HasSubstr;

AnalyticScene thick_bone(const ImageGrid& grid, double sigma_mm, double noise_hu) {
  AnalyticScene scene{grid, 50, sigma_mm, noise_hu, {}};
  scene.solids = {cylinder({0.3, 0.1, 0}, {0, 0, 1}, 14, 1350), cylinder({0.3, 0.1, 0}, {0, 0, 1}, 8, -1360)};
  return scene;
}

TEST(Noise, OfWhiteNoiseIsItsStandardDeviation) {
  for (const double noise : {10.0, 30.0, 60.0}) {
    const CtVolume ct = thick_bone(isotropic_grid(), 0.6, noise).scan();
    const ImageQuality quality = estimate_image_quality(ct, {});
    EXPECT_NEAR(quality.noise_hu.value().value / noise, 1, 0.05) << noise;
    EXPECT_EQ(quality.noise_hu.value().unit, Unit::hu);
  }
}

TEST(Noise, IsNotRaisedByShadingAcrossTheField) {
  AnalyticScene scene{isotropic_grid(), 50, 0.6, 10, {}};
  CtVolume ct = scene.scan();
  for (std::size_t i = 0; i < ct.hounsfield.size(); ++i)
    ct.hounsfield[i] = static_cast<std::int16_t>(ct.hounsfield[i] + static_cast<int>(i % 96) / 4);
  EXPECT_NEAR(estimate_image_quality(ct, {}).noise_hu.value().value, 10, 0.6);
}

TEST(Noise, OfNoiseBlurredAlongRowsIsItsStandardDeviation) {
  AnalyticScene scene{isotropic_grid(), 0, 0.6, 40, {}};
  CtVolume ct = scene.scan();
  const std::vector<std::int16_t> white = ct.hounsfield;
  for (std::size_t i = 1; i < white.size(); ++i)
    ct.hounsfield[i] = static_cast<std::int16_t>(50 + (white[i] + white[i - 1]) / 2);
  EXPECT_NEAR(estimate_image_quality(ct, {}).noise_hu.value().value, 40 / std::sqrt(2.0), 1.5);
}

TEST(Noise, IsUnknownWithoutSoftTissue) {
  const CtVolume air = AnalyticScene{isotropic_grid(), -1000, 0.6, 10, {}}.scan();
  EXPECT_THAT(estimate_image_quality(air, {}).noise_hu.reason(),
              HasSubstr("only 0 places of even soft tissue (500 needed"));
  AnalyticScene masked = thick_bone(isotropic_grid(), 0.6, 0);
  masked.background_hu = 0;
  masked.solids.pop_back();
  EXPECT_THAT(estimate_image_quality(masked.scan(), {}).noise_hu.reason(),
              HasSubstr("the background is a constant"));
}

TEST(PointSpread, OfThickCortexIsTheBlurOfTheScannerForAnyNoise) {
  for (const ImageGrid& grid : {isotropic_grid(), anisotropic_grid()})
    for (const double noise : {0.0, 30.0})
      for (const double sigma : {0.5, 0.8}) {
        const ImageQuality quality = estimate_image_quality(thick_bone(grid, sigma, noise).scan(), {});
        ASSERT_TRUE(quality.point_spread.in_plane_sigma_mm.known())
            << quality.point_spread.in_plane_sigma_mm.reason();
        EXPECT_NEAR(quality.point_spread.in_plane_sigma_mm.value().value, sigma, 0.025 * sigma) << noise;
      }
}

TEST(PointSpread, OfCortexJustThickEnoughIsNotTakenForSharper) {
  AnalyticScene scene{isotropic_grid(), 50, 0.7, 10, {}};
  scene.solids = {cylinder({0.3, 0.1, 0}, {0, 0, 1}, 14, 1250),
                  cylinder({0.3, 0.1, 0}, {0, 0, 1}, 11, -1100)};
  const ImageQuality quality = estimate_image_quality(scene.scan(), {});
  EXPECT_NEAR(quality.point_spread.in_plane_sigma_mm.value().value, 0.7, 0.02);
}

/// A bone that lies across the slices, in a scan with another blur along the axis than in the plane.
CtVolume lying_bone(double in_plane_mm, double axial_mm) {
  ImageGrid grid = isotropic_grid();
  grid.spacing_mm.z() = 1.2;
  CtVolume ct;
  ct.grid = grid;
  ct.acquisition.slice_thickness_mm = 5.0;
  for (int z = 0; z < grid.size[2]; ++z)
    for (int y = 0; y < grid.size[1]; ++y)
      for (int x = 0; x < grid.size[0]; ++x) {
        const Eigen::Vector3d p = grid.patient_from_voxel(Eigen::Vector3d(x, y, z));
        const Eigen::Vector2d from_axis(p.y() - 0.2, p.z() - 10.1);
        const Eigen::Vector2d normal = from_axis.normalized();
        const double sigma = normal.cwiseProduct(Eigen::Vector2d(in_plane_mm, axial_mm)).norm();
        const double hu = 50 + 1350 * gaussian_step((14 - from_axis.norm()) / sigma) -
                          1300 * gaussian_step((7 - from_axis.norm()) / sigma);
        ct.hounsfield.push_back(static_cast<std::int16_t>(std::lround(hu)));
      }
  return ct;
}

TEST(PointSpread, AlongTheAxisIsMeasuredWhereCortexLiesInTheSlices) {
  const PointSpread spread = measure_point_spread(lying_bone(0.5, 0.8), {});
  EXPECT_NEAR(spread.in_plane_sigma_mm.value().value, 0.5, 0.02);
  EXPECT_NEAR(spread.axial_sigma_mm.value().value, 0.8, 0.04);
  EXPECT_THAT(spread.axial_sigma_mm.value().method, HasSubstr("lie in the slices"));
}

TEST(PointSpread, WithoutThickCortexComesFromTheKernelName) {
  CtVolume ct = AnalyticScene{isotropic_grid(), 50, 0.6, 10, {}}.scan();
  EXPECT_THAT(
      estimate_image_quality(ct, {}).point_spread.in_plane_sigma_mm.reason(),
      HasSubstr("only 0 edges of thick cortex (30 needed), and Convolution Kernel (0018,1210) is absent"));
  ct.acquisition.convolution_kernel = "B70f";
  EXPECT_EQ(estimate_image_quality(ct, {}).point_spread.in_plane_sigma_mm.value().method, "kernel name B70f");
}

TEST(PointSpread, KernelFamiliesAreSoftOrSharp) {
  for (const char* soft : {"B20f", "B40s", "Br36d", "STANDARD", "SOFT"})
    EXPECT_EQ(sigma_for_kernel(soft).value().value, 0.575) << soft;
  for (const char* sharp : {"B60f", "B80s", "BONE", "BONEPLUS"})
    EXPECT_EQ(sigma_for_kernel(sharp).value().value, 0.35) << sharp;
  EXPECT_THAT(sigma_for_kernel("FC99").reason(), HasSubstr("kernel 'FC99' is in no known family"));
}

TEST(PointSpread, AxialSigmaElseComesFromThicknessElseFromTheIncrement) {
  CtVolume ct = AnalyticScene{anisotropic_grid(), 50, 0.6, 10, {}}.scan();
  EXPECT_NEAR(promised_axial_sigma(ct, {}).value().value, std::sqrt(3.0 * 3.0 / 12 + 0.09), 1e-9);
  ct.acquisition.slice_thickness_mm = 5.0;
  EXPECT_NEAR(promised_axial_sigma(ct, {}).value().value, std::sqrt(5.0 * 5.0 / 12 + 0.09), 1e-9);
  EXPECT_THAT(estimate_image_quality(ct, {}).point_spread.axial_sigma_mm.value().method,
              HasSubstr("slice thickness; too few edges of thick cortex lie in the slices"));
  CtVolume slice;
  slice.grid.size = {4, 4, 1};
  EXPECT_THAT(promised_axial_sigma(slice, {}).reason(),
              HasSubstr("a single slice without Slice Thickness (0018,0050)"));
}

TEST(PointSpread, AlongADirectionAddsBothAxesInQuadrature) {
  const PointSpread spread{Quantity{0.6, Unit::mm}, Quantity{0.8, Unit::mm}};
  EXPECT_NEAR(spread.sigma_along_mm({1, 0, 0}).value(), 0.6, 1e-12);
  EXPECT_NEAR(spread.sigma_along_mm({0, 0, 1}).value(), 0.8, 1e-12);
  EXPECT_NEAR(spread.sigma_along_mm({std::sqrt(0.5), 0, std::sqrt(0.5)}).value(), std::sqrt(0.5), 1e-12);
  const PointSpread half{Quantity{0.6, Unit::mm}, Unknown{"no slices"}};
  EXPECT_TRUE(half.sigma_along_mm({0, 1, 0}).known());
  EXPECT_EQ(half.sigma_along_mm({0, 0, 1}).reason(), "no slices");
}

}  // namespace
}  // namespace osteosign::test
