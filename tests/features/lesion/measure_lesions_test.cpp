#include "features/lesion/measure_lesions.h"

#include <gmock/gmock.h>

#include "features/lesion/diameters.h"
#include "features/lesion/size.h"
#include "tests/features/find/phantom_scene.h"

namespace osteosign {
namespace {

using testing::HasSubstr;

CtLesionMeasurements measure(const PhantomScene& scene) {
  const CtLesionOutline outline =
      phantom::true_lesion_outline(scene.truth.lesions[0], scene.truth.ct.grid, 3);
  CtLesionParameters parameters;
  parameters.cortex.cortex_reach_mm = 10;  // stays within the marrow: other tests look at the cortex
  return measure_ct_lesion(scene.truth.ct, scene.bones, scene.quality, outline, parameters).measurements;
}

phantom::BonePhantom ball_with_edge(double width_mm) {
  phantom::BonePhantom description = phantom::sphere_phantom(8, 40);
  description.bone.radius_mm = 26;
  if (width_mm > 0) description.lesions.front().edge = {phantom::EdgeShape::gaussian, width_mm};
  return description;
}

TEST(MeasureCtLesion, SeesTheWidthOfAnEdgeAfterTheScannersBlur) {
  for (const double width : {0.0, 3.0}) {
    const CtLesionMeasurements measured =
        measure(scene_of(ball_with_edge(width), scan_of(0.8, 0.8, 10, 15, 4, 54, 66)));
    EXPECT_NEAR(measured.margin_width.value().value, width, 0.5) << width;
    EXPECT_GT(measured.margin_valid_fraction.value().value, 0.8);
    EXPECT_LT(measured.rim_completeness.value().value, 0.2);
  }
}

TEST(MeasureCtLesion, AWideRampIsNotReadWiderThanItIs) {
  phantom::BonePhantom description = ball_with_edge(0);
  description.lesions.front().edge = {phantom::EdgeShape::linear, 8};
  const CtLesionMeasurements measured = measure(scene_of(description, scan_of(0.8, 0.8, 10, 10, 7, 54, 66)));
  EXPECT_NEAR(measured.margin_width.value().value, 8, 0.8);
}

TEST(MeasureCtLesion, SeesARimAllRound) {
  phantom::BonePhantom description = ball_with_edge(0);
  description.lesions.front().rim_mm = 1.5;
  const CtLesionMeasurements measured = measure(scene_of(description, scan_of(0.8, 0.8, 10, 15, 5, 54, 66)));
  EXPECT_GT(measured.rim_completeness.value().value, 0.9);
  EXPECT_NEAR(measured.rim_thickness.value().value, 1.5, 0.5);
}

TEST(MeasureCtLesion, TellsDensityAgainstTheSurroundingMarrow) {
  const CtLesionMeasurements measured = measure(scene_of(ball_with_edge(0), scan_of(1, 1, 0, 15, 6, 54, 66)));
  EXPECT_NEAR(measured.mean_hu.value().value, 40, 5);
  EXPECT_GT(measured.lytic_fraction.value().value, 0.95);
  EXPECT_EQ(measured.density.value(), DensityClass::lytic);
}

TEST(MeasureCtLesion, WithoutAPointSpreadTheMarginIsUnknownAndSaysWhy) {
  PhantomScene scene = scene_of(ball_with_edge(0), scan_of(1, 1, 0, 15, 6, 54, 66));
  scene.quality.point_spread = {Unknown{"no thick cortex in the series"},
                                Unknown{"no thick cortex in the series"}};
  EXPECT_THAT(measure(scene).margin_width.reason(), HasSubstr("no thick cortex in the series"));
}

TEST(MeasureCtLesion, OfAnEmptyOutlineEveryValueIsUnknown) {
  CtLesionOutline outline;
  outline.box.size = {3, 3, 3};
  outline.inside.assign(27, 0);
  outline.membership.assign(27, 0);
  EXPECT_THAT(measure_size(outline).volume.reason(), HasSubstr("empty"));
  EXPECT_THAT(measure_in_plane_diameters(outline).longest.reason(), HasSubstr("no slice holds a contour"));
}

TEST(InPlaneDiameters, OfAnEllipseAreItsAxes) {
  CtLesionOutline outline;
  outline.box.size = {40, 30, 3};
  outline.box.spacing_mm = {0.5, 0.5, 3};
  for (int z = 0; z < 3; ++z)
    for (int y = 0; y < 30; ++y)
      for (int x = 0; x < 40; ++x) {
        const double r = std::hypot((x - 19.3) * 0.5 / 8, (y - 14.6) * 0.5 / 5);
        outline.membership.push_back(static_cast<float>(std::clamp(0.5 + (1 - r) * 5, 0.0, 1.0)));
        outline.inside.push_back(static_cast<std::uint8_t>(r <= 1));
      }
  const InPlaneDiameters diameters = measure_in_plane_diameters(outline);
  EXPECT_NEAR(diameters.longest.value().value, 16, 0.1);
  EXPECT_NEAR(diameters.perpendicular.value().value, 10, 0.2);
}

TEST(CtLesionMeasurements, EveryRowHasItsOwnNameAndStartsUnknown) {
  const CtLesionMeasurements measurements;
  std::vector<std::string> names;
  describe(measurements, [&](const MeasurementDescription& row, const MeasuredQuantity& value) {
    names.emplace_back(row.name);
    EXPECT_EQ(value.reason(), "not measured");
  });
  EXPECT_EQ(names.size(), 63U);
  std::sort(names.begin(), names.end());
  EXPECT_EQ(std::unique(names.begin(), names.end()), names.end());
}

}  // namespace
}  // namespace osteosign
