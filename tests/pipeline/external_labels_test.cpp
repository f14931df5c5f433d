#include "pipeline/external_labels.h"

#include <gmock/gmock.h>

#include "io/files/label_map_file.h"
#include "io/values/errors.h"
#include "tests/io/dicom/made_segmentation.h"
#include "tests/io/dicom/made_structure_set.h"
#include "tests/io/files/temporary_folder.h"

namespace osteosign {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// 3 x 2 x 2 voxels, all of them bright, on the grid of the made segmentations.
CtVolume bright_ct() {
  CtVolume ct;
  ct.grid = {{3, 2, 2}, {10, 20, 30}, {0.7, 0.5, 3}, Eigen::Matrix3d::Identity()};
  ct.hounsfield.assign(12, 300);
  return ct;
}

const std::vector<std::uint16_t> l3_and_liver = {0, 29, 29, 0, 5, 0, 0, 29, 0, 0, 0, 0};
const std::vector<std::uint16_t> l3_alone = {0, 29, 29, 0, 0, 0, 0, 29, 0, 0, 0, 0};

std::filesystem::path nifti_file() {
  const auto file = temporary_folder() / "labels.nii.gz";
  write_nifti(LabelMap{bright_ct().grid, l3_and_liver, {}, {}}, file);
  return file;
}

std::string refusal(const std::filesystem::path& file, const LabelReading& reading) {
  try {
    read_external_labels(file, bright_ct(), reading, {});
  } catch (const Failure& error) {
    return error.what();
  }
  return "nothing thrown";
}

TEST(ExternalLabels, OrgansOfTotalSegmentatorAreLeftOut) {
  const ExternalLabels found =
      read_external_labels(nifti_file(), bright_ct(), {.scheme = "totalsegmentator"}, {});
  EXPECT_EQ(found.bones.voxels, l3_alone);
  EXPECT_EQ(found.meanings.at(29).level, "L3");
  EXPECT_EQ(found.meanings.size(), 1u);
  EXPECT_THAT(found.notes, ElementsAre(HasSubstr("used as it is")));
}

TEST(ExternalLabels, NumbersAloneAreRefused) {
  EXPECT_THAT(
      refusal(nifti_file(), {}),
      AllOf(HasSubstr("labels.nii.gz: what the labels stand for cannot be told"), HasSubstr("5, 29")));
}

TEST(ExternalLabels, ATableOfNamesWins) {
  const auto file = nifti_file();
  write_text(file.parent_path() / "names.json", R"({"5": "left femur", "29": "aorta"})");
  const ExternalLabels found =
      read_external_labels(file, bright_ct(), {.names_file = file.parent_path() / "names.json"}, {});
  EXPECT_EQ(found.meanings.at(5).bone, "femur");
  EXPECT_FALSE(found.meanings.contains(29));
  write_text(file.parent_path() / "names.json", R"({"5": "left femur", "L3": "29"})");
  EXPECT_THAT(refusal(file, {.names_file = file.parent_path() / "names.json"}), HasSubstr("names.json: L3"));
}

TEST(ExternalLabels, ASegmentationIsUnderstoodByItsNamesAndCodes) {
  test::MadeSegmentation made;
  made.labels = {"Segment_1"};  // its code says L3
  made.frames = {{1, "10\\20\\30", {0, 1, 1, 0, 0, 0}}, {1, "10\\20\\33", {0, 1, 0, 0, 0, 0}}};
  const auto file = test::write_segmentation(made, temporary_folder() / "seg");
  const ExternalLabels found = read_external_labels(file, bright_ct(), {}, {});
  EXPECT_EQ(found.meanings.at(1).level, "L3");
  EXPECT_THAT(found.bones.voxels, ElementsAre(0, 1, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0));
}

TEST(ExternalLabels, AStructureSetIsDrawnOnTheGridOfTheCt) {
  const ImageGrid grid = bright_ct().grid;
  const auto corner = [&](double x, double y) { return grid.patient_from_voxel({x, y, 1}); };
  const auto file = test::write_structure_set(
      {{4, "L3", {{{corner(-0.4, -0.4), corner(1.4, -0.4), corner(1.4, 0.4), corner(-0.4, 0.4)}}}}},
      temporary_folder() / "rs");
  const ExternalLabels found = read_external_labels(file, bright_ct(), {}, {});
  EXPECT_THAT(found.bones.voxels, ElementsAre(0, 0, 0, 0, 0, 0, 4, 4, 0, 0, 0, 0));
}

TEST(ExternalLabels, AFileOfNoKindIsRefused) {
  const auto file = temporary_folder() / "labels.txt";
  write_text(file, "L3 is fine");
  EXPECT_THAT(refusal(file, {}), HasSubstr("labels.txt"));
  EXPECT_THAT(refusal("/nowhere/labels.nii", {}), HasSubstr("/nowhere/labels.nii: there is no such file"));
}

// A "segmenter" that hands back a file made before, and shows that ct.nii.gz was there.
TEST(LabelsFromCommand, FolderInFolderOut) {
  const auto file = nifti_file();
  const std::string command =
      "sh -c 'test -s {input}/ct.nii.gz && cp " + file.string() + " {output}/labels.nii.gz'";
  const ExternalLabels found =
      labels_from_command(command, bright_ct(), file.parent_path(), {.scheme = "totalsegmentator"}, {});
  EXPECT_EQ(found.bones.voxels, l3_alone);
  EXPECT_THAT(found.bones.origin, HasSubstr("command `sh -c"));
  // Only the file made before is left in the scratch folder.
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(file.parent_path()), {}), 1);
}

TEST(LabelsFromCommand, FailuresNameTheCommand) {
  const auto scratch = temporary_folder();
  const auto failure = [&](const std::string& command) -> std::string {
    try {
      labels_from_command(command, bright_ct(), scratch, {}, {});
    } catch (const Failure& error) {
      return error.what();
    }
    return "nothing thrown";
  };
  EXPECT_THAT(failure("prog {input}"), HasSubstr("--labels-command `prog {input}` has no {output}"));
  EXPECT_THAT(failure("true {input} {output}"), HasSubstr("left 0 files in its output folder"));
  EXPECT_THAT(failure("false {input} {output}"), HasSubstr("false ended with exit status 1"));
}

}  // namespace
}  // namespace osteosign
