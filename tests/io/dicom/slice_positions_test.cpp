#include "io/dicom/slice_positions.h"

#include <gmock/gmock.h>

#include "io/dicom/in_plane_layout.h"
#include "io/images/ct_volume.h"

namespace osteosign {
namespace {

TEST(SliceSpacing, DeviationAtJustBelowAndJustAboveTheToleranceOfThickSlices) {
  // 5 mm apart: 5 % are 0.25 mm.
  EXPECT_TRUE(judge_spacing({0, 5, 10.249, 15, 20}, {}).even());
  EXPECT_TRUE(judge_spacing({0, 5, 10.25, 15, 20}, {}).even());
  EXPECT_FALSE(judge_spacing({0, 5, 10.251, 15, 20}, {}).even());
}

TEST(SliceSpacing, PositionsRoundedToATenthOfAMillimetreAreEven) {
  EXPECT_TRUE(judge_spacing({0, 0.6, 1.3, 1.9, 2.5, 3.1, 3.8, 4.4, 5.0}, {}).even());
}

TEST(SliceSpacing, MissingSlicesAreCounted) {
  const SliceSpacing spacing = judge_spacing({0, 1, 2, 5, 6, 8}, {});
  EXPECT_EQ(spacing.missing, 3);
  EXPECT_NEAR(spacing.spacing_mm, 1, 1e-12);
  EXPECT_FALSE(spacing.even());
}

TEST(SliceSpacing, ChangeHasNoGridAndItsRunsShareTheirEnds) {
  const SliceSpacing spacing = judge_spacing({0, 4, 8, 12, 15, 18, 21, 24}, {});
  EXPECT_TRUE(spacing.grid_index.empty());
  ASSERT_EQ(spacing.runs.size(), 2u);
  EXPECT_EQ(spacing.runs[0].count, 4u);
  EXPECT_EQ(spacing.runs[1].first, 3u);
  EXPECT_EQ(spacing.runs[1].count, 5u);
}

std::vector<ImagePlane> planes_at(const std::vector<Eigen::Vector3d>& positions) {
  std::vector<ImagePlane> planes;
  for (const Eigen::Vector3d& position : positions)
    planes.push_back({position, {1, 0, 0}, {0, 1, 0}, 0.5, 0.5});
  return planes;
}

TEST(OrderSlices, DuplicateAtJustBelowAndJustAboveATenthOfTheDistance) {
  const auto duplicates = [](double beside) {
    return order_slices(planes_at({{0, 0, 0}, {0, 0, 2}, {0, 0, 4}, {0, 0, 6}, {0, 0, 4 + beside}}), {})
        .duplicates.size();
  };
  EXPECT_EQ(duplicates(0), 1u);
  EXPECT_EQ(duplicates(0.199), 1u);
  EXPECT_EQ(duplicates(0.201), 0u);
}

TEST(OrderSlices, TheFirstGivenOfTwoAtOnePositionIsKept) {
  const OrderedSlices ordered = order_slices(planes_at({{0, 0, 2}, {0, 0, 0}, {0, 0, 2}}), {});
  EXPECT_THAT(ordered.order, testing::ElementsAre(1, 0));
  ASSERT_EQ(ordered.duplicates.size(), 1u);
  EXPECT_EQ(ordered.duplicates[0].dropped, 2u);
  EXPECT_EQ(ordered.duplicates[0].kept, 0u);
}

TEST(InPlaneLayout, ShiftAtJustBelowAndJustAboveATenthOfAPixel) {
  const auto shifted = [](double shift_mm) {
    return lay_out_slices(planes_at({{0, 0, 0}, {0, shift_mm, 2}}), 4, 4, {}).shifted();
  };
  EXPECT_FALSE(shifted(0.0499));
  EXPECT_TRUE(shifted(0.0501));
}

TEST(InPlaneLayout, WholeShiftsCopyAndHalfShiftsAverage) {
  const std::vector<std::int16_t> slice{0, 10, 20, 30};
  InPlaneLayout raster;
  raster.columns = 3;
  raster.rows = 2;
  EXPECT_THAT(shifted_slice(slice, 2, 2, {1, 0}, raster),
              testing::ElementsAre(CtVolume::padding_hu, 0, 10, CtVolume::padding_hu, 20, 30));
  EXPECT_THAT(shifted_slice(slice, 2, 2, {0.5, 0}, raster),
              testing::ElementsAre(CtVolume::padding_hu, 5, CtVolume::padding_hu, CtVolume::padding_hu, 25,
                                   CtVolume::padding_hu));
}

}  // namespace
}  // namespace osteosign
