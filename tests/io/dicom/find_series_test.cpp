#include "io/dicom/find_series.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <gmock/gmock.h>

#include <fstream>
#include <set>

#include "io/values/errors.h"
#include "tests/dicom/write_ct_series.h"
#include "tests/io/dicom/independent_decoder.h"

namespace osteosign {
namespace {

using test::slice_stack;
using test::write_series;
using test::write_slice;
using test::WrittenSlice;
using testing::AllOf;
using testing::HasSubstr;

class FindSeries : public testing::Test {
 protected:
  std::vector<SeriesEntry> series() {
    listing_ = find_series({folder_ / ""});
    if (listing_.studies.size() != 1) ADD_FAILURE() << listing_.studies.size() << " studies";
    return listing_.studies.empty() ? std::vector<SeriesEntry>{} : listing_.studies.front().series;
  }
  std::string reason_of(const std::string& name) {
    for (const RefusedFile& refused : listing_.refused)
      if (refused.file.filename() == name) return refused.reason;
    return "not refused";
  }
  test::TemporaryFolder folder_;
  Listing listing_;
};

void put(DcmDataset& dataset, const DcmTagKey& tag, const std::string& value) {
  dataset.putAndInsertString(tag, value.c_str());
}

/// The slices with an attribute changed.
std::vector<WrittenSlice> with(std::vector<WrittenSlice> slices, const DcmTagKey& tag,
                               const std::string& value, int first_instance = 1) {
  for (WrittenSlice& slice : slices) {
    slice.instance_number += first_instance - 1;
    slice.edit = [tag, value, before = slice.edit](DcmDataset& dataset) {
      if (before) before(dataset);
      put(dataset, tag, value);
    };
  }
  return slices;
}

TEST_F(FindSeries, FindsNestedFilesOfAnyNameAndAccountsForTheOthers) {
  write_series(slice_stack({}, {0, 0, 2}, 4), folder_ / "a/b/c");
  std::filesystem::rename(folder_ / "a/b/c/slice_0002.dcm", folder_ / "a/IM000002");
  std::ofstream(folder_ / "readme.txt") << "no image, but long enough to be parsed as anything at all";
  std::ofstream(folder_ / "empty.dcm");
  std::ofstream(folder_ / "cut.dcm") << std::string(128, '\0') << "DICM";
  std::filesystem::copy_file(folder_ / "a/IM000002", folder_ / "copy.dcm");
  const std::vector<SeriesEntry> found = series();
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].kind, SeriesKind::ct);
  EXPECT_EQ(found[0].instances.size(), 4u);
  EXPECT_NEAR(found[0].slice_spacing_mm.value(), 2, 1e-9);
  EXPECT_EQ(found[0].note, "");
  EXPECT_EQ(listing_.refused.size(), 4u);
  EXPECT_EQ(reason_of("readme.txt"), "not a DICOM file");
  EXPECT_EQ(reason_of("empty.dcm"), "empty file");
  EXPECT_THAT(reason_of("cut.dcm"), HasSubstr("DICOM file"));
  EXPECT_THAT(reason_of("copy.dcm"), AllOf(HasSubstr("copy of"), HasSubstr("IM000002")));
}

TEST_F(FindSeries, ThrowsForAnInputThatDoesNotExist) {
  try {
    find_series({folder_ / "nowhere"});
    FAIL();
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("nowhere: no such file or folder"));
    EXPECT_EQ(error.kind(), FailureKind::cannot_read);
  }
}

TEST_F(FindSeries, TakesAFileOnceHoweverOftenItIsReached) {
  write_series(slice_stack({}, {0, 0, 2}, 3), folder_ / "a");
  std::filesystem::create_directory_symlink(folder_ / "", folder_ / "a/circle");
  const Listing listing = find_series({folder_ / "a", folder_ / "a/slice_0001.dcm", folder_ / ""});
  EXPECT_EQ(listing.studies.at(0).series.at(0).instances.size(), 3u);
  EXPECT_TRUE(listing.refused.empty());
}

TEST_F(FindSeries, OrderOfInstancesDependsOnContentAlone) {
  std::vector<WrittenSlice> slices = slice_stack({}, {0, 0, -2}, 5);
  std::swap(slices[0], slices[3]);
  write_series(slices, folder_ / "a");
  std::vector<std::string> uids;
  for (const InstanceEntry& instance : series().at(0).instances) uids.push_back(instance.sop_instance_uid);
  EXPECT_THAT(uids, testing::ElementsAre("1.2.3.1.5", "1.2.3.1.4", "1.2.3.1.3", "1.2.3.1.2", "1.2.3.1.1"));
}

TEST_F(FindSeries, SeparatesLocalizerKernelMatrixAndOrientationWithinOneSeries) {
  write_series(slice_stack({}, {0, 0, 2}, 4), folder_ / "axial");
  write_series(with(slice_stack({}, {0, 0, 2}, 4), DCM_ConvolutionKernel, "BONE", 11), folder_ / "bone");
  write_series(with(slice_stack({.columns = 16}, {0, 0, 2}, 4), DCM_KVP, "120", 21), folder_ / "matrix");
  WrittenSlice coronal{.row = {1, 0, 0}, .column = {0, 0, -1}};
  write_series(with(slice_stack(coronal, {0, 2, 0}, 4), DCM_KVP, "120", 31), folder_ / "coronal");
  write_series(with(slice_stack({}, {0, 0, 2}, 1), DCM_ImageType, "ORIGINAL\\PRIMARY\\LOCALIZER", 41),
               folder_ / "scout");
  const std::vector<SeriesEntry> found = series();
  ASSERT_EQ(found.size(), 5u);
  EXPECT_THAT(found[1].note, HasSubstr("ConvolutionKernel (0018,1210) 'BONE'"));
  EXPECT_THAT(found[2].note, HasSubstr("matrix '16 x 10'"));
  EXPECT_THAT(found[3].note, HasSubstr("ImageOrientationPatient (0020,0037)"));
  EXPECT_EQ(found[4].kind, SeriesKind::other);
  EXPECT_THAT(found[4].note, HasSubstr("localizer"));
}

TEST_F(FindSeries, SeparatesAcquisitionsThatRepeatPositions) {
  write_series(slice_stack({}, {0, 0, 2}, 6), folder_ / "native");
  write_series(with(slice_stack({}, {0, 0, 2}, 6), DCM_AcquisitionNumber, "2", 7), folder_ / "contrast");
  const std::vector<SeriesEntry> found = series();
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].instances.size(), 6u);
  EXPECT_EQ(found[1].instances.size(), 6u);
  EXPECT_THAT(found[1].note, HasSubstr("AcquisitionNumber (0020,0012) '2'"));
}

TEST_F(FindSeries, SeparatesInterleavedAcquisitionsThatShareNoPosition) {
  write_series(slice_stack({}, {0, 0, 3}, 6), folder_ / "a");
  write_series(with(slice_stack({.position_mm = {0, 0, 1}}, {0, 0, 3}, 6), DCM_AcquisitionNumber, "2", 7),
               folder_ / "b");
  EXPECT_EQ(series().size(), 2u);
}

TEST_F(FindSeries, KeepsAcquisitionsTogetherThatFillEachOtherOrFollowEachOther) {
  write_series(slice_stack({}, {0, 0, 2}, 5), folder_ / "a");
  write_series(with(slice_stack({.position_mm = {0, 0, 1}}, {0, 0, 2}, 5), DCM_AcquisitionNumber, "2", 6),
               folder_ / "b");
  write_series(with(slice_stack({.position_mm = {0, 0, 10}}, {0, 0, 1}, 5), DCM_AcquisitionNumber, "3", 11),
               folder_ / "c");
  const std::vector<SeriesEntry> found = series();
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].instances.size(), 15u);
}

TEST_F(FindSeries, CountsRepetitionsThatNoAttributeExplains) {
  write_series(slice_stack({}, {0, 0, 2}, 6), folder_ / "a");
  write_series(with(slice_stack({}, {0, 0, 2}, 6), DCM_KVP, "120", 7), folder_ / "b");
  write_series(with(slice_stack({}, {0, 0, 2}, 6), DCM_KVP, "120", 13), folder_ / "c");
  const std::vector<SeriesEntry> found = series();
  ASSERT_EQ(found.size(), 3u);
  EXPECT_THAT(found[2].note, HasSubstr("image 3 at each position"));
}

TEST_F(FindSeries, GroupsByGeometryWhenAllUidsAreEmptyAndThePatientIsUnknown) {
  const auto anonymous = [](std::vector<WrittenSlice> slices, const std::string& frame) {
    for (WrittenSlice& slice : slices)
      slice.edit = [frame](DcmDataset& dataset) {
        for (const DcmTagKey& tag : {DCM_StudyInstanceUID, DCM_SeriesInstanceUID, DCM_SOPInstanceUID,
                                     DCM_PatientID, DCM_PatientName, DCM_SeriesNumber, DCM_SOPClassUID})
          put(dataset, tag, "");
        put(dataset, DCM_FrameOfReferenceUID, frame);
      };
    return slices;
  };
  write_series(anonymous(slice_stack({}, {0, 0, 2}, 4), "1.9.1"), folder_ / "a");
  write_series(anonymous(slice_stack({.position_mm = {0, 0, 8}}, {0, 0, 2}, 4), "1.9.1"), folder_ / "b");
  write_series(anonymous(slice_stack({}, {0, 0, 2}, 3), "1.9.2"), folder_ / "c");
  const Listing listing = find_series({folder_ / ""});
  ASSERT_EQ(listing.studies.size(), 2u);
  EXPECT_EQ(listing.studies[0].series.at(0).instances.size(), 8u);
  EXPECT_EQ(listing.studies[1].series.at(0).instances.size(), 3u);
  EXPECT_FALSE(listing.studies[0].patient.sex.known());
}

TEST_F(FindSeries, TurnsDescriptionsToUtf8AndReadsThePatient) {
  std::vector<WrittenSlice> slices = slice_stack({}, {0, 0, 2}, 2);
  for (WrittenSlice& slice : slices)
    slice.edit = [](DcmDataset& dataset) {
      put(dataset, DCM_SpecificCharacterSet, "ISO_IR 100");
      put(dataset, DCM_SeriesDescription, "Wirbels\xE4ule");
      put(dataset, DCM_PatientBirthDate, "19500101");
      put(dataset, DCM_PatientSex, "F");
    };
  write_series(slices, folder_ / "a");
  EXPECT_EQ(series().at(0).description, "Wirbels\xC3\xA4ule");
  EXPECT_NEAR(listing_.studies[0].patient.age_years.value(), 70, 0.01);
  EXPECT_EQ(listing_.studies[0].patient.sex.value(), "F");
}

TEST_F(FindSeries, ListsImagesWithoutPositionApartWithTheReason) {
  std::vector<WrittenSlice> slices = slice_stack({}, {0, 0, 2}, 5);
  slices[2].edit = [](DcmDataset& dataset) { delete dataset.remove(DCM_ImagePositionPatient); };
  write_series(slices, folder_ / "a");
  const std::vector<SeriesEntry> found = series();
  ASSERT_EQ(found.size(), 2u);
  EXPECT_THAT(found[1].note, HasSubstr("ImagePositionPatient (0020,0032) is absent"));
  const SeriesChoice choice = choose_ct_series(listing_.studies[0]);
  ASSERT_EQ(choice.chosen.size(), 1u);
  EXPECT_EQ(choice.chosen[0]->instances.size(), 4u);
  EXPECT_THAT(choice.passed_over.at(0), HasSubstr("ImagePositionPatient (0020,0032) is absent"));
}

TEST_F(FindSeries, TellsTheKindsApart) {
  struct Expected {
    const char* sop_class;
    const char* modality;
    SeriesKind kind;
  };
  const Expected expected[] = {
      {UID_ComputedRadiographyImageStorage, "CR", SeriesKind::radiograph},
      {UID_DigitalXRayImageStorageForPresentation, "DX", SeriesKind::radiograph},
      {UID_XRayRadiofluoroscopicImageStorage, "RF", SeriesKind::radiograph},
      {UID_SegmentationStorage, "SEG", SeriesKind::segmentation},
      {UID_RTStructureSetStorage, "RTSTRUCT", SeriesKind::structure_set},
      {UID_Comprehensive3DSRStorage, "SR", SeriesKind::report},
      {UID_SecondaryCaptureImageStorage, "CT", SeriesKind::other},
      {UID_MRImageStorage, "MR", SeriesKind::other},
  };
  for (std::size_t i = 0; i < std::size(expected); ++i) {
    WrittenSlice slice = slice_stack({}, {0, 0, 1}, 1)[0];
    slice.edit = [&](DcmDataset& dataset) {
      put(dataset, DCM_SOPClassUID, expected[i].sop_class);
      put(dataset, DCM_Modality, expected[i].modality);
    };
    write_slice(slice, folder_ / ("x" + std::to_string(i)), "1.2.3." + std::to_string(i + 1));
  }
  const std::vector<SeriesEntry> found = series();
  ASSERT_EQ(found.size(), std::size(expected));
  for (std::size_t i = 0; i < std::size(expected); ++i) {
    EXPECT_EQ(found[i].kind, expected[i].kind) << expected[i].sop_class;
    EXPECT_EQ(found[i].note.empty(), expected[i].kind != SeriesKind::other);
  }
}

}  // namespace
}  // namespace osteosign
