#include "io/files/label_map_file.h"

#include <gmock/gmock.h>
#include <nifti1_io.h>

#include <Eigen/Geometry>
#include <cstring>

#include "io/values/errors.h"
#include "tests/io/files/temporary_folder.h"

namespace osteosign {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string refusal(const std::filesystem::path& file) {
  try {
    read_label_map(file);
  } catch (const Failure& error) {
    return error.what();
  }
  return "nothing thrown";
}

ImageGrid isotropic() { return {{4, 3, 2}, {-10, 20, 30}, {1, 1, 1}, Eigen::Matrix3d::Identity()}; }
ImageGrid anisotropic() {
  return {{4, 3, 2}, {-235.2, -226.8, -1128.69}, {0.810547, 0.810547, 3}, Eigen::Matrix3d::Identity()};
}
ImageGrid oblique() {
  ImageGrid grid = anisotropic();
  grid.direction = Eigen::AngleAxisd(0.4, Eigen::Vector3d(1, 2, 3).normalized()).toRotationMatrix();
  return grid;
}
ImageGrid reflected() {
  ImageGrid grid = oblique();
  grid.direction.col(2) *= -1;
  return grid;
}
// As large as a whole-body CT: the rounding of the header's float numbers shows at the far corner.
ImageGrid thousand_slices() {
  ImageGrid grid = oblique();
  grid.size = {1, 512, 1000};
  return grid;
}

LabelMap numbered(const ImageGrid& grid) {
  LabelMap map{
      grid, std::vector<std::uint16_t>(grid.voxel_count()), {{1, "L3"}, {300, "rib <left> & 4"}}, {}};
  for (std::size_t at = 0; at < map.voxels.size(); ++at) map.voxels[at] = static_cast<std::uint16_t>(at * 37);
  return map;
}

class NiftiOnGrid : public testing::TestWithParam<ImageGrid> {};

TEST_P(NiftiOnGrid, LabelsNamesAndPositionsComeBack) {
  const auto file = temporary_folder() / "labels.nii.gz";
  const LabelMap written = numbered(GetParam());
  write_nifti(written, file);
  const LabelMap read = read_label_map(file);
  EXPECT_EQ(read.voxels, written.voxels);
  EXPECT_EQ(read.names, written.names);
  EXPECT_EQ(read.origin, file.string());
  EXPECT_LT(read.grid.corner_distance_mm(written.grid), 1e-4);
}

INSTANTIATE_TEST_SUITE_P(Grids, NiftiOnGrid,
                         testing::Values(isotropic(), anisotropic(), oblique(), reflected(),
                                         thousand_slices()));

TEST(WriteNifti, TheSameLabelsGiveTheSameBytes) {
  const auto folder = temporary_folder();
  const auto bytes = [](const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(stream), {});
  };
  write_nifti(numbered(oblique()), folder / "a.nii.gz");
  write_nifti(numbered(oblique()), folder / "b.nii.gz");
  EXPECT_EQ(bytes(folder / "a.nii.gz"), bytes(folder / "b.nii.gz"));
}

TEST(WriteNifti, AFolderThatIsNotThereIsNamed) {
  try {
    write_nifti(numbered(isotropic()), "/nowhere/labels.nii.gz");
    FAIL() << "nothing thrown";
  } catch (const OutputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("/nowhere/labels.nii.gz: could not be written"));
  }
}

TEST(WriteNifti, HounsfieldUnitsAreKept) {
  const auto file = temporary_folder() / "ct.nii";
  CtVolume ct;
  ct.grid = oblique();
  for (int at = 0; at < 24; ++at) ct.hounsfield.push_back(static_cast<std::int16_t>(at * 100 - 1024));
  write_nifti(ct, file);
  nifti_image* image = nifti_image_read(file.c_str(), 1);
  ASSERT_NE(image, nullptr);
  EXPECT_EQ(image->datatype, DT_INT16);
  EXPECT_EQ(std::memcmp(image->data, ct.hounsfield.data(), 48), 0);
  // Both forms put the first voxel at the same place, x and y turned into RAS.
  for (const mat44& form : {image->sto_xyz, image->qto_xyz}) {
    EXPECT_NEAR(form.m[0][3], 235.2, 1e-4);
    EXPECT_NEAR(form.m[1][3], 226.8, 1e-4);
    EXPECT_NEAR(form.m[2][3], -1128.69, 1e-4);
  }
  nifti_image_free(image);
}

// A NIfTI file written by the NIfTI library itself, changed by `edit` before it is written.
template <class Edit>
std::filesystem::path made(const std::filesystem::path& file, int datatype, const void* data, Edit edit) {
  const int size[8] = {3, 2, 1, 2, 1, 1, 1, 1};
  nifti_image* image = nifti_make_new_nim(size, datatype, 1);
  std::memcpy(image->data, data, image->nvox * static_cast<std::size_t>(image->nbyper));
  image->sform_code = NIFTI_XFORM_SCANNER_ANAT;
  image->sto_xyz = {{{-2, 0, 0, 5}, {0, -2, 0, 6}, {0, 0, 3, 7}, {0, 0, 0, 1}}};
  nifti_set_filenames(image, file.c_str(), 0, 1);
  edit(*image);
  nifti_image_write(image);
  nifti_image_free(image);
  return file;
}
const auto unchanged = [](nifti_image&) {};

TEST(ReadNifti, RasBecomesLps) {
  const std::uint8_t data[4] = {0, 1, 2, 3};
  const LabelMap map = read_label_map(made(temporary_folder() / "a.nii", DT_UINT8, data, unchanged));
  EXPECT_THAT(map.voxels, ElementsAre(0, 1, 2, 3));
  EXPECT_LT((map.grid.origin_mm - Eigen::Vector3d(-5, -6, 7)).norm(), 1e-6);
  EXPECT_LT((map.grid.spacing_mm - Eigen::Vector3d(2, 2, 3)).norm(), 1e-6);
  EXPECT_LT((map.grid.direction - Eigen::Matrix3d::Identity()).norm(), 1e-6);
}

TEST(ReadNifti, WholeNumbersInFloatAreLabels) {
  const double data[4] = {0, 1, 25, 65535};
  EXPECT_THAT(read_label_map(made(temporary_folder() / "a.nii.gz", DT_FLOAT64, data, unchanged)).voxels,
              ElementsAre(0, 1, 25, 65535));
}

TEST(ReadNifti, TheSlopeIsApplied) {
  const std::int16_t data[4] = {-10, 0, 10, 20};
  const auto file = made(temporary_folder() / "a.nii", DT_INT16, data, [](nifti_image& image) {
    image.scl_slope = 0.1F;
    image.scl_inter = 1;
  });
  EXPECT_THAT(read_label_map(file).voxels, ElementsAre(0, 1, 2, 3));
}

TEST(ReadNifti, TheQformServesWhenTheSformIsAbsentOrLeadsToAnAtlas) {
  const std::uint8_t data[4] = {0, 1, 2, 3};
  for (const int sform_code : {NIFTI_XFORM_UNKNOWN, NIFTI_XFORM_MNI_152}) {
    const auto file = made(temporary_folder() / "a.nii", DT_UINT8, data, [&](nifti_image& image) {
      image.sform_code = sform_code;
      image.qform_code = NIFTI_XFORM_SCANNER_ANAT;
      image.qoffset_x = 50;
    });
    EXPECT_NEAR(read_label_map(file).grid.origin_mm.x(), -50, 1e-6) << sform_code;
  }
}

TEST(ReadNifti, TheOtherByteOrderIsTurned) {
  const std::uint16_t data[4] = {0, 1, 2, 300};
  const auto file = made(temporary_folder() / "a.nii", DT_UINT16, data, unchanged);
  std::ifstream input(file, std::ios::binary);
  std::string bytes(std::istreambuf_iterator<char>(input), {});
  nifti_1_header header;
  std::memcpy(&header, bytes.data(), sizeof header);
  swap_nifti_header(&header, 1);
  std::memcpy(bytes.data(), &header, sizeof header);
  nifti_swap_2bytes(4, bytes.data() + 352);
  write_text(file, bytes);
  EXPECT_THAT(read_label_map(file).voxels, ElementsAre(0, 1, 2, 300));
}

TEST(ReadNifti, AFractionIsRefusedWithItsVoxel) {
  const float data[4] = {0, 1, 1, 0.5F};
  EXPECT_THAT(refusal(made(temporary_folder() / "a.nii", DT_FLOAT32, data, unchanged)),
              HasSubstr("a.nii: value 0.5 at voxel (1, 0, 1) is not a whole number from 0 to 65535"));
}

TEST(ReadNifti, ANegativeNumberIsRefused) {
  const std::int16_t data[4] = {0, -1, 0, 0};
  EXPECT_THAT(refusal(made(temporary_folder() / "a.nii", DT_INT16, data, unchanged)),
              HasSubstr("value -1 at voxel (1, 0, 0)"));
}

TEST(ReadNifti, NoPositionInThePatientIsRefused) {
  const std::uint8_t data[4] = {0, 1, 2, 3};
  const auto file =
      made(temporary_folder() / "a.nii", DT_UINT8, data, [](nifti_image& image) { image.sform_code = 0; });
  EXPECT_THAT(refusal(file), HasSubstr("sform_code and qform_code are 0"));
}

TEST(ReadNifti, ShearIsRefusedWithTheAngle) {
  const std::uint8_t data[4] = {0, 1, 2, 3};
  const auto file = made(temporary_folder() / "a.nii", DT_UINT8, data,
                         [](nifti_image& image) { image.sto_xyz.m[0][2] = 1.5F; });
  EXPECT_THAT(refusal(file),
              AllOf(HasSubstr("not at right angles"), HasSubstr("xz 116.565"), HasSubstr("mm is allowed")));
}

TEST(ReadNifti, TwoAndFourDimensionsAreRefused) {
  const std::uint8_t data[4] = {0, 1, 2, 3};
  const auto four = made(temporary_folder() / "a.nii", DT_UINT8, data, [](nifti_image& image) {
    image.ndim = image.dim[0] = 4;
    image.nz = image.dim[3] = 1;
    image.nt = image.dim[4] = 2;
  });
  EXPECT_THAT(refusal(four), HasSubstr("has 4 dimensions (2 x 1 x 1 x 2); a label map has 3"));
  const auto two = made(temporary_folder() / "a.nii", DT_UINT8, data, [](nifti_image& image) {
    image.ndim = image.dim[0] = 2;
    image.ny = image.dim[2] = 2;
    image.nz = image.dim[3] = 1;
  });
  EXPECT_THAT(refusal(two), HasSubstr("has 2 dimensions (2 x 2); a label map has 3"));
}

TEST(ReadNifti, ACutOffFileIsRefused) {
  const auto file = temporary_folder() / "a.nii";
  write_nifti(numbered(thousand_slices()), file);
  std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);
  EXPECT_THAT(refusal(file), HasSubstr("a.nii: is cut off: its header promises 512000 voxels"));
}

TEST(ReadLabelMap, AFileOfAnotherKindIsRefused) {
  const auto file = temporary_folder() / "a.nii";
  write_text(file, "hello");
  EXPECT_THAT(refusal(file), HasSubstr("a.nii: is neither a NIfTI-1 nor an NRRD file"));
  EXPECT_THAT(refusal("/nowhere/a.nii"), HasSubstr("/nowhere/a.nii: there is no such file"));
}

}  // namespace
}  // namespace osteosign
