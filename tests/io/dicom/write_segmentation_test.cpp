#include "io/dicom/write_segmentation.h"

#include <gmock/gmock.h>

#include <Eigen/Geometry>

#include "io/dicom/put_attributes.h"
#include "io/dicom/read_dicom_regions.h"
#include "io/dicom/recommended_colour.h"
#include "tests/io/dicom/valid_object.h"
#include "tests/io/files/temporary_folder.h"

namespace osteosign::test {
namespace {

/// Two regions that overlap on a turned grid whose planes do not end at a byte.
WrittenSegmentation two_regions() {
  WrittenSegmentation made;
  made.grid.size = {7, 5, 6};
  made.grid.spacing_mm = {0.7109375, 0.68359375, 1.3};
  made.grid.origin_mm = {-123.4567891, 45.000123, 987.6543219};
  made.grid.direction =
      (Eigen::AngleAxisd(0.3, Eigen::Vector3d::UnitX()) * Eigen::AngleAxisd(-0.2, Eigen::Vector3d::UnitY()))
          .toRotationMatrix();
  made.frame_of_reference_uid = "1.2.3.4";
  made.dimensions_uid = "1.2.3.5";
  made.algorithm = "osteosign 0.1.0";
  made.source = {"1.2.3.1", "1.2.3.6", "CT", {}};
  for (int z = 0; z < 6; ++z)
    made.source.images.push_back({"1.2.840.10008.5.1.4.1.1.2", "1.2.3.6." + std::to_string(z + 1), 0});
  std::vector<std::uint8_t> first(7 * 5 * 6, 0), second(7 * 5 * 6, 0);
  for (std::size_t voxel : {0U, 34U, 36U, 69U, 209U}) first[voxel] = 1;
  for (std::size_t voxel : {36U, 37U, 71U}) second[voxel] = 1;
  for (const auto* mask : {&first, &second}) {
    WrittenSegment segment{.region = region_of(made.grid, *mask),
                           .category = {"SCT", "49755003", "Morphologically Altered Structure"}};
    segment.region.name = mask == &first ? "Lesion 1" : "Lesion 2";
    segment.region.type = {"SCT", "52988006", "Lesion"};
    segment.region.anatomic_region = {"SCT", "36470004", "L3 vertebra"};
    segment.laterality = CodedName{"SCT", "7771000", "Left"};
    segment.tracking_id = segment.region.name;
    segment.tracking_uid = mask == &first ? "1.2.3.7" : "1.2.3.8";
    made.segments.push_back(segment);
  }
  return made;
}

std::vector<std::uint8_t> whole_mask(const ImageGrid& grid, const Region& region) {
  std::vector<std::uint8_t> mask;
  for (int z = 0; z < grid.size[2]; ++z)
    for (int y = 0; y < grid.size[1]; ++y)
      for (int x = 0; x < grid.size[0]; ++x) mask.push_back(region.contains(x, y, z) ? 1 : 0);
  return mask;
}

TEST(WriteSegmentation, IsReadBackEqualOnATurnedGrid) {
  const std::filesystem::path file = temporary_folder() / "seg.dcm";
  const WrittenSegmentation made = two_regions();
  write_segmentation(made, sample_header("1"), file);
  EXPECT_EQ(errors_of(file), "");
  const RegionSet read = read_dicom_regions(file, made.grid);
  ASSERT_EQ(read.regions.size(), 2U);
  EXPECT_LT(read.grid.corner_distance_mm(made.grid), 1e-3);
  for (std::size_t each = 0; each < 2; ++each)
    EXPECT_EQ(whole_mask(read.grid, read.regions[each]), whole_mask(made.grid, made.segments[each].region));
  EXPECT_EQ(read.regions[1].name, "Lesion 2");
  EXPECT_EQ(read.regions[0].anatomic_region.value, "36470004");
}

TEST(WriteSegmentation, LeavesEmptyPlanesOutAndNamesTheImageOfEachOther) {
  const std::filesystem::path file = temporary_folder() / "seg.dcm";
  write_segmentation(two_regions(), sample_header("1"), file);
  DcmFileFormat read;
  ASSERT_TRUE(read.loadFile(file.c_str()).good());
  DcmDataset& item = *read.getDataset();
  EXPECT_EQ(text_in(item, DCM_NumberOfFrames), "5") << "planes 0, 1, 5 of the first and 1, 2 of the second";
  DcmItem *frame = nullptr, *derivation = nullptr, *source = nullptr;
  ASSERT_TRUE(item.findAndGetSequenceItem(DCM_PerFrameFunctionalGroupsSequence, frame, 2).good());
  ASSERT_TRUE(frame->findAndGetSequenceItem(DCM_DerivationImageSequence, derivation).good());
  ASSERT_TRUE(derivation->findAndGetSequenceItem(DCM_SourceImageSequence, source).good());
  EXPECT_EQ(text_in(*source, DCM_ReferencedSOPInstanceUID), "1.2.3.6.6");
  EXPECT_EQ(text_in(item, DCM_PatientName), "Müller^Ångström=山田^太郎");
  EXPECT_EQ(text_in(item, DCM_SpecificCharacterSet), "ISO_IR 192");
}

TEST(WriteSegmentation, ImagesWithoutUidAreNotReferredTo) {
  const std::filesystem::path file = temporary_folder() / "seg.dcm";
  WrittenSegmentation made = two_regions();
  for (SourceImage& image : made.source.images) image = {};
  write_segmentation(made, sample_header("1"), file);
  EXPECT_EQ(errors_of(file), "");
  DcmFileFormat read;
  ASSERT_TRUE(read.loadFile(file.c_str()).good());
  EXPECT_FALSE(read.getDataset()->tagExists(DCM_ReferencedSeriesSequence));
}

TEST(WriteSegmentation, TheSameInputGivesTheSameBytes) {
  const std::filesystem::path folder = temporary_folder();
  const auto bytes = [&](const char* name) {
    write_segmentation(two_regions(), sample_header("1"), folder / name);
    std::ifstream stream(folder / name, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(stream), {});
  };
  EXPECT_EQ(bytes("a.dcm"), bytes("b.dcm"));
}

TEST(DecimalString, HasAtMostSixteenCharactersAndIsReadBackWithin1e9) {
  for (const double number :
       {0.0, -0.1, 1.0 / 3, -123.456789012345678, 1234567.891234567, -0.000123456789012345}) {
    const std::string text = decimal_string(number);
    EXPECT_LE(text.size(), 16U) << text;
    EXPECT_NEAR(std::stod(text), number, 1e-9 * std::max(1.0, std::abs(number)));
  }
}

TEST(RecommendedColour, WhiteAndRedAreThoseOfCieLab) {
  EXPECT_NEAR(cielab_of({255, 255, 255})[0], 65535, 20);
  EXPECT_NEAR(cielab_of({255, 255, 255})[1], 128.0 / 255 * 65535, 20);
  EXPECT_NEAR(cielab_of({255, 0, 0})[0], 54.29 / 100 * 65535, 30);
  EXPECT_NEAR(cielab_of({255, 0, 0})[1], (80.8 + 128) / 255 * 65535, 40);
}

}  // namespace
}  // namespace osteosign::test
