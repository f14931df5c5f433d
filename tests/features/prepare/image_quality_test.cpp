#include "features/prepare/image_quality.h"

#include <gmock/gmock.h>

#include "features/prepare/point_spread.h"
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

TEST(PointSpread, OfThickCortexIsTheBlurOfTheScanner) {
  for (const ImageGrid& grid : {isotropic_grid(), anisotropic_grid()})
    for (const double sigma : {0.5, 0.65, 0.8}) {
      const ImageQuality quality = estimate_image_quality(thick_bone(grid, sigma, 15).scan(), {});
      ASSERT_TRUE(quality.point_spread.in_plane_sigma_mm.known())
          << quality.point_spread.in_plane_sigma_mm.reason();
      EXPECT_NEAR(quality.point_spread.in_plane_sigma_mm.value().value, sigma, 0.08);
    }
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

TEST(PointSpread, AxialSigmaComesFromThicknessElseFromTheIncrement) {
  CtVolume ct = AnalyticScene{anisotropic_grid(), 50, 0.6, 10, {}}.scan();
  EXPECT_NEAR(axial_sigma(ct, {}).value().value, 0.9, 1e-9);
  ct.acquisition.slice_thickness_mm = 5.0;
  EXPECT_NEAR(axial_sigma(ct, {}).value().value, 1.5, 1e-9);
  CtVolume slice;
  slice.grid.size = {4, 4, 1};
  EXPECT_THAT(axial_sigma(slice, {}).reason(),
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
