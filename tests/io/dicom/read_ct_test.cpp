#include "io/dicom/read_ct.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <gmock/gmock.h>
#include <tbb/global_control.h>

#include <Eigen/Geometry>
#include <algorithm>
#include <filesystem>
#include <numbers>

#include "tests/dicom/write_ct_series.h"
#include "tests/io/dicom/independent_decoder.h"

namespace osteosign {
namespace {

using test::slanted_field_hu;
using test::slice_stack;
using test::WrittenSlice;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;

class ReadCt_ : public testing::Test {
 protected:
  SeriesEntry found(const std::vector<WrittenSlice>& slices) {
    test::write_series(slices, folder_ / "series");
    return only_series();
  }
  SeriesEntry only_series() {
    const Listing listing = find_series({folder_ / "series"});
    EXPECT_EQ(listing.studies.size(), 1u);
    EXPECT_EQ(listing.studies.at(0).series.size(), 1u);
    return listing.studies.at(0).series.at(0);
  }
  std::string failure(const std::vector<WrittenSlice>& slices, GapPolicy policy = GapPolicy::error) {
    return failure_of(found(slices), policy);
  }
  std::string failure_of(const SeriesEntry& series, GapPolicy policy = GapPolicy::error) {
    try {
      read_ct(series, policy);
    } catch (const InputError& error) {
      EXPECT_EQ(error.kind(), FailureKind::not_usable);
      return error.what();
    }
    return "no failure";
  }
  test::TemporaryFolder folder_;
};

/// Every voxel that is not padding holds the slanted field at its patient position.
void expect_slanted_field(const CtVolume& ct, double tolerance_hu) {
  ASSERT_EQ(ct.hounsfield.size(), ct.grid.voxel_count());
  double largest = 0;
  std::size_t compared = 0;
  for (int z = 0; z < ct.grid.size[2]; ++z)
    for (int y = 0; y < ct.grid.size[1]; ++y)
      for (int x = 0; x < ct.grid.size[0]; ++x) {
        const double hounsfield = ct.hounsfield[ct.grid.index(x, y, z)];
        if (hounsfield == CtVolume::padding_hu) continue;
        const double expected = slanted_field_hu(ct.grid.patient_from_voxel(Eigen::Vector3d(x, y, z)));
        largest = std::max(largest, std::abs(hounsfield - expected));
        ++compared;
      }
  EXPECT_LE(largest, tolerance_hu);
  EXPECT_GT(compared, ct.grid.voxel_count() / 3);
}

struct Pose {
  const char* name;
  Eigen::Vector3d row, column, step_mm;
};

class ReadCtPose : public ReadCt_, public testing::WithParamInterface<Pose> {};

TEST_P(ReadCtPose, EveryVoxelStandsWhereThePatientHasIt) {
  const Pose& pose = GetParam();
  WrittenSlice first{.position_mm = {-31.5, 12.25, 40}, .row = pose.row.normalized()};
  first.column = (pose.column - pose.column.dot(first.row) * first.row).normalized();
  const Eigen::Vector3d normal = first.row.cross(first.column);
  const bool towards_normal = pose.step_mm.dot(normal) > 0;
  const ReadCt read =
      read_ct(found(slice_stack(first, (towards_normal ? 3.0 : -3.0) * normal, 7)), GapPolicy::error);
  EXPECT_EQ(read.ct.grid.size, (std::array<int, 3>{12, 10, 7}));
  EXPECT_NEAR(read.ct.grid.spacing_mm.z(), 3, 1e-6);
  EXPECT_NEAR(read.ct.grid.direction.determinant(), 1, 1e-9);
  EXPECT_EQ(read.ct.geometry.tilt_deg, 0);
  expect_slanted_field(read.ct, 0.51);
}

// Eight ways in which a patient lies or slices stand; each has its slices stacked up and down.
INSTANTIATE_TEST_SUITE_P(
    Orientations, ReadCtPose,
    testing::Values(Pose{"axial", {1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
                    Pose{"axial_downwards", {1, 0, 0}, {0, 1, 0}, {0, 0, -1}},
                    Pose{"prone", {-1, 0, 0}, {0, -1, 0}, {0, 0, 1}},
                    Pose{"feet_first", {-1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
                    Pose{"feet_first_prone", {1, 0, 0}, {0, -1, 0}, {0, 0, 1}},
                    Pose{"decubitus", {0, -1, 0}, {1, 0, 0}, {0, 0, 1}},
                    Pose{"coronal", {1, 0, 0}, {0, 0, -1}, {0, 1, 0}},
                    Pose{"sagittal", {0, 1, 0}, {0, 0, -1}, {1, 0, 0}},
                    Pose{"oblique", {0.9, 0.3, -0.2}, {-0.3, 0.8, 0.5}, {0, 0, 1}},
                    Pose{"oblique_downwards", {0.5, -0.7, 0.1}, {0.2, 0.4, -0.9}, {0, 0, -1}}),
    [](const auto& pose) { return std::string(pose.param.name); });

TEST_F(ReadCt_, FilesInAnyOrderGiveTheSameVolume) {
  std::vector<WrittenSlice> slices = slice_stack({}, {0, 0, 2.5}, 9);
  const ReadCt straight = read_ct(found(slices), GapPolicy::error);
  std::filesystem::remove_all(folder_ / "series");
  std::reverse(slices.begin(), slices.end());
  std::rotate(slices.begin(), slices.begin() + 4, slices.end());
  const ReadCt shuffled = read_ct(found(slices), GapPolicy::error);
  EXPECT_EQ(straight.ct.hounsfield, shuffled.ct.hounsfield);
  EXPECT_EQ(straight.ct.grid.corner_distance_mm(shuffled.ct.grid), 0);
  EXPECT_EQ(straight.ct.slices.at(0).sop_instance_uid, "1.2.3.1.1");
  EXPECT_EQ(shuffled.ct.slices.at(0).sop_instance_uid, "1.2.3.1.1");
}

TEST_F(ReadCt_, AMissingSliceIsRefusedWithItsPlaceUnderError) {
  std::vector<WrittenSlice> slices = slice_stack({}, {0, 0, 2}, 8);
  slices.erase(slices.begin() + 3);
  EXPECT_THAT(failure(slices), AllOf(HasSubstr("test series"), HasSubstr("1 slice is missing"),
                                     HasSubstr("1 between 4.00 and 8.00 mm"), HasSubstr("2.00 mm apart"),
                                     HasSubstr("ImagePositionPatient (0020,0032)")));
}

TEST_F(ReadCt_, AMissingSliceIsInterpolatedAndMarkedUnderInterpolate) {
  std::vector<WrittenSlice> slices = slice_stack({}, {0, 0, 2}, 8);
  slices.erase(slices.begin() + 3);
  const ReadCt read = read_ct(found(slices), GapPolicy::interpolate);
  EXPECT_EQ(read.ct.grid.size[2], 8);
  EXPECT_EQ(read.ct.geometry.gaps, 1);
  expect_slanted_field(read.ct, 1.01);
  for (int z = 0; z < 8; ++z) {
    EXPECT_EQ(read.ct.slices.at(static_cast<std::size_t>(z)).interpolated, z == 3);
    EXPECT_EQ(read.ct.slices.at(static_cast<std::size_t>(z)).sop_instance_uid.empty(), z == 3);
  }
  EXPECT_THAT(read.ct.geometry.notes, Contains(HasSubstr("1 of 8 slices are interpolated")));
}

TEST_F(ReadCt_, TheLargestEvenRunIsKeptUnderReport) {
  std::vector<WrittenSlice> slices = slice_stack({}, {0, 0, 2}, 8);
  slices.erase(slices.begin() + 2);
  const ReadCt read = read_ct(found(slices), GapPolicy::report);
  EXPECT_EQ(read.ct.grid.size[2], 5);
  EXPECT_NEAR(read.ct.grid.origin_mm.z(), 6, 1e-9);
  expect_slanted_field(read.ct, 0.51);
  EXPECT_EQ(read.refused.size(), 2u);
  EXPECT_THAT(read.ct.geometry.notes, Contains(HasSubstr("2 slices left out, 5 kept")));
}

TEST_F(ReadCt_, AGapTooWideToBridgeIsNotInterpolated) {
  std::vector<WrittenSlice> slices = slice_stack({}, {0, 0, 2}, 20);
  slices.erase(slices.begin() + 5, slices.begin() + 14);
  const ReadCt read = read_ct(found(slices), GapPolicy::interpolate);
  EXPECT_EQ(read.ct.grid.size[2], 6);
  EXPECT_NEAR(read.ct.grid.origin_mm.z(), 28, 1e-9);
}

TEST_F(ReadCt_, ADuplicateWithOtherPixelsIsTold) {
  std::vector<WrittenSlice> slices = slice_stack({}, {0, 0, 2}, 10);
  slices.push_back(slices[4]);
  slices.back().instance_number = 104;
  EXPECT_THAT(read_ct(found(slices), GapPolicy::error).ct.geometry.notes,
              testing::Not(Contains(HasSubstr("other pixels"))));
  ++slices.back().stored[7];
  const CtVolume ct = read_ct(found(slices), GapPolicy::error).ct;
  EXPECT_THAT(ct.geometry.notes, Contains(HasSubstr("1 of 1 duplicate slices hold other pixels")));
  expect_slanted_field(ct, 0.51);
}

TEST_F(ReadCt_, OneAndTwoThreadsGiveTheSameVolume) {
  WrittenSlice first{.position_mm = {3, 4, 5}};
  std::vector<WrittenSlice> slices = slice_stack(first, {0, 0.3, 2}, 40);  // sheared: blended in every slice
  slices.erase(slices.begin() + 11);
  const SeriesEntry series = found(slices);
  const auto read_with = [&series](std::size_t threads) {
    const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
    return read_ct(series, GapPolicy::interpolate).ct;
  };
  const CtVolume one = read_with(1), two = read_with(2);
  EXPECT_EQ(one.hounsfield, two.hounsfield);
  EXPECT_EQ(one.grid.corner_distance_mm(two.grid), 0);
  EXPECT_EQ(one.geometry.notes, two.geometry.notes);
}

TEST_F(ReadCt_, DuplicatesAreDroppedCountedAndListed) {
  std::vector<WrittenSlice> slices = slice_stack({}, {0, 0, 2}, 10);
  WrittenSlice exact = slices[4];
  exact.instance_number = 104;
  WrittenSlice near = slices[7];
  near.instance_number = 107;
  near.position_mm.z() += 0.15;
  slices.push_back(exact);
  slices.push_back(near);
  const ReadCt read = read_ct(found(slices), GapPolicy::error);
  EXPECT_EQ(read.ct.grid.size[2], 10);
  EXPECT_EQ(read.ct.geometry.duplicates, 2);
  ASSERT_EQ(read.refused.size(), 2u);
  EXPECT_THAT(read.refused[0].reason, HasSubstr("at the same position as"));
  EXPECT_THAT(read.ct.geometry.notes, Contains(HasSubstr("2 duplicate slices dropped, at most 0.150 mm")));
  expect_slanted_field(read.ct, 0.51);
}

std::vector<WrittenSlice> changing_spacing() {
  std::vector<WrittenSlice> slices = slice_stack({}, {0, 0, 4}, 5);
  WrittenSlice above{.position_mm = {0, 0, 16}};
  for (WrittenSlice& slice : slice_stack(above, {0, 0, 3}, 5)) {
    if (slice.position_mm.z() == 16) continue;
    slice.instance_number += 10;
    slices.push_back(slice);
  }
  return slices;
}

TEST_F(ReadCt_, ChangingSpacingIsRefusedWithItsFigures) {
  EXPECT_THAT(failure(changing_spacing()), AllOf(HasSubstr("the distance of the slices changes"),
                                                 HasSubstr("5 slices every 4.00 mm from 0.00"),
                                                 HasSubstr("5 slices every 3.00 mm from 16.00 to 28.00 mm")));
}

TEST_F(ReadCt_, ChangingSpacingIsResampledToTheFinerDistance) {
  const ReadCt read = read_ct(found(changing_spacing()), GapPolicy::interpolate);
  EXPECT_NEAR(read.ct.grid.spacing_mm.z(), 3, 1e-9);
  EXPECT_EQ(read.ct.grid.size[2], 10);
  expect_slanted_field(read.ct, 1.01);
  EXPECT_FALSE(read.ct.slices.at(0).interpolated);
  EXPECT_TRUE(read.ct.slices.at(1).interpolated);
}

class ReadCtTilt : public ReadCt_, public testing::WithParamInterface<double> {};

TEST_P(ReadCtTilt, IsShearedBackAndEveryVoxelStandsWhereThePatientHasIt) {
  const double tilt = GetParam() * std::numbers::pi / 180;
  WrittenSlice first{.position_mm = {5, -3, 17}, .column = {0, std::cos(tilt), -std::sin(tilt)}, .rows = 24};
  const ReadCt read = read_ct(found(slice_stack(first, {0, 0, 3}, 6)), GapPolicy::error);
  EXPECT_NEAR(read.ct.geometry.tilt_deg, std::abs(GetParam()), 1e-4);
  EXPECT_NEAR(read.ct.grid.spacing_mm.z(), 3 * std::cos(tilt), 1e-6);
  EXPECT_EQ(read.ct.grid.size[2], 6);
  EXPECT_GT(read.ct.grid.size[1], 24) << "no slice may lose its border";
  const Eigen::Vector3d voxel = read.ct.grid.voxel_from_patient(first.position_mm);
  EXPECT_NEAR(voxel.z(), 0, 1e-9);
  expect_slanted_field(read.ct, 1.01);
  EXPECT_THAT(read.ct.geometry.notes, Contains(HasSubstr("tilted gantry")));
}
INSTANTIATE_TEST_SUITE_P(Angles, ReadCtTilt, testing::Values(5.0, 18.0, -12.0));

TEST_F(ReadCt_, AStackSteeperThanAnyGantryIsRefused) {
  EXPECT_THAT(failure(slice_stack({}, {0, 3.1, 3}, 6)),
              AllOf(HasSubstr("stacked at 45.9 degrees from their normal"), HasSubstr("(0020,0032)")));
}

TEST_F(ReadCt_, RescaleIsAppliedSliceBySlice) {
  std::vector<WrittenSlice> slices = slice_stack({}, {0, 0, 2}, 6);
  for (std::size_t i = 0; i < slices.size(); ++i) {
    slices[i].slope = 0.5 + 0.25 * static_cast<double>(i);
    slices[i].intercept = -1000.0 + 31 * static_cast<double>(i);
    slices[i].fill(slanted_field_hu);
  }
  expect_slanted_field(read_ct(found(slices), GapPolicy::error).ct, 1.4);
}

struct Storage {
  const char* name;
  int bits;
  bool is_signed;
  double slope, intercept;
};
class ReadCtStorage : public ReadCt_, public testing::WithParamInterface<Storage> {};

TEST_P(ReadCtStorage, GivesHounsfieldUnits) {
  const Storage& storage = GetParam();
  const WrittenSlice first{.position_mm = {0, -10, 0},
                           .bits = storage.bits,
                           .is_signed = storage.is_signed,
                           .slope = storage.slope,
                           .intercept = storage.intercept};
  expect_slanted_field(read_ct(found(slice_stack(first, {0, 0, 2}, 4)), GapPolicy::error).ct, storage.slope);
}
INSTANTIATE_TEST_SUITE_P(Kinds, ReadCtStorage,
                         testing::Values(Storage{"signed_16", 16, true, 1, 0},
                                         Storage{"unsigned_16", 16, false, 1, -1024},
                                         Storage{"signed_12", 12, true, 1, 0},
                                         Storage{"unsigned_12", 12, false, 1, -1024},
                                         Storage{"unsigned_8", 8, false, 4, 0}),
                         [](const auto& storage) { return std::string(storage.param.name); });

TEST_F(ReadCt_, Monochrome1ChangesNoHounsfieldUnit) {
  WrittenSlice first;
  first.edit = [](DcmDataset& dataset) {
    dataset.putAndInsertString(DCM_PhotometricInterpretation, "MONOCHROME1");
  };
  expect_slanted_field(read_ct(found(slice_stack(first, {0, 0, 2}, 4)), GapPolicy::error).ct, 0.51);
}

TEST_F(ReadCt_, DeclaredPaddingAndItsRangeBecomePadding) {
  std::vector<WrittenSlice> slices = slice_stack({}, {0, 0, 2}, 3);
  for (WrittenSlice& slice : slices) {
    slice.stored[0] = -2000;
    slice.stored[1] = -1990;
    slice.stored[2] = -1989;
    slice.edit = [](DcmDataset& dataset) {
      dataset.putAndInsertSint16(DCM_PixelPaddingValue, -2000);
      dataset.putAndInsertSint16(DCM_PixelPaddingRangeLimit, -1990);
    };
  }
  const CtVolume ct = read_ct(found(slices), GapPolicy::error).ct;
  EXPECT_EQ(ct.hounsfield[0], CtVolume::padding_hu);
  EXPECT_EQ(ct.hounsfield[1], CtVolume::padding_hu);
  EXPECT_EQ(ct.hounsfield[2], -1989);
}

TEST_F(ReadCt_, AnImpossibleValueInACornerIsTakenForPaddingWithANote) {
  std::vector<WrittenSlice> slices = slice_stack({}, {0, 0, 2}, 3);
  for (WrittenSlice& slice : slices) slice.stored[0] = slice.stored[5] = -3024;
  const CtVolume ct = read_ct(found(slices), GapPolicy::error).ct;
  EXPECT_EQ(ct.hounsfield[0], CtVolume::padding_hu);
  EXPECT_EQ(ct.hounsfield[5], CtVolume::padding_hu);
  EXPECT_THAT(ct.geometry.notes,
              Contains(HasSubstr("-3024 HU in a corner of 3 slices is taken for padding")));
}

TEST_F(ReadCt_, ValuesBeyondInt16AreClampedWithANote) {
  std::vector<WrittenSlice> slices = slice_stack({.slope = 2}, {0, 0, 2}, 3);
  slices[1].stored[40] = 30000;
  const CtVolume ct = read_ct(found(slices), GapPolicy::error).ct;
  EXPECT_EQ(ct.hounsfield[120 + 40], 32767);
  EXPECT_THAT(ct.geometry.notes, Contains(HasSubstr("1 voxels lie beyond")));
}

TEST_F(ReadCt_, FramesOfAnEnhancedCtAreOrderedAndRescaledOneByOne) {
  std::vector<WrittenSlice> slices = slice_stack({.position_mm = {3, 4, 5}}, {0, 0, -2}, 7);
  for (std::size_t i = 0; i < slices.size(); ++i) {
    slices[i].intercept = -100.0 * static_cast<double>(i);
    slices[i].fill(slanted_field_hu);
  }
  std::swap(slices[1], slices[5]);
  test::write_enhanced_ct(slices, folder_ / "series/enhanced");
  const ReadCt read = read_ct(only_series(), GapPolicy::error);
  EXPECT_EQ(read.ct.grid.size, (std::array<int, 3>{12, 10, 7}));
  expect_slanted_field(read.ct, 0.51);
  EXPECT_EQ(read.ct.slices.front().frame, 7);
  EXPECT_EQ(read.ct.slices.at(1).frame, 2);
}

TEST_F(ReadCt_, AnEnhancedCtWithTwoVolumesIsRefusedInsteadOfMixed) {
  std::vector<WrittenSlice> slices = slice_stack({}, {0, 0, 2}, 5);
  const std::vector<WrittenSlice> again = slices;
  slices.insert(slices.end(), again.begin(), again.end());
  test::write_enhanced_ct(slices, folder_ / "series/enhanced");
  EXPECT_THAT(failure_of(only_series(), GapPolicy::interpolate),
              HasSubstr("5 of 10 slices lie where another one lies"));
}

TEST_F(ReadCt_, ATruncatedSliceIsListedAndCountsAsAGap) {
  const SeriesEntry series = found(slice_stack({}, {0, 0, 2}, 8));
  const std::filesystem::path file = folder_ / "series/slice_0003.dcm";
  std::filesystem::resize_file(file, std::filesystem::file_size(file) - 50);
  EXPECT_THAT(failure_of(series), AllOf(HasSubstr("1 slice is missing"), HasSubstr("slice_0003.dcm")));
  const ReadCt read = read_ct(series, GapPolicy::interpolate);
  ASSERT_EQ(read.refused.size(), 1u);
  EXPECT_EQ(read.refused[0].file, file);
  EXPECT_FALSE(read.refused[0].reason.empty());
  EXPECT_TRUE(read.ct.slices.at(3).interpolated);
  expect_slanted_field(read.ct, 1.01);
}

TEST_F(ReadCt_, ADuplicateTakesThePlaceOfATruncatedSlice) {
  std::vector<WrittenSlice> slices = slice_stack({}, {0, 0, 2}, 8);
  slices.push_back(slices[3]);
  slices.back().instance_number = 100;
  const SeriesEntry series = found(slices);
  std::filesystem::resize_file(folder_ / "series/slice_0003.dcm", 1000);
  const ReadCt read = read_ct(series, GapPolicy::error);
  EXPECT_EQ(read.ct.grid.size[2], 8);
  EXPECT_EQ(read.ct.slices.at(3).sop_instance_uid, "1.2.3.1.100");
}

TEST_F(ReadCt_, TheAcquisitionIsReadAndAbsentValuesAreUnknownWithTheirTag) {
  WrittenSlice first;
  first.edit = [](DcmDataset& dataset) { dataset.putAndInsertString(DCM_KVP, "120"); };
  const CtAcquisition acquisition =
      read_ct(found(slice_stack(first, {0, 0, 2}, 3)), GapPolicy::error).ct.acquisition;
  EXPECT_EQ(acquisition.tube_voltage_kv.value(), 120);
  EXPECT_EQ(acquisition.patient_position, "HFS");
  EXPECT_EQ(acquisition.series_instance_uid, "1.2.3.1");
  EXPECT_THAT(acquisition.contrast_agent.reason(), HasSubstr("(0018,0010) is absent"));
}

struct Fault {
  const char* name;
  std::function<void(DcmDataset&)> edit;
  std::vector<std::string> message;
};
class ReadCtFault : public ReadCt_, public testing::WithParamInterface<Fault> {};

TEST_P(ReadCtFault, IsRefusedNamingFileTagAndValue) {
  std::vector<WrittenSlice> slices = slice_stack({.edit = GetParam().edit}, {0, 0, 2}, 3);
  const std::string message = failure(slices);
  EXPECT_THAT(message, HasSubstr("slice_000"));
  for (const std::string& part : GetParam().message) EXPECT_THAT(message, HasSubstr(part));
}

void erase(DcmDataset& dataset, const DcmTagKey& tag) { delete dataset.remove(tag); }
void put(DcmDataset& dataset, const DcmTagKey& tag, const char* value) {
  dataset.putAndInsertString(tag, value);
}

INSTANTIATE_TEST_SUITE_P(
    Faults, ReadCtFault,
    testing::Values(Fault{"no_position",
                          [](DcmDataset& d) { erase(d, DCM_ImagePositionPatient); },
                          {"ImagePositionPatient (0020,0032) is absent"}},
                    Fault{"two_coordinates",
                          [](DcmDataset& d) { put(d, DCM_ImagePositionPatient, "1\\2"); },
                          {"ImagePositionPatient (0020,0032) is '1\\2'; 3 numbers are needed"}},
                    Fault{"no_orientation",
                          [](DcmDataset& d) { erase(d, DCM_ImageOrientationPatient); },
                          {"ImageOrientationPatient (0020,0037) is absent"}},
                    Fault{"skew",
                          [](DcmDataset& d) { put(d, DCM_ImageOrientationPatient, "1\\0\\0\\0.1\\1\\0"); },
                          {"(0020,0037) is '1\\0\\0\\0.1\\1\\0'", "cosine of the angle between them 0.1000"}},
                    Fault{"zero_axis",
                          [](DcmDataset& d) { put(d, DCM_ImageOrientationPatient, "0\\0\\0\\0\\1\\0"); },
                          {"(0020,0037) is '0\\0\\0\\0\\1\\0'"}},
                    Fault{"no_spacing",
                          [](DcmDataset& d) { erase(d, DCM_PixelSpacing); },
                          {"PixelSpacing (0028,0030) is absent"}},
                    Fault{"zero_spacing",
                          [](DcmDataset& d) { put(d, DCM_PixelSpacing, "0\\0"); },
                          {"PixelSpacing (0028,0030) is '0\\0'"}},
                    Fault{"no_slope",
                          [](DcmDataset& d) { erase(d, DCM_RescaleSlope); },
                          {"RescaleSlope (0028,1053) is absent: Hounsfield units are unknown"}},
                    Fault{"bad_intercept",
                          [](DcmDataset& d) { put(d, DCM_RescaleIntercept, "abc"); },
                          {"RescaleIntercept (0028,1052) is 'abc'"}},
                    Fault{"other_unit",
                          [](DcmDataset& d) { put(d, DCM_RescaleType, "Z_EFF"); },
                          {"RescaleType (0028,1054) is 'Z_EFF'"}}),
    [](const auto& fault) { return std::string(fault.param.name); });

TEST_F(ReadCt_, OneSliceHasNoSliceDistance) {
  EXPECT_THAT(failure(slice_stack({}, {0, 0, 2}, 1)),
              AllOf(HasSubstr("1 slice position"), HasSubstr("(0018,0050)")));
}

TEST_F(ReadCt_, SlicesOfDifferentSizeAreRefusedWhenForcedTogether) {
  SeriesEntry series = found(slice_stack({}, {0, 0, 2}, 4));
  test::write_slice(slice_stack({.position_mm = {0, 0, 8}, .columns = 11}, {0, 0, 2}, 1)[0],
                    folder_ / "other/a.dcm");
  series.instances.push_back({.file = folder_ / "other/a.dcm", .sop_class_uid = {}, .sop_instance_uid = {}});
  EXPECT_THAT(failure_of(series),
              AllOf(HasSubstr("a.dcm"), HasSubstr("Columns (0028,0011)"), HasSubstr("11 x 10")));
}

}  // namespace
}  // namespace osteosign
