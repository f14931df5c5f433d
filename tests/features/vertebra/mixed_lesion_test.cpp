#include "features/vertebra/mixed_lesion.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "features/vertebra/lysis.h"
#include "tests/features/vertebra/density_scene.h"

namespace osteosign::test {
namespace {

/// In the body of vertebra 1 a dense part within a lytic one; in 2 the dense part alone; in 3 a lytic ball
/// that stays apart from a dense one; in 4 a dense part with less lysis than a fifth.
struct MeasuredColumn {
  ScannedColumn column;
  ColumnLysis lysis;
};

const MeasuredColumn& measured() {
  static const MeasuredColumn scene = [] {
    ColumnScene column;
    column.marrow_hu = 220;
    column.texture_hu = 25;
    column.balls = {{.vertebra = 1, .local_mm = {3, -3, 0}, .radius_mm = 6.5},
                    {.vertebra = 1, .local_mm = {4.5, -3, 0}, .radius_mm = 4.5, .hu = 650},
                    {.vertebra = 2, .local_mm = {4.5, -3, 0}, .radius_mm = 4.5, .hu = 650},
                    {.vertebra = 3, .local_mm = {9, -3, 0}, .radius_mm = 4.5, .hu = 650},
                    {.vertebra = 3, .local_mm = {-9, -3, 0}, .radius_mm = 5.5},
                    {.vertebra = 4, .local_mm = {4.5, -3, 0}, .radius_mm = 6, .hu = 650},
                    {.vertebra = 4, .local_mm = {-1.5, -3, 0}, .radius_mm = 2}};
    MeasuredColumn result{scan_column(column), {}};
    result.lysis = measure_lysis(result.column.ct, result.column.metal, result.column.quality,
                                 result.column.vertebrae, result.column.shapes, {}, {});
    return result;
  }();
  return scene;
}

std::vector<DensityClass> densities(std::size_t vertebra) {
  std::vector<DensityClass> found;
  for (const VertebralRegion& region : measured().lysis.vertebrae[vertebra].all_regions)
    if (region.explained_by.empty()) found.push_back(region.density);
  return found;
}

double lytic_mm3(std::size_t vertebra) {
  return measured().lysis.vertebrae[vertebra].lytic_volume.value().value;
}

TEST(MixedLesion, TheLysisRoundADensePartOfABodyIsOneLesionWithIt) {
  ASSERT_EQ(densities(1), std::vector{DensityClass::mixed});
  const VertebralRegion& region = measured().lysis.vertebrae[1].all_regions.front();
  EXPECT_NEAR(region.volume_mm3 / measured().column.ball_mm3[0], 1, 0.35);
  EXPECT_GT(region.median_hu, 400) << "of its dense part";
}

TEST(MixedLesion, ItsLyticPartIsLysisOfTheVertebra) {
  EXPECT_NEAR(lytic_mm3(1) / (measured().column.ball_mm3[0] - measured().column.ball_mm3[1]), 1, 0.4);
  ASSERT_TRUE(measured().lysis.vertebrae[1].region);
}

TEST(MixedLesion, DenseBoneInHealthyMarrowIsDenseAlone) {
  EXPECT_EQ(densities(2), std::vector{DensityClass::sclerotic});
  EXPECT_FALSE(measured().lysis.vertebrae[2].region);
}

TEST(MixedLesion, LysisThatDoesNotTouchItIsALesionOfItsOwn) {
  std::vector<DensityClass> found = densities(3);
  std::ranges::sort(found);
  EXPECT_EQ(found, (std::vector{DensityClass::lytic, DensityClass::sclerotic}));
}

TEST(MixedLesion, WithLessLysisThanAFifthItIsDense) {
  EXPECT_EQ(densities(4), std::vector{DensityClass::sclerotic});
}

}  // namespace
}  // namespace osteosign::test
