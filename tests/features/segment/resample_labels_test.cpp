#include "features/segment/resample_labels.h"

#include <gmock/gmock.h>

#include <Eigen/Geometry>

#include "io/values/errors.h"

namespace osteosign {
namespace {

using testing::HasSubstr;

ImageGrid ct_grid() { return {{20, 16, 10}, {-10, 20, 30}, {0.8, 0.8, 3}, Eigen::Matrix3d::Identity()}; }

LabelMap box_of_labels(const ImageGrid& grid, std::uint16_t label) {
  LabelMap map{grid, std::vector<std::uint16_t>(grid.voxel_count(), 0), {{label, "L3"}}, "labels.nii.gz"};
  for (int z = 2; z < 8; ++z)
    for (int y = 4; y < 12; ++y)
      for (int x = 5; x < 15; ++x) map.voxels[grid.index(x, y, z)] = label;
  return map;
}

std::string refusal(const LabelMap& map, const ImageGrid& grid) {
  try {
    resample_labels(map, grid, {});
  } catch (const InputError& error) {
    EXPECT_EQ(error.kind(), FailureKind::not_usable);
    return error.what();
  }
  return "nothing thrown";
}

TEST(ResampleLabels, TheSameGridIsUsedAsItIs) {
  ImageGrid rounded = ct_grid();
  rounded.origin_mm.x() += 0.9e-3;
  const LabelMap map = box_of_labels(rounded, 29);
  const LabelsOnGrid result = resample_labels(map, ct_grid(), {});
  EXPECT_EQ(result.labels.voxels, map.voxels);
  EXPECT_THAT(result.note, HasSubstr("labels.nii.gz: on the grid of the CT"));
}

TEST(ResampleLabels, AGridJustBeyondTheToleranceIsResampled) {
  ImageGrid shifted = ct_grid();
  shifted.origin_mm.x() += 1.1e-3;
  const LabelMap map = box_of_labels(shifted, 29);
  const LabelsOnGrid result = resample_labels(map, ct_grid(), {});
  EXPECT_EQ(result.labels.voxels, map.voxels);
  EXPECT_THAT(result.note,
              HasSubstr("resampled by nearest neighbour from 20 x 16 x 10 voxels of 0.8 x 0.8 x 3 mm"));
}

TEST(ResampleLabels, AFlippedAndTurnedStorageOrderGivesTheSameVoxels) {
  const LabelMap truth = box_of_labels(ct_grid(), 29);
  LabelMap turned = truth;
  turned.grid.size = {10, 16, 20};  // z, -y, x
  turned.grid.spacing_mm = {3, 0.8, 0.8};
  turned.grid.origin_mm = ct_grid().patient_from_voxel({0, 15, 0});
  turned.grid.direction << 0, 0, 1, 0, -1, 0, 1, 0, 0;
  for (int z = 0; z < 10; ++z)
    for (int y = 0; y < 16; ++y)
      for (int x = 0; x < 20; ++x)
        turned.voxels[turned.grid.index(z, 15 - y, x)] = truth.voxels[truth.grid.index(x, y, z)];
  const LabelsOnGrid result = resample_labels(turned, ct_grid(), {});
  EXPECT_EQ(result.labels.voxels, truth.voxels);
  EXPECT_EQ(result.labels.names, truth.names);
  EXPECT_THAT(result.note, HasSubstr("100.0 % of its labelled voxels"));
}

TEST(ResampleLabels, ACroppedMapIsZeroOutside) {
  LabelMap truth = box_of_labels(ct_grid(), 29);
  LabelMap cropped;
  cropped.grid = ct_grid().crop({5, 4, 2}, {10, 8, 6});
  cropped.voxels.assign(cropped.grid.voxel_count(), 29);
  EXPECT_EQ(resample_labels(cropped, ct_grid(), {}).labels.voxels, truth.voxels);
}

TEST(ResampleLabels, ACoarserObliqueMapKeepsItsVolume) {
  ImageGrid grid{{60, 60, 60}, {-30, -30, -30}, {1, 1, 1}, Eigen::Matrix3d::Identity()};
  ImageGrid coarse{{30, 30, 30},
                   {0, 0, 0},
                   {2, 2, 2},
                   Eigen::AngleAxisd(0.4, Eigen::Vector3d(1, 2, 3).normalized()).toRotationMatrix()};
  coarse.origin_mm = -coarse.direction * Eigen::Vector3d(29, 29, 29);
  LabelMap ball{coarse, std::vector<std::uint16_t>(coarse.voxel_count(), 0), {}, "ball"};
  std::size_t inside = 0;
  for (int z = 0; z < 30; ++z)
    for (int y = 0; y < 30; ++y)
      for (int x = 0; x < 30; ++x)
        if (coarse.patient_from_voxel(Eigen::Vector3d(x, y, z)).norm() < 20) {
          ball.voxels[coarse.index(x, y, z)] = 1;
          ++inside;
        }
  const auto voxels = resample_labels(ball, grid, {}).labels.voxels;
  const auto volume_mm3 = static_cast<double>(std::ranges::count(voxels, 1));
  EXPECT_NEAR(volume_mm3, 8.0 * static_cast<double>(inside), 0.01 * volume_mm3);
}

// Ten labelled columns of voxels, of which `inside` lie in the CT.
std::string with_columns_inside(int inside) {
  ImageGrid shifted = ct_grid();
  shifted.origin_mm.x() += 0.8 * (15 - inside);
  return refusal(box_of_labels(shifted, 29), ct_grid());
}

TEST(ResampleLabels, LessThanHalfInsideIsRefusedWithTheFigures) {
  EXPECT_EQ(with_columns_inside(6), "nothing thrown");
  EXPECT_EQ(with_columns_inside(5), "nothing thrown");
  EXPECT_THAT(
      with_columns_inside(4),
      HasSubstr(
          "labels.nii.gz: 192 of its 480 labelled voxels (40.0 %) lie inside the CT, at least 50.0 % must"));
}

}  // namespace
}  // namespace osteosign
