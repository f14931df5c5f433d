#include <fmt/format.h>
#include <gmock/gmock.h>

#include "tests/cli/program_run.h"

namespace osteosign::test {
namespace {

namespace fs = std::filesystem;

const fs::path source = OSTEOSIGN_SOURCE_DIR;

/// scripts/check_dicom_outputs on the studies with the word in their path.
void check_studies(const std::string& word) {
  const ProgramRun run = run_command_line(
      fmt::format("'{}' --all --program '{}' {}", (source / "scripts/check_dicom_outputs").string(),
                  (fs::path(OSTEOSIGN_BINARY_DIR) / "osteosign").string(), word));
  EXPECT_EQ(run.exit_code, 0) << run.output << run.errors;
  EXPECT_THAT(run.output, testing::HasSubstr(", 0 failed"));
  EXPECT_THAT(run.output, testing::Not(testing::HasSubstr("\n0 studies checked"))) << run.output;
}

/// One kind of real study each: together they take minutes.
class RealStudies : public testing::TestWithParam<const char*> {};

TEST_P(RealStudies, GiveValidObjectsThatSayWhatResultJsonSays) {
  if (!fs::exists(source / "../shared/data")) GTEST_SKIP() << "shared/data is missing";
  check_studies(GetParam());
}

INSTANTIATE_TEST_SUITE_P(OfDevelopmentData, RealStudies,
                         testing::Values("data/ct/totalseg", "data/ct/sts", "data/ct/tilt",
                                         "data/ct/ct-3slice", "dicom_cr_dx", "spine_ap_lumbar",
                                         "femur/dicom/T_", "femur/dicom/N_c0", "femur/dicom/N_c1",
                                         "femur/dicom/N_c2", "femur/dicom/N_c3", "femur/dicom/N_c4",
                                         "femur/dicom/N_c5"));

TEST(SampleStudies, GiveValidObjectsThatSayWhatResultJsonSays) { check_studies("sample_data"); }

}  // namespace
}  // namespace osteosign::test
