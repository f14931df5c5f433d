#include "io/dicom/read_structure_set.h"

#include <gmock/gmock.h>

#include <Eigen/Geometry>
#include <numbers>

#include "io/files/label_map_file.h"
#include "io/values/errors.h"
#include "tests/io/dicom/made_structure_set.h"
#include "tests/io/files/temporary_folder.h"

namespace osteosign {
namespace {

using test::MadeContour;
using test::MadeRoi;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::filesystem::path shared_data = OSTEOSIGN_SOURCE_DIR "/../shared/data/ct";

ImageGrid isotropic() { return {{80, 80, 10}, {-40, -40, 100}, {1, 1, 1}, Eigen::Matrix3d::Identity()}; }
ImageGrid anisotropic() {
  return {{130, 90, 10}, {-40, -40, 100}, {0.6, 0.9, 3}, Eigen::Matrix3d::Identity()};
}
ImageGrid oblique() {
  ImageGrid grid = anisotropic();
  grid.direction = Eigen::AngleAxisd(0.5, Eigen::Vector3d(1, 2, 3).normalized()).toRotationMatrix();
  return grid;
}

// A circle in the plane of `slice`, around a point that is no voxel centre.
MadeContour circle(const ImageGrid& grid, double slice, double radius_mm) {
  MadeContour contour;
  const Eigen::Vector3d centre(40.3, 40.7, slice);
  for (int corner = 0; corner < 360; ++corner) {
    const double angle = corner * std::numbers::pi / 180;
    const Eigen::Vector3d step_mm(radius_mm * std::cos(angle), radius_mm * std::sin(angle), 0);
    contour.points_mm.push_back(grid.patient_from_voxel(centre + step_mm.cwiseQuotient(grid.spacing_mm)));
  }
  return contour;
}

RegionSet read_made(const std::vector<MadeRoi>& rois, const ImageGrid& grid) {
  return read_structure_set(write_structure_set(rois, temporary_folder() / "rs.dcm"), grid);
}

double area_mm2(const Region& region, const ImageGrid& grid) {
  return static_cast<double>(region.voxel_count()) * grid.spacing_mm.x() * grid.spacing_mm.y();
}

class StructureSetOnGrid : public testing::TestWithParam<ImageGrid> {};

TEST_P(StructureSetOnGrid, ACircleHasItsAreaAndAHoleIsLeftOut) {
  const ImageGrid grid = GetParam();
  const RegionSet set = read_made(
      {{7, "disc", {circle(grid, 4, 20)}}, {8, "ring", {circle(grid, 4, 20), circle(grid, 4, 10)}}}, grid);
  ASSERT_EQ(set.regions.size(), 2u);
  EXPECT_THAT(set.notes, IsEmpty());
  EXPECT_EQ(set.regions[0].number, 7);
  EXPECT_EQ(set.regions[1].name, "ring");
  // Counting voxel centres is off by less than a tenth of a voxel layer on the outline here.
  EXPECT_NEAR(area_mm2(set.regions[0], grid), std::numbers::pi * 400, 0.1 * 2 * std::numbers::pi * 20);
  EXPECT_NEAR(area_mm2(set.regions[1], grid), std::numbers::pi * 300, 0.1 * 2 * std::numbers::pi * 30);
  EXPECT_EQ(set.regions[0].first[2], 4);
  EXPECT_EQ(set.regions[0].size[2], 1);
}

INSTANTIATE_TEST_SUITE_P(Grids, StructureSetOnGrid, testing::Values(isotropic(), anisotropic(), oblique()));

TEST(StructureSet, AKeyholeIsAHole) {
  const ImageGrid grid = isotropic();
  const auto corner = [&](double x, double y) { return grid.patient_from_voxel({x, y, 2}); };
  // Square 10..20 with the square 13..17 cut out, joined by the way from (10, 10) to (13, 13) and back.
  const MadeContour keyhole{{corner(9.5, 9.5), corner(20.5, 9.5), corner(20.5, 20.5), corner(9.5, 20.5),
                             corner(9.5, 9.5), corner(12.5, 12.5), corner(12.5, 17.5), corner(17.5, 17.5),
                             corner(17.5, 12.5), corner(12.5, 12.5)}};
  const RegionSet set = read_made({{1, "keyhole", {keyhole}}}, grid);
  EXPECT_EQ(set.regions[0].voxel_count(), 11u * 11u - 5u * 5u);
}

TEST(StructureSet, ACentreOnTheOutlineIsInsideAtTheLowSideOnly) {
  const ImageGrid grid = isotropic();
  const auto corner = [&](double x, double y) { return grid.patient_from_voxel({x, y, 2}); };
  const RegionSet set =
      read_made({{1, "square", {{{corner(10, 10), corner(13, 10), corner(13, 12), corner(10, 12)}}}}}, grid);
  EXPECT_THAT(set.regions[0].first, ElementsAre(10, 10, 2));
  EXPECT_THAT(set.regions[0].size, ElementsAre(3, 2, 1));
}

TEST(StructureSet, AContourGoesToTheNearestSliceWithinHalfASlice) {
  const ImageGrid grid = anisotropic();
  const auto slices_of = [&](double slice) {
    const RegionSet set = read_made({{1, "disc", {circle(grid, slice, 20)}}}, grid);
    return std::pair(set.regions[0].first[2], set.regions[0].size[2]);
  };
  EXPECT_EQ(slices_of(3.49), std::pair(3, 1));
  EXPECT_EQ(slices_of(3.51), std::pair(4, 1));
  EXPECT_EQ(slices_of(9.49), std::pair(9, 1));
  EXPECT_EQ(slices_of(9.51).second, 0);
  EXPECT_EQ(slices_of(-0.49), std::pair(0, 1));
}

TEST(StructureSet, ContoursFurtherApartThanTheSlicesFillTheSlicesBetween) {
  const ImageGrid grid = isotropic();
  const RegionSet set =
      read_made({{1, "cylinder", {circle(grid, 1, 20), circle(grid, 4, 20), circle(grid, 7, 20)}}}, grid);
  EXPECT_EQ(set.regions[0].first[2], 0);
  EXPECT_EQ(set.regions[0].size[2], 9);
}

TEST(StructureSet, AMissingContourIsNotFilled) {
  const ImageGrid grid = isotropic();
  const RegionSet set =
      read_made({{1, "two parts", {circle(grid, 1, 20), circle(grid, 2, 20), circle(grid, 6, 20)}}}, grid);
  EXPECT_TRUE(set.regions[0].contains(40, 40, 2));
  EXPECT_FALSE(set.regions[0].contains(40, 40, 4));
  EXPECT_TRUE(set.regions[0].contains(40, 40, 6));
}

TEST(StructureSet, WhatIsNotUsedIsTold) {
  const ImageGrid grid = isotropic();
  MadeContour tilted = circle(grid, 4, 20);
  for (Eigen::Vector3d& point : tilted.points_mm) point.z() += 0.1 * point.x();
  MadeContour point = circle(grid, 4, 20);
  point.type = "POINT";
  const RegionSet set = read_made(
      {{1, "mixed", {circle(grid, 4, 20), circle(grid, 4, 20), tilted, point, circle(grid, 30, 20)}}}, grid);
  EXPECT_THAT(set.notes, ElementsAre(HasSubstr("\"mixed\": 1 of 5 contours are not closed planar"),
                                     HasSubstr("1 of 5 contours are not parallel"),
                                     HasSubstr("1 of 5 contours occur twice"),
                                     HasSubstr("1 of 5 contours reach beyond the grid")));
  EXPECT_NEAR(area_mm2(set.regions[0], grid), std::numbers::pi * 400, 15);
}

TEST(StructureSet, AnRoiWithoutContoursIsAnEmptyRegion) {
  const RegionSet set = read_made({{1, "nothing", {}}}, isotropic());
  ASSERT_EQ(set.regions.size(), 1u);
  EXPECT_EQ(set.regions[0].voxel_count(), 0u);
}

TEST(StructureSet, ADamagedContourIsRefusedWithItsRoi) {
  const auto file =
      test::write_structure_set({{1, "bad", {circle(isotropic(), 4, 20)}}}, temporary_folder() / "rs.dcm");
  DcmFileFormat format;
  format.loadFile(file.c_str());
  DcmItem* roi = nullptr;
  DcmItem* contour = nullptr;
  format.getDataset()->findAndGetSequenceItem(DCM_ROIContourSequence, roi);
  roi->findAndGetSequenceItem(DCM_ContourSequence, contour);
  contour->putAndInsertString(DCM_ContourData, "1\\2\\x");
  format.saveFile(file.c_str());
  try {
    read_structure_set(file, isotropic());
    FAIL() << "nothing thrown";
  } catch (const Failure& error) {
    EXPECT_THAT(error.what(),
                HasSubstr("rs.dcm: Contour Data (3006,0050) of ROI \"bad\" holds \"x\", not a number"));
  }
}

// The masks beside the contours were made by MIRP, whose scan conversion is not ours.
TEST(StructureSet, SarcomaContoursAgreeWithTheMasksBesideThem) {
  if (!std::filesystem::exists(shared_data)) GTEST_SKIP() << "shared/data is not there";
  for (const char* patient : {"STS_013", "STS_018", "STS_023", "STS_027"}) {
    const LabelMap mask = read_label_map(shared_data / "sts" / patient / "gtv_mask.nii.gz");
    const LabelMap read =
        flatten(read_structure_set(shared_data / "sts" / patient / "RS_gtv.dcm", mask.grid)).labels;
    std::size_t both = 0, sum = 0;
    for (std::size_t at = 0; at < mask.voxels.size(); ++at) {
      both += mask.voxels[at] != 0 && read.voxels[at] != 0 ? 1 : 0;
      sum += (mask.voxels[at] != 0 ? 1 : 0) + (read.voxels[at] != 0 ? 1 : 0);
    }
    const double dice = 2.0 * static_cast<double>(both) / static_cast<double>(sum);
    RecordProperty(patient, fmt::format("{:.5f}", dice));
    EXPECT_GT(dice, 0.99) << patient << " " << dice;
    std::printf("[ measured ] %s Dice %.5f\n", patient, dice);
  }
}

}  // namespace
}  // namespace osteosign
