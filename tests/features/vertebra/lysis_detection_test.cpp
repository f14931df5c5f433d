#include "features/vertebra/lysis_detection.h"

#include <gtest/gtest.h>

#include "features/vertebra/lysis.h"
#include "tests/features/vertebra/density_scene.h"

namespace osteosign::test {
namespace {

constexpr double border_mm = 6;

/// What is searched in one vertebra of a column without lesions.
struct Searched {
  LysisField field;
  LysisLimits limits;
};

Searched search_field(const ScannedColumn& column, std::size_t vertebra) {
  const LysisParameters parameters;
  std::vector<Measured<BodyDensity>> densities;
  for (std::size_t k = 0; k < column.vertebrae.size(); ++k)
    densities.push_back(sample_body_density(
        cut_vertebra_image(column.ct, column.metal, column.vertebrae[k], border_mm), column.shapes[k].value(),
        {parameters.atlas.atlas_smoothing_mm, parameters.lysis_wide_mm}));
  LysisField field = make_field(
      cut_vertebra_image(column.ct, column.metal, column.vertebrae[vertebra], border_mm),
      column.shapes[vertebra].value(), expect_density(densities, vertebra, parameters.atlas).value(), {},
      parameters.soft_tissue_to_hu, parameters);
  LysisLimits limits = lysis_limits(field, parameters);
  return {std::move(field), std::move(limits)};
}

LysisDetection detection_in(const ColumnScene& scene) {
  const ScannedColumn column = scan_column(scene);
  const Searched searched = search_field(column, 2);
  return try_lesions(searched.field, searched.limits, scanner_of(column.quality), {});
}

TEST(LysisDetection, InDenseEvenMarrowBallsAreSeenEverywhere) {
  ColumnScene scene;
  scene.marrow_hu = 220;
  scene.texture_hu = 20;
  scene.noise_hu = 10;
  const LysisDetection detection = detection_in(scene);
  EXPECT_GT(detection.places, 20);
  EXPECT_EQ(detection.found, detection.places);
}

TEST(LysisDetection, InMarrowOfTheirOwnDensityBallsAreSeenNowhere) {
  ColumnScene scene;
  scene.marrow_hu = 60;
  const LysisDetection detection = detection_in(scene);
  EXPECT_GT(detection.places, 20);
  EXPECT_EQ(detection.found, 0);
}

TEST(LysisDetection, NoiseAndThickSlicesTakeSightAway) {
  ColumnScene scene;
  scene.marrow_hu = 120;
  scene.texture_hu = 20;
  scene.noise_hu = 5;
  const LysisDetection clear = detection_in(scene);
  scene.noise_hu = 60;
  EXPECT_LT(detection_in(scene).share(), clear.share());
  scene.noise_hu = 5;
  scene.slice_mm = 5;
  EXPECT_LT(detection_in(scene).share(), clear.share());
}

/// What the trials say of a vertebra must be what happens when a ball is scanned with the column.
TEST(LysisDetection, TellsHowManyBallsAreFoundWhenTheyAreScanned) {
  for (const double marrow_hu : {110.0, 135.0, 170.0, 220.0}) {
    ColumnScene scene;
    scene.marrow_hu = marrow_hu;
    const double expected_share = detection_in(scene).share();
    int found = 0, scanned = 0;
    for (const double x : {-10.0, 0.0, 10.0})
      for (const double y : {-6.0, 0.0}) {
        scene.balls = {{.vertebra = 2, .local_mm = {x, y, 1}, .radius_mm = 5}};
        const ScannedColumn column = scan_column(scene);
        const ColumnLysis lysis =
            measure_lysis(column.ct, column.metal, column.quality, column.vertebrae, column.shapes, {}, {});
        found += lysis.vertebrae[2].region ? 1 : 0;
        ++scanned;
      }
    EXPECT_NEAR(expected_share, static_cast<double>(found) / scanned, 0.3) << marrow_hu;
  }
}

}  // namespace
}  // namespace osteosign::test
