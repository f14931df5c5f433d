#include <gmock/gmock.h>

#include <set>

#include "io/dicom/read_ct.h"

namespace osteosign {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

const fs::path real_data = fs::path(OSTEOSIGN_SOURCE_DIR) / "../shared/data/ct";

struct RealSeries {
  const char* folder;
  std::array<int, 3> size;
  double slice_mm;
};

class RealCt : public testing::TestWithParam<RealSeries> {};

TEST_P(RealCt, IsFoundAsOneSeriesAndReadWhole) {
  const fs::path folder = real_data / GetParam().folder;
  if (!fs::exists(folder)) GTEST_SKIP() << "shared/data is not there";
  const Listing listing = find_series({folder});
  EXPECT_TRUE(listing.refused.empty());
  ASSERT_EQ(listing.studies.size(), 1u);
  const SeriesChoice choice = choose_ct_series(listing.studies[0]);
  ASSERT_EQ(choice.chosen.size(), 1u);
  const ReadCt read = read_ct(*choice.chosen[0], GapPolicy::error);
  EXPECT_TRUE(read.refused.empty());
  EXPECT_EQ(read.ct.grid.size, GetParam().size);
  EXPECT_NEAR(read.ct.grid.spacing_mm.z(), GetParam().slice_mm, 1e-3);
  EXPECT_EQ(read.ct.geometry.tilt_deg, 0);
}
INSTANTIATE_TEST_SUITE_P(SharedData, RealCt,
                         testing::Values(RealSeries{"totalseg_lspine/dicom", {122, 101, 112}, 3},
                                         RealSeries{"totalseg_cta/dicom", {120, 126, 164}, 1.5},
                                         RealSeries{"sts/STS_013/ct_dicom", {252, 215, 114}, 3.27},
                                         RealSeries{"sts/STS_018/ct_dicom", {172, 160, 55}, 3.27},
                                         RealSeries{"sts/STS_023/ct_dicom", {179, 182, 66}, 3.27},
                                         RealSeries{"sts/STS_027/ct_dicom", {204, 239, 82}, 3.27},
                                         RealSeries{"totalseg_dicom/ct_dicom_j2k", {512, 512, 20}, 2},
                                         RealSeries{"ct-3slice", {512, 512, 3}, 1}),
                         [](const auto& series) {
                           std::string name = series.param.folder;
                           for (char& letter : name)
                             if (std::isalnum(static_cast<unsigned char>(letter)) == 0) letter = '_';
                           return name;
                         });

TEST(RealCtWithTilt, IsRefusedWithItsFiguresAndShearedWhenAllowed) {
  const fs::path folder = real_data / "tilt_ge";
  if (!fs::exists(folder)) GTEST_SKIP() << "shared/data is not there";
  const Listing listing = find_series({folder});
  const SeriesChoice choice = choose_ct_series(listing.studies.at(0));
  ASSERT_EQ(choice.chosen.size(), 1u);
  try {
    read_ct(*choice.chosen[0], GapPolicy::error);
    FAIL();
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("the distance of the slices changes"));
  }
  const ReadCt read = read_ct(*choice.chosen[0], GapPolicy::interpolate);
  EXPECT_NEAR(read.ct.geometry.tilt_deg, 18.5, 0.1);
  EXPECT_GT(read.ct.grid.size[1], 512);
}

/// Every file lies in exactly one series or in the list of refused files; reading never ends in a crash.
void expect_every_file_accounted_for(const fs::path& folder) {
  const Listing listing = find_series({folder});
  std::multiset<fs::path> accounted;
  for (const RefusedFile& refused : listing.refused) {
    accounted.insert(refused.file);
    EXPECT_FALSE(refused.reason.empty()) << refused.file;
  }
  for (const StudyEntry& study : listing.studies)
    for (const SeriesEntry& series : study.series) {
      for (const InstanceEntry& instance : series.instances) accounted.insert(instance.file);
      EXPECT_TRUE(series.kind != SeriesKind::other || !series.note.empty());
      if (series.kind != SeriesKind::ct) continue;
      try {
        const ReadCt read = read_ct(series, GapPolicy::interpolate);
        EXPECT_EQ(read.ct.hounsfield.size(), read.ct.grid.voxel_count());
      } catch (const InputError& error) {
        EXPECT_STRNE(error.what(), "");
      }
    }
  std::multiset<fs::path> all;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) all.insert(entry.path());
  EXPECT_EQ(accounted, all);
}

TEST(RealFiles, OfPydicomAreAllAccountedFor) {
  const fs::path folder = "/usr/lib/python3/dist-packages/pydicom/data";
  ASSERT_TRUE(fs::exists(folder)) << "python3-pydicom is not installed: scripts/install_dependencies.sh";
  expect_every_file_accounted_for(folder);
}

}  // namespace
}  // namespace osteosign
