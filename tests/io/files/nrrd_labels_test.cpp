#include <gmock/gmock.h>

#include "io/files/label_map_file.h"
#include "io/values/errors.h"
#include "tests/io/files/temporary_folder.h"

namespace osteosign {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

const std::string head =
    "NRRD0004\ntype: uchar\ndimension: 3\nsizes: 2 1 2\nencoding: raw\nkinds: domain domain domain\n";
const std::string lps = "space: left-posterior-superior\n";
const std::string axes = "space directions: (2,0,0) (0,2,0) (0,0,3)\nspace origin: (5,6,7)\n";
const std::string voxels("\0\1\2\3", 4);

std::filesystem::path made(const std::string& text) {
  const auto file = temporary_folder() / "a.nrrd";
  write_text(file, text);
  return file;
}

std::string refusal(const std::filesystem::path& file) {
  try {
    read_label_map(file);
  } catch (const Failure& error) {
    return error.what();
  }
  return "nothing thrown";
}

TEST(ReadNrrd, LpsIsTakenAsItIs) {
  const LabelMap map = read_label_map(made(head + lps + axes + "\n" + voxels));
  EXPECT_THAT(map.voxels, ElementsAre(0, 1, 2, 3));
  EXPECT_LT((map.grid.origin_mm - Eigen::Vector3d(5, 6, 7)).norm(), 1e-9);
  EXPECT_LT((map.grid.spacing_mm - Eigen::Vector3d(2, 2, 3)).norm(), 1e-9);
}

TEST(ReadNrrd, RasBecomesLps) {
  const LabelMap ras = read_label_map(made(head + "space: right-anterior-superior\n" + axes + "\n" + voxels));
  EXPECT_LT((ras.grid.origin_mm - Eigen::Vector3d(-5, -6, 7)).norm(), 1e-9);
  EXPECT_LT((ras.grid.direction.col(0) - Eigen::Vector3d(-1, 0, 0)).norm(), 1e-9);
}

TEST(ReadNrrd, ADetachedHeaderFindsItsData) {
  const auto folder = temporary_folder();
  write_text(folder / "a.nhdr", head + lps + axes + "data file: a.raw\n");
  write_text(folder / "a.raw", voxels);
  EXPECT_THAT(read_label_map(folder / "a.nhdr").voxels, ElementsAre(0, 1, 2, 3));
}

TEST(ReadNrrd, SlicerSegmentsGiveTheirNames) {
  const LabelMap map =
      read_label_map(made(head + lps + axes +
                          "Segment0_ID:=s0\nSegment0_Name:=L3\nSegment0_LabelValue:=1\nSegment1_ID:="
                          "s1\nSegment1_Name:=L4\nSegment1_LabelValue:=2\n\n" +
                          voxels));
  EXPECT_THAT(map.names, ElementsAre(Pair(1, "L3"), Pair(2, "L4")));
}

TEST(ReadNrrd, OverlappingSlicerSegmentsInLayersAreFlattenedSmallestOnTop) {
  const std::string layered =
      "NRRD0004\ntype: uchar\ndimension: 4\nsizes: 2 3 1 1\nencoding: raw\nkinds: list domain domain "
      "domain\n" +
      lps +
      "space directions: none (2,0,0) (0,2,0) (0,0,3)\nspace origin: (5,6,7)\n"
      "Segment0_ID:=s0\nSegment0_Name:=spine\nSegment0_LabelValue:=1\nSegment0_Layer:=0\n"
      "Segment1_ID:=s1\nSegment1_Name:=L3\nSegment1_LabelValue:=1\nSegment1_Layer:=1\n\n";
  const LabelMap map = read_label_map(made(layered + std::string("\1\0\1\1\1\0", 6)));
  EXPECT_THAT(map.voxels, ElementsAre(1, 2, 1));
  EXPECT_THAT(map.names, ElementsAre(Pair(1, "spine"), Pair(2, "L3")));
}

TEST(ReadNrrd, AnUnknownSpaceIsRefused) {
  EXPECT_THAT(
      refusal(made(head + "space: scanner-xyz\n" + axes + "\n" + voxels)),
      HasSubstr(
          "a.nrrd: space is scanner-xyz; only left-posterior-superior and right-anterior-superior are read"));
  EXPECT_THAT(refusal(made(head + "space: left-anterior-superior\n" + axes + "\n" + voxels)),
              HasSubstr("space is left-anterior-superior"));
  EXPECT_THAT(refusal(made(head + "\n" + voxels)), HasSubstr("space is absent"));
}

TEST(ReadNrrd, ShearIsRefusedWithTheAngle) {
  EXPECT_THAT(refusal(made(head + lps +
                           "space directions: (2,0,0) (0,2,0) (1,0,1)\nspace origin: (0,0,0)\n\n" + voxels)),
              HasSubstr("xz 45,"));
}

TEST(ReadNrrd, ACutOffFileIsRefused) {
  EXPECT_THAT(refusal(made(head + lps + axes + "\n" + voxels.substr(0, 2))),
              HasSubstr("a.nrrd: is a damaged NRRD file"));
}

}  // namespace
}  // namespace osteosign
