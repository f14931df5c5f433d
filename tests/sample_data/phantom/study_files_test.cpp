#include <gmock/gmock.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "io/values/errors.h"
#include "sample_data/phantom/given_figures.h"
#include "sample_data/phantom/phantom_ct.h"
#include "sample_data/phantom/write_ct_dicom.h"
#include "sample_data/phantom/write_study.h"

namespace osteosign::phantom {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;
using testing::ThrowsMessage;

/// An empty folder that is removed with the test.
struct StudyFiles : testing::Test {
  fs::path folder =
      fs::temp_directory_path() / ("osteosign_phantom_" + std::to_string(std::rand()) + "_" +
                                   testing::UnitTest::GetInstance()->current_test_info()->name());
  StudyFiles() { fs::remove_all(folder); }
  ~StudyFiles() override { fs::remove_all(folder); }
};

Kind small(const std::string& name) {
  Kind kind = kind_named(name);
  kind.scan.columns = kind.scan.rows = 40;
  kind.scan.slices = 3;
  kind.scan.oblique_deg = 25;
  kind.exposure.columns = 60;
  kind.exposure.rows = 50;
  return kind;
}

/// What dciodvfy prints about a file; its exit status is not 0 when the tool is missing or finds an error.
struct Verdict {
  std::string text;
  int status;
};
Verdict dciodvfy(const fs::path& file) {
  Verdict verdict;
  FILE* const pipe = popen(("dciodvfy '" + file.string() + "' 2>&1").c_str(), "r");
  char buffer[256];
  while (std::fgets(buffer, sizeof buffer, pipe) != nullptr) verdict.text += buffer;
  verdict.status = pclose(pipe);
  return verdict;
}

std::string bytes_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

void expect_valid(const fs::path& file) {
  const Verdict verdict = dciodvfy(file);
  EXPECT_EQ(verdict.status, 0) << verdict.text;
  EXPECT_THAT(verdict.text, Not(HasSubstr("Error"))) << verdict.text;
}

TEST_F(StudyFiles, ObliqueCtPassesDciodvfyPlainAndInJpegLs) {
  for (const Compression compression : {Compression::none, Compression::jpeg_ls}) {
    const fs::path study = folder / std::to_string(static_cast<int>(compression));
    write_study(small("p1"), study, compression);
    expect_valid(study / "dicom" / "0002.dcm");
  }
}

TEST_F(StudyFiles,
       DeflatedCtPassesDciodvfyOnceInflated) {  // dciodvfy of Debian 12 does not read deflated files itself
  write_study(small("p1"), folder, Compression::deflate);
  const fs::path deflated = folder / "dicom" / "0002.dcm", plain = folder / "plain.dcm";
  ASSERT_EQ(std::system(("dcmconv +te '" + deflated.string() + "' '" + plain.string() + "'").c_str()), 0);
  expect_valid(plain);
}

std::string text_in(const fs::path& file, const DcmTagKey& tag) {
  DcmFileFormat format;
  OFString text;
  if (format.loadFile(file.c_str()).bad()) return "not read";
  return format.getDataset()->findAndGetOFString(tag, text).good() ? text.c_str() : "absent";
}

TEST_F(StudyFiles, CtOfASpineIsNoFemurAndHasNoSide) {
  const Kind kind = small("p1");
  write_study(kind, folder / "femur", Compression::none);
  EXPECT_EQ(text_in(folder / "femur/dicom/0001.dcm", DCM_BodyPartExamined), "FEMUR");
  EXPECT_EQ(text_in(folder / "femur/dicom/0001.dcm", DCM_Laterality), "L");
  CtVolume ct = scan_phantom(kind.phantom, kind.scan).ct;
  ct.acquisition.body_part = "SPINE";
  write_ct_dicom(ct, folder, Compression::none);
  EXPECT_EQ(text_in(folder / "0001.dcm", DCM_BodyPartExamined), "SPINE");
  EXPECT_EQ(text_in(folder / "0001.dcm", DCM_Laterality), "absent");
  expect_valid(folder / "0001.dcm");
}

TEST_F(StudyFiles, FilmsOfBothPolaritiesAndRelationsPassDciodvfy) {
  for (const int monochrome : {1, 2})
    for (const int linear : {0, 1}) {
      Kind kind = small("long-bone-dx");
      kind.exposure.monochrome = monochrome;
      kind.exposure.linear_exposure = linear;
      const fs::path study = folder / std::to_string(10 * monochrome + linear);
      write_study(kind, study, Compression::none);
      expect_valid(study / "dicom" / "0001.dcm");
    }
}

TEST_F(StudyFiles, SameKindGivesTheSameBytesTwice) {
  write_study(small("p1"), folder / "a", Compression::jpeg_ls);
  write_study(small("p1"), folder / "b", Compression::jpeg_ls);
  EXPECT_EQ(bytes_of(folder / "a/dicom/0001.dcm"), bytes_of(folder / "b/dicom/0001.dcm"));
  EXPECT_EQ(bytes_of(folder / "a/truth.json"), bytes_of(folder / "b/truth.json"));
  EXPECT_GT(bytes_of(folder / "a/truth.json").size(), 1000U);
}

TEST_F(StudyFiles, TruthSpeaksTheTermsOfTheCommandLine) {
  write_study(small("p1"), folder / "ct", Compression::none);
  const auto ct = nlohmann::json::parse(bytes_of(folder / "ct/truth.json"));
  EXPECT_EQ(ct["lesions"][0]["seed_mm"].size(), 3U);
  EXPECT_NEAR(ct["lesions"][0]["volume_mm3"], 4188.790205, 1e-5);
  EXPECT_EQ(ct["lesions"][0]["density"], "lytic");
  write_study(small("long-bone-dx"), folder / "dx", Compression::none);
  const auto dx = nlohmann::json::parse(bytes_of(folder / "dx/truth.json"));
  EXPECT_EQ(dx["lesions"][0]["seed_pixel"].size(), 2U);
  EXPECT_EQ(dx["lesions"][0]["box"].size(), 4U);
}

TEST_F(StudyFiles, FolderThatIsThereIsNotTouched) {
  fs::create_directories(folder / "dicom");
  EXPECT_THAT([&] { write_study(small("p1"), folder, Compression::none); },
              ThrowsMessage<UsageError>(HasSubstr("is already there; choose another --output")));
}

TEST_F(StudyFiles, FolderThatCannotBeMadeIsAnOutputError) {
  EXPECT_THAT([&] { write_study(small("p1"), "/proc/osteosign", Compression::none); },
              ThrowsMessage<OutputError>(HasSubstr("make /proc/osteosign/dicom")));
}

TEST(GivenFigures, ReachTheirDescriptions) {
  Kind kind = kind_named("p2");
  apply({{{"cortex_mm", 1.5}, {"seed", 4}, {"lesion_hu", 10}}, "linear"}, kind);
  EXPECT_EQ(kind.phantom.bone.cortex_mm, 1.5);
  EXPECT_EQ(kind.scan.seed, 4);
  EXPECT_EQ(kind.exposure.seed, 4);
  ASSERT_EQ(kind.phantom.lesions.size(), 1U);
  EXPECT_EQ(kind.phantom.lesions[0].hu, 10);
  EXPECT_EQ(kind.phantom.lesions[0].edge.shape, EdgeShape::linear);
}

TEST(GivenFigures, RangesHoldAtTheirLimitsAndNotBeyond) {
  Kind kind = kind_named("p2");
  apply({{{"scallop_fraction", 1}}, ""}, kind);
  EXPECT_EQ(kind.phantom.damage.scallop_fraction, 1);
  EXPECT_THAT(
      [&] {
        apply({{{"scallop_fraction", 1.01}}, ""}, kind);
      },
      ThrowsMessage<UsageError>("scallop_fraction is 1.01, but must be from 0 to 1"));
  EXPECT_THAT(
      [&] {
        apply({{{"slices", 2.5}}, ""}, kind);
      },
      ThrowsMessage<UsageError>("slices is 2.5, but must be a whole number"));
  EXPECT_THAT(
      [&] {
        apply({{}, "soft"}, kind);
      },
      ThrowsMessage<UsageError>("lesion_edge is 'soft', but must be sharp, linear or gaussian"));
}

TEST(Kinds, UnknownNameIsRefusedWithTheNamesThereAre) {
  EXPECT_THAT([] { kind_named("p9"); },
              ThrowsMessage<UsageError>(HasSubstr("there is no phantom 'p9'; there are p1, p2, p2-mass")));
}

}  // namespace
}  // namespace osteosign::phantom
