#include <fmt/format.h>
#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "tests/cli/program_run.h"

namespace osteosign::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;
using testing::HasSubstr;

/// What the script that checks written objects says of a result and the study it came from.
void expect_valid_objects(const fs::path& result, const fs::path& study) {
  const ProgramRun run = run_command_line(fmt::format("'{}/scripts/check_dicom_outputs' '{}={}'",
                                                      OSTEOSIGN_SOURCE_DIR, result.string(), study.string()));
  EXPECT_EQ(run.exit_code, 0) << run.output << run.errors;
}

void expect_same_files(const fs::path& one, const fs::path& other, const std::vector<const char*>& names) {
  for (const char* name : names) EXPECT_TRUE(read_text(one / name) == read_text(other / name)) << name;
}

/// The lesion of the phantom, without a search for others.
class WrittenObjects : public testing::Test {
 protected:
  ~WrittenObjects() override { fs::remove_all(root_); }

  void analyze(const fs::path& input, const std::string& name, const std::string& options) {
    std::ofstream(root_ / "no_search.json") << R"({"candidates": {"search": 0}})";
    const ProgramRun run = run_program(
        "osteosign", fmt::format("analyze '{}' --output '{}' --quiet --parameters '{}' {}", input.string(),
                                 (root_ / name).string(), (root_ / "no_search.json").string(), options));
    ASSERT_EQ(run.exit_code, 0) << run.errors;
  }
  static std::string joined(const ordered_json& numbers) {
    std::string text = numbers.dump();
    return text.substr(1, text.size() - 2);
  }

  const fs::path root_ = fresh_folder("objects");
  const fs::path ct_ = fs::path(OSTEOSIGN_BINARY_DIR) / "cli_study";
  const fs::path film_ = fs::path(OSTEOSIGN_SOURCE_DIR) / "sample_data" / "dx_long_bone";
  const std::string seed_ = joined(read_json(ct_ / "truth.json")["lesions"][0]["seed_mm"]);
  const std::string box_ = joined(read_json(film_ / "truth.json")["lesions"][0]["box"]);
};

TEST_F(WrittenObjects, OfACtAreValidSayWhatResultJsonSaysAndTheMaskComesBackByLesion) {
  analyze(ct_, "once", "--formats json,sr,seg,sc,pdf,nifti --seed " + seed_);
  expect_valid_objects(root_ / "once", ct_);
  analyze(ct_, "again", "--formats json,sr,seg --threads 1 --seed " + seed_);
  expect_same_files(root_ / "once", root_ / "again", {"measurements.dcm", "segmentation.dcm"});
  analyze(ct_, "back",
          "--formats json,nifti --lesion '" + (root_ / "once" / "segmentation.dcm").string() + "'");
  expect_same_files(root_ / "once", root_ / "back", {"lesions.nii.gz"});
}

TEST_F(WrittenObjects, OfAFilmAreValidAndSayWhatResultJsonSays) {
  analyze(film_, "film", "--formats json,sr,seg,sc,pdf --box " + box_);
  expect_valid_objects(root_ / "film", film_);
  EXPECT_FALSE(fs::exists(root_ / "film" / "segmentation.dcm")) << "a film has no frame of reference";
  EXPECT_THAT(read_text(root_ / "film" / "report.pdf"), testing::StartsWith("%PDF"));
}

TEST_F(WrittenObjects, PseudonymsLeaveNothingOfTheIdentityInAnyOutput) {
  // The study in a folder with a telling name; its header says Phantom^Synthetic, PHANTOM.
  const fs::path study = root_ / "Phantom_Synthetic";
  fs::create_directories(study);
  fs::copy_file(film_ / "dicom" / "0001.dcm", study / "PHANTOM_0001.dcm");
  std::ofstream(study / "notes_of_synthetic.txt") << "not DICOM";
  const fs::path key = root_ / "key";
  std::ofstream(key) << std::string(40, 'k');
  const std::string options =
      "--formats json,html,png,sr,seg,sc,pdf,nifti --box " + box_ + " --pseudonymize '" + key.string() + "'";
  const ProgramRun refused = run_program(
      "osteosign",
      fmt::format("analyze '{}' --output '{}' {}", study.string(), (root_ / "no").string(), options));
  EXPECT_EQ(refused.exit_code, 1) << "others may read the key";
  EXPECT_THAT(refused.errors, HasSubstr("chmod 600"));
  fs::permissions(key, fs::perms::owner_read | fs::perms::owner_write);
  analyze(study, "hidden", options);
  analyze(study, "hidden_again", options);
  expect_valid_objects(root_ / "hidden", study);
  const ProgramRun uids =
      run_command_line(fmt::format("dcmdump -q +P StudyInstanceUID +P SeriesInstanceUID +P SOPInstanceUID +P "
                                   "StudyDate '{}' | sed 's/.*\\[//;s/\\].*//'",
                                   (study / "PHANTOM_0001.dcm").string()));
  std::vector<std::string> identity{"phantom", "synthetic"};
  std::istringstream lines(uids.output);
  for (std::string line; std::getline(lines, line);) identity.push_back(line);
  ASSERT_EQ(identity.size(), 6U) << uids.output;
  for (const auto& entry : fs::recursive_directory_iterator(root_ / "hidden")) {
    if (!entry.is_regular_file()) continue;
    std::string bytes = read_text(entry.path());
    for (char& letter : bytes) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    for (const std::string& word : identity)
      EXPECT_EQ(bytes.find(word), std::string::npos) << word << " stands in " << entry.path();
  }
  expect_same_files(root_ / "hidden", root_ / "hidden_again",
                    {"measurements.dcm", "report.pdf", "report_pdf.dcm"});
}

}  // namespace
}  // namespace osteosign::test
