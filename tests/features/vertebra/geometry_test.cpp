#include "features/vertebra/geometry.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <Eigen/Geometry>
#include <numbers>

#include "features/vertebra/heights.h"
#include "features/vertebra/wedge.h"
#include "tests/features/vertebra/single_vertebra.h"

namespace osteosign::test {
namespace {

TEST(VertebraGeometry, ParallelPlatesInEvenVoxelsHaveTheirHeight) {
  const VertebraGeometry geometry = geometry_of_only({}, {});
  EXPECT_LT(worst_height_error_mm(geometry, 27), 0.3);
  EXPECT_NEAR(geometry.width_mm.value(), 42, 1);
  EXPECT_NEAR(geometry.depth_mm.value(), 32, 1);
  EXPECT_LT(geometry.frame.origin_mm.norm(), 0.7);
  EXPECT_GT(geometry.superior.value().edge_fraction, 0.95);
}

TEST(VertebraGeometry, ALabelTwoMillimetresTooSmallChangesNoHeight) {
  const VertebraGeometry geometry = geometry_of_only({}, {.label_shrunk_mm = 2});
  EXPECT_LT(worst_height_error_mm(geometry, 27), 0.5);
}

/// The column with a label that ends `short_mm` before the front of the bone.
VertebraGeometry geometry_with_a_label_short_in_front(AnalyticColumn column, double short_mm) {
  LabelMap& labels = column.spine.vertebrae;
  for (int z = 0; z < labels.grid.size[2]; ++z)
    for (int y = 0; y < labels.grid.size[1]; ++y)
      for (int x = 0; x < labels.grid.size[0]; ++x) {
        const Eigen::Vector3d place = labels.grid.patient_from_voxel(Eigen::Vector3d(x, y, z));
        const double front_mm = -16 * std::sqrt(std::max(0.0, 1 - std::pow(place.x() / 21, 2)));
        if (place.y() < front_mm + short_mm) labels.voxels[labels.grid.index(x, y, z)] = 0;
      }
  return find_geometry(column.ct, column.spine, column.spine.found.front(), column.quality, {});
}

TEST(VertebraGeometry, TheFrontIsThatOfTheBoneWhereTheLabelLeavesOutLessThanAnOsteophyte) {
  const VertebraGeometry geometry = geometry_with_a_label_short_in_front(make_column({{}}, {}), 1.2);
  EXPECT_NEAR(geometry.depth_mm.value(), 32, 0.6);
  EXPECT_NEAR(geometry.frame.origin_mm.y(), 0, 0.3);
}

TEST(VertebraGeometry, TheHalfLevelStandsForTheFrontWhereTheBlurIsUnknown) {
  AnalyticColumn column = make_column({{}}, {});
  column.quality.point_spread = {};
  const VertebraGeometry geometry = geometry_with_a_label_short_in_front(std::move(column), 1.2);
  EXPECT_NEAR(geometry.depth_mm.value(), 32, 1);
  EXPECT_NEAR(geometry.frame.origin_mm.y(), 0, 0.4);
}

TEST(VertebraGeometry, AnEdgeFarFromThatOfTheLabelIsOfSomethingElse) {
  const VertebraGeometry geometry = geometry_with_a_label_short_in_front(make_column({{}}, {}), 4);
  EXPECT_NEAR(geometry.depth_mm.value(), 28, 1);
}

TEST(VertebraGeometry, WithoutHounsfieldUnitsTheLabelGivesTheHeightToHalfAVoxel) {
  AnalyticColumn column = make_column({{}}, {.spacing_mm = {0.8, 0.8, 2}});
  column.ct.hounsfield.assign(column.ct.hounsfield.size(), 0);
  const VertebraGeometry geometry =
      find_geometry(column.ct, column.spine, column.spine.found.front(), column.quality, {});
  EXPECT_LE(worst_height_error_mm(geometry, 27), 1.01);
  EXPECT_EQ(geometry.superior.value().edge_fraction, 0);
  EXPECT_THAT(measure_heights(geometry, {}).middle.value().method, testing::HasSubstr("edge of the label"));
}

/// A body whose superior plate is depressed, with the label of a healthy one, as built-in bones fill it.
VertebraGeometry geometry_of_closed_dish(const AnalyticVertebra& dished, const ColumnScan& scan) {
  AnalyticVertebra healthy = dished;
  healthy.dish_depth_mm = 0;
  AnalyticColumn column = make_column({dished}, scan);
  column.spine.vertebrae = make_column({healthy}, scan).spine.vertebrae;
  return find_geometry(column.ct, column.spine, column.spine.found.front(), column.quality, {});
}

double mean_dish_of_middle_mm(const AnalyticVertebra& dished) {
  double sum = 0;
  int count = 0;
  for (double y = -1.5; y <= 1.5; y += 0.5)
    for (double x = -dished.half_width_mm / 3; x <= dished.half_width_mm / 3; x += 0.5, ++count)
      sum += dish_mm(dished, x, y);
  return sum / count;
}

TEST(VertebraGeometry, ADepressedPlateIsFollowedIntoTheLabelThatClosesIt) {
  for (const double depth : {4.0, 6.0, 8.0})
    for (const Eigen::Vector3d& spacing : {Eigen::Vector3d(0.8, 0.8, 1), Eigen::Vector3d(0.6, 0.6, 2)}) {
      const AnalyticVertebra dished{.dish_depth_mm = depth};
      const VertebraHeights heights =
          measure_heights(geometry_of_closed_dish(dished, {.spacing_mm = spacing, .noise_hu = 15}), {});
      EXPECT_NEAR(heights.middle.value().value, 27 - mean_dish_of_middle_mm(dished), 1)
          << depth << " mm, slices of " << spacing.z();
      EXPECT_NEAR(heights.posterior.value().value, 27, 1) << depth << " mm, slices of " << spacing.z();
      EXPECT_NEAR(heights.anterior.value().value, 27, 1) << depth << " mm, slices of " << spacing.z();
    }
}

TEST(VertebraGeometry, WedgesHaveTheirSignsAndAngles) {
  const VertebraWedge left = measure_wedge(geometry_of_only({.coronal_wedge_deg = 9}, {}));
  EXPECT_NEAR(left.coronal.value().value, 9, 0.7);
  EXPECT_NEAR(left.sagittal.value().value, 0, 0.7);
  const VertebraWedge front = measure_wedge(geometry_of_only({.sagittal_wedge_deg = 12}, {}));
  EXPECT_NEAR(front.coronal.value().value, 0, 0.7);
  EXPECT_NEAR(front.sagittal.value().value, 12, 0.7);
}

TEST(VertebraGeometry, APitOfAPlateIsNoLossOfHeightAndNoWedge) {
  const AnalyticVertebra pitted{.pit_depth_mm = 6};
  const VertebraGeometry geometry = geometry_of_only(pitted, {});
  EXPECT_LT(worst_height_error_mm(geometry, 27), 0.6);
  const VertebraWedge wedge = measure_wedge(geometry);
  EXPECT_NEAR(wedge.coronal.value().value, 0, 0.7);
  EXPECT_NEAR(wedge.sagittal.value().value, 0, 0.7);
}

TEST(VertebraGeometry, PartsAreWhereTheyBelong) {
  const VertebraGeometry geometry = geometry_of_only({}, {});
  double body = 0;
  double left = 0;
  double right = 0;
  for (int z = 0; z < geometry.box.size[2]; ++z)
    for (int y = 0; y < geometry.box.size[1]; ++y)
      for (int x = 0; x < geometry.box.size[0]; ++x) {
        const Eigen::Vector3d place = geometry.box.patient_from_voxel(Eigen::Vector3d(x, y, z));
        const VertebraPart part = geometry.parts[geometry.box.index(x, y, z)];
        if (part == VertebraPart::body) {
          EXPECT_LT(place.y(), 17);
          ++body;
        } else if (part == VertebraPart::left_pedicle) {
          EXPECT_GT(place.x(), 9);
          ++left;
        } else if (part == VertebraPart::right_pedicle) {
          EXPECT_LT(place.x(), -9);
          ++right;
        }
      }
  const double volume = body * geometry.box.voxel_volume_mm3();
  EXPECT_NEAR(volume, std::numbers::pi * 21 * 16 * 27, 0.05 * volume);
  EXPECT_NEAR(left, right, 0.05 * left);
  EXPECT_GT(left * geometry.box.voxel_volume_mm3(), 600);
}

TEST(VertebraGeometry, AVertebraCutByTheBorderHasNoPlateThere) {
  const VertebraGeometry geometry = geometry_of_only({}, {.room_above_mm = 8});
  ASSERT_FALSE(geometry.superior.known());
  EXPECT_THAT(geometry.superior.reason(), testing::HasSubstr("border"));
  EXPECT_FALSE(measure_heights(geometry, {}).middle.known());
}

TEST(VertebraGeometry, AnEmptyLabelSaysSo) {
  AnalyticColumn column = make_column({{}}, {});
  column.spine.vertebrae.voxels.assign(column.spine.vertebrae.voxels.size(), 0);
  const VertebraGeometry geometry =
      find_geometry(column.ct, column.spine, column.spine.found.front(), column.quality, {});
  EXPECT_EQ(geometry.superior.reason(), "the vertebra has no voxel");
  EXPECT_EQ(measure_wedge(geometry).coronal.reason(), "the vertebra has no voxel");
}

}  // namespace
}  // namespace osteosign::test
