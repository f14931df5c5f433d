#include "io/dicom/read_segmentation.h"

#include <gmock/gmock.h>

#include <Eigen/Geometry>

#include "io/files/label_map_file.h"
#include "io/values/errors.h"
#include "tests/io/dicom/made_segmentation.h"
#include "tests/io/files/temporary_folder.h"

namespace osteosign {
namespace {

using test::MadeSegmentation;
using testing::ElementsAre;
using testing::HasSubstr;

const std::filesystem::path shared_data = OSTEOSIGN_SOURCE_DIR "/../shared/data/ct";

RegionSet read_made(const MadeSegmentation& made) {
  return read_segmentation(write_segmentation(made, temporary_folder() / "seg.dcm"));
}

std::string refusal(const MadeSegmentation& made) {
  try {
    read_made(made);
  } catch (const Failure& error) {
    return error.what();
  }
  return "nothing thrown";
}

// Frames out of order, six pixels each (so that the second does not start at a byte), one plane left out.
MadeSegmentation two_overlapping_segments() {
  MadeSegmentation made;
  made.labels = {"L3", "lesion"};
  made.frames = {{1, "10\\20\\39", {0, 1, 1, 0, 1, 1}},
                 {2, "10\\20\\30", {1, 0, 0, 0, 0, 0}},
                 {1, "10\\20\\30", {1, 1, 0, 0, 0, 0}}};
  return made;
}

TEST(ReadSegmentation, FramesArePlacedByTheirPositionAndMissingPlanesAreEmpty) {
  const RegionSet set = read_made(two_overlapping_segments());
  EXPECT_THAT(set.grid.size, ElementsAre(3, 2, 4));
  EXPECT_LT((set.grid.origin_mm - Eigen::Vector3d(10, 20, 30)).norm(), 1e-9);
  EXPECT_LT((set.grid.spacing_mm - Eigen::Vector3d(0.7, 0.5, 3)).norm(), 1e-9);
  const FlattenedRegions flat = flatten(set);
  EXPECT_THAT(flat.labels.voxels,
              ElementsAre(2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 1, 1));
  ASSERT_EQ(flat.contested.size(), 1u);
  EXPECT_EQ(flat.contested[0].voxels, 1u);
}

TEST(ReadSegmentation, LabelsAndCodesAreKept) {
  const RegionSet set = read_made(two_overlapping_segments());
  ASSERT_EQ(set.regions.size(), 2u);
  EXPECT_EQ(set.regions[1].name, "lesion");
  EXPECT_EQ(set.regions[0].type.value, "51282000");
  EXPECT_EQ(set.regions[0].type.meaning, "Bone structure of L3");
  EXPECT_EQ(set.regions[0].anatomic_region.value, "");
}

TEST(ReadSegmentation, AnObliqueOrientationIsKept) {
  MadeSegmentation made = two_overlapping_segments();
  made.orientation = "0\\1\\0\\0\\0\\-1";  // sagittal; the normal is -x
  made.frames = {{1, "10\\20\\30", {1, 0, 0, 0, 0, 0}}, {1, "7\\20\\30", {0, 0, 0, 0, 0, 1}}};
  const RegionSet set = read_made(made);
  EXPECT_LT((set.grid.patient_from_voxel({2, 1, 1}) - Eigen::Vector3d(7, 21.4, 29.5)).norm(), 1e-9);
  EXPECT_TRUE(set.regions[0].contains(2, 1, 1));
}

TEST(ReadSegmentation, AFractionalSegmentIsInsideFromHalfOn) {
  MadeSegmentation made;
  made.type = "FRACTIONAL";
  made.maximum_fractional_value = 100;
  made.frames = {{1, "0\\0\\0", {0, 49, 50, 51, 100, 0}}};
  EXPECT_THAT(flatten(read_made(made)).labels.voxels, ElementsAre(0, 0, 1, 1, 1, 0));
}

TEST(ReadSegmentation, ALabelmapIsReadByItsPixelValues) {
  MadeSegmentation made;
  made.type = "LABELMAP";
  made.labels = {"L3", "L4"};
  made.frames = {{1, "0\\0\\0", {0, 1, 2, 2, 0, 0}}, {1, "0\\0\\3", {0, 0, 0, 0, 0, 2}}};
  EXPECT_THAT(flatten(read_made(made)).labels.voxels, ElementsAre(0, 1, 2, 2, 0, 0, 0, 0, 0, 0, 0, 2));
  made.frames[1].pixels[0] = 7;
  EXPECT_THAT(refusal(made), HasSubstr("holds label 7, which no segment has"));
}

TEST(ReadSegmentation, ASegmentationOfARadiographCountsPixels) {
  MadeSegmentation made;
  made.labels = {"lesion 1", "lesion 2"};
  made.frames = {{1, "", {1, 0, 0, 0, 0, 0}}, {2, "", {0, 0, 0, 0, 0, 1}}};
  const auto file = write_segmentation(made, temporary_folder() / "seg.dcm");
  const RegionSet set = read_picture_segmentation(file);
  EXPECT_THAT(set.grid.size, ElementsAre(3, 2, 1));
  EXPECT_THAT(flatten(set).labels.voxels, ElementsAre(1, 0, 0, 0, 0, 2));
}

TEST(ReadSegmentation, RefusalsNameTagFrameAndFigures) {
  MadeSegmentation made = two_overlapping_segments();
  made.frames[2].position = "10.5\\20\\30";
  EXPECT_THAT(refusal(made), AllOf(HasSubstr("seg.dcm: Image Position (Patient) (0020,0032) of frame 3"),
                                   HasSubstr("0.500 mm along the rows")));
  made = two_overlapping_segments();
  made.frames.push_back({1, "10\\20\\37", {1, 0, 0, 0, 0, 0}});
  EXPECT_THAT(refusal(made), HasSubstr("the planes are not evenly spaced"));
  made = two_overlapping_segments();
  made.frames[1].position = "";
  EXPECT_THAT(refusal(made), HasSubstr("Image Position (Patient) (0020,0032) of frame 2 is absent"));
  made = two_overlapping_segments();
  made.frames[1].segment = 9;
  EXPECT_THAT(refusal(made), HasSubstr("Referenced Segment Number (0062,000B) of frame 2 is 9"));
  made = two_overlapping_segments();
  made.type = "PROBABILITY";
  EXPECT_THAT(refusal(made), HasSubstr("Segmentation Type (0062,0001) is \"PROBABILITY\""));
  made = two_overlapping_segments();
  made.orientation = "1\\0\\0\\1\\0\\0";
  EXPECT_THAT(refusal(made), HasSubstr("no unit vectors at right angles"));
}

TEST(ReadSegmentation, OnePlaneWithoutAThicknessIsRefused) {
  MadeSegmentation made;
  made.slice_spacing = "";
  made.frames = {{1, "0\\0\\0", {1, 0, 0, 0, 0, 0}}};
  EXPECT_THAT(refusal(made),
              HasSubstr("Spacing Between Slices (0018,0088) and Slice Thickness (0018,0050) are absent"));
}

TEST(ReadSegmentation, TheLiverOfDcmqiIsTheNrrdThatCameWithIt) {
  if (!std::filesystem::exists(shared_data)) GTEST_SKIP() << "shared/data is not there";
  const LabelMap twin = read_label_map(shared_data / "ct-3slice_seg/liver_seg.nrrd");
  const LabelMap read = flatten(read_segmentation(shared_data / "ct-3slice_seg/liver.dcm")).labels;
  EXPECT_LT(read.grid.corner_distance_mm(twin.grid), 1e-3);
  EXPECT_EQ(read.voxels, twin.voxels);
}

TEST(ReadSegmentation, OverlapsAreToldByThePairAndTheNumberOfVoxels) {
  if (!std::filesystem::exists(shared_data)) GTEST_SKIP() << "shared/data is not there";
  const RegionSet set = read_segmentation(shared_data / "ct-3slice_seg/partial_overlaps.dcm");
  EXPECT_EQ(set.regions.size(), 5u);
  EXPECT_THAT(set.grid.size, ElementsAre(512, 512, 3));
  EXPECT_FALSE(flatten(set).contested.empty());
}

}  // namespace
}  // namespace osteosign
