#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <vector>

#include "tests/cli/program_run.h"

namespace osteosign::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;
using testing::HasSubstr;
using testing::Not;

/// The study that the build made, and a folder for what a test writes.
class AnalyzedCtPhantom : public testing::Test {
 protected:
  ~AnalyzedCtPhantom() override { fs::remove_all(root_); }

  /// Analyzes the sample with further options; its result.json.
  ordered_json analyze(const fs::path& input, const std::string& name, const std::string& options) {
    const ProgramRun run = run_program(
        "osteosign",
        fmt::format("analyze {} --output {} --quiet {}", input.string(), (root_ / name).string(), options));
    EXPECT_EQ(run.exit_code, 0) << run.errors;
    return read_json(root_ / name / "result.json");
  }

  static std::string seed_of(const ordered_json& truth) {
    const ordered_json& seed = truth["lesions"][0]["seed_mm"];
    return fmt::format("{},{},{}", seed[0].get<double>(), seed[1].get<double>(), seed[2].get<double>());
  }

  const fs::path root_ = fresh_folder("ct_phantom");
  const fs::path study_ = fs::path(OSTEOSIGN_BINARY_DIR) / "cli_study";
  const ordered_json truth_ = read_json(study_ / "truth.json");
  const std::string seed_ = seed_of(truth_);
};

TEST_F(AnalyzedCtPhantom, FindsTheLesionThatNobodyPointedAt) {
  const ordered_json result = analyze(study_, "search", "");
  ASSERT_EQ(result["lesions"].size(), 1U);
  const ordered_json& lesion = result["lesions"][0];
  EXPECT_EQ(lesion["origin"], "candidate");
  EXPECT_GT(lesion["confidence"].get<double>(), 0.5);
  const double truth = truth_["lesions"][0]["volume_mm3"];
  EXPECT_NEAR(lesion["volume_mm3"].get<double>(), truth, 0.15 * truth);
  EXPECT_EQ(lesion["density"], "lytic");
  EXPECT_THAT(read_text(root_ / "search" / "report.html"), HasSubstr("Found by the search"));
}

TEST_F(AnalyzedCtPhantom, HasTheVolumeOfThePhantomAndEveryPartOfTheFolderAndNoIdentityInTheLog) {
  const ordered_json result = analyze(study_, "folder", "--formats json,html,png,nifti --seed " + seed_);
  EXPECT_EQ(result["status"], "analyzed");
  ASSERT_EQ(result["lesions"].size(), 1U);
  const double truth = truth_["lesions"][0]["volume_mm3"];
  EXPECT_NEAR(result["lesions"][0]["volume_mm3"].get<double>(), truth, 0.10 * truth);  // gate from 4 to 8 mm
  EXPECT_EQ(result["lesions"][0]["origin"], "seed");
  EXPECT_EQ(result["lesions"][0]["density"], "lytic");
  for (const char* file : {"result.json", "report.html", "log.txt", "ct.nii.gz", "bones.nii.gz",
                           "lesions.nii.gz", "images/lesion_1_axial.png"})
    EXPECT_TRUE(fs::exists(root_ / "folder" / file)) << file;
  EXPECT_THAT(read_text(root_ / "folder" / "log.txt"), Not(HasSubstr("PatientName")));
  EXPECT_THAT(read_text(root_ / "folder" / "report.html"), HasSubstr("Not a medical device"));
}

TEST_F(AnalyzedCtPhantom, GivesTheSameBytesForAnyNumberOfThreadsAndOrderOfFiles) {
  // The same files under names that sort the other way round, in two folders.
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(study_))
    if (entry.path().extension() == ".dcm") files.push_back(entry.path());
  std::ranges::sort(files);
  for (std::size_t each = 0; each < files.size(); ++each) {
    const fs::path folder = root_ / "shuffled" / (each % 2 == 0 ? "a" : "b");
    fs::create_directories(folder);
    fs::copy_file(files[each], folder / fmt::format("{:05}", files.size() - each));
  }
  fs::create_directories(root_ / "in_order");
  for (const fs::path& file : files) fs::copy_file(file, root_ / "in_order" / file.filename());
  ordered_json one = analyze(root_ / "in_order", "one_thread", "--threads 1 --seed " + seed_);
  ordered_json two = analyze(root_ / "shuffled", "two_threads", "--threads 2 --seed " + seed_);
  one.erase("timing_ms");
  two.erase("timing_ms");
  EXPECT_EQ(one.dump(), two.dump());
}

TEST_F(AnalyzedCtPhantom, AMissingSliceIsRefusedUnlessInterpolationIsAskedFor) {
  fs::path removed;
  fs::copy(study_, root_ / "gap", fs::copy_options::recursive);
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(root_ / "gap"))
    if (entry.path().extension() == ".dcm") files.push_back(entry.path());
  std::ranges::sort(files);
  fs::remove(files[files.size() / 2]);
  const ProgramRun refused = run_program(
      "osteosign",
      fmt::format("analyze {} --output {} --quiet", (root_ / "gap").string(), (root_ / "refused").string()));
  EXPECT_EQ(refused.exit_code, 22);
  EXPECT_EQ(read_json(root_ / "refused" / "result.json")["status"], "refused");
  std::ofstream(root_ / "no_search.json") << R"({"candidates": {"search": 0}})";
  const ordered_json result =
      analyze(root_ / "gap", "interpolated",
              "--gaps interpolate --parameters " + (root_ / "no_search.json").string());
  EXPECT_EQ(result["series"][0]["geometry"]["gaps"], 1);
}

TEST_F(AnalyzedCtPhantom, ASeedInAirLeavesTheLesionOutWithTheReason) {
  const ordered_json result = analyze(study_, "air", "--seed 0,0,100000");
  EXPECT_EQ(result["status"], "partly_assessable");
  const auto is_marked = [](const ordered_json& lesion) { return lesion["origin"] == "seed"; };
  ASSERT_EQ(std::ranges::count_if(result["lesions"], is_marked), 1) << "a marked lesion is never lost";
  ASSERT_TRUE(is_marked(result["lesions"][0])) << "before what the search found";
  EXPECT_THAT(result["lesions"][0]["volume_mm3"]["unknown"].get<std::string>(),
              HasSubstr("was not outlined"));
  EXPECT_THAT(result["warnings"].dump(), HasSubstr("lesion 1 was not outlined"));
  EXPECT_NE(result["assessment"]["conclusion"], "benign_appearance");
}

/// A box `wider_mm` wider on every side than the true lesion, moved by a third of that.
std::string box_round(const ordered_json& lesion, double wider_mm) {
  std::string low, high;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const double middle = lesion["seed_mm"][axis].get<double>() + wider_mm / 3;
    const double half = lesion["semi_axes_mm"][axis].get<double>() + wider_mm;
    low += fmt::format("{}{}", axis > 0 ? "," : "", middle - half);
    high += fmt::format(",{}", middle + half);
  }
  return low + high;
}

TEST_F(AnalyzedCtPhantom, MeasuresTheLesionInABox) {
  const ordered_json result =
      analyze(study_, "box", "--formats json --box " + box_round(truth_["lesions"][0], 3));
  EXPECT_EQ(result["status"], "analyzed");
  ASSERT_EQ(result["lesions"].size(), 1U) << "the candidate there is the lesion in the box";
  const ordered_json& lesion = result["lesions"][0];
  EXPECT_EQ(lesion["origin"], "box");
  const double truth = truth_["lesions"][0]["volume_mm3"];
  EXPECT_NEAR(lesion["volume_mm3"].get<double>(), truth, 0.10 * truth);  // gate from 4 to 8 mm
}

TEST_F(AnalyzedCtPhantom, ABoxInNoneOfTheSeriesLeavesTheLesionOutWithTheReasonAndItsPlace) {
  std::ofstream(root_ / "no_search.json") << R"({"candidates": {"search": 0}})";
  const ordered_json result = analyze(study_, "far",
                                      "--formats json,html --box 0,0,100010,20,30,100000 --parameters " +
                                          (root_ / "no_search.json").string());
  EXPECT_EQ(result["status"], "partly_assessable");
  ASSERT_EQ(result["lesions"].size(), 1U) << "a marked lesion is never lost";
  const ordered_json& lesion = result["lesions"][0];
  EXPECT_EQ(lesion["origin"], "box");
  EXPECT_EQ(lesion["bounding_box"], ordered_json({0, 0, 100000, 20, 30, 100010}));
  EXPECT_THAT(lesion["volume_mm3"]["unknown"].get<std::string>(),
              HasSubstr("box 0.0,0.0,100000.0,20.0,30.0,100010.0 mm: lies outside of the volume"));
  EXPECT_THAT(result["warnings"].dump(), HasSubstr("lesion 1 was not outlined"));
}

TEST(AnalyzedFilm, MeasuresTheLesionInTheBox) {
  const fs::path root = fresh_folder("film");
  const fs::path sample = fs::path(OSTEOSIGN_SOURCE_DIR) / "sample_data" / "dx_long_bone";
  const ordered_json truth = read_json(sample / "truth.json");
  const ordered_json& box = truth["lesions"][0]["box"];
  const ProgramRun run =
      run_program("osteosign", fmt::format("analyze {} --output {} --quiet --box {},{},{},{}",
                                           sample.string(), (root / "out").string(), box[0].dump(),
                                           box[1].dump(), box[2].dump(), box[3].dump()));
  ASSERT_EQ(run.exit_code, 0) << run.errors;
  const ordered_json result = read_json(root / "out" / "result.json");
  ASSERT_EQ(result["lesions"].size(), 1U);
  EXPECT_EQ(result["lesions"][0]["origin"], "box");
  EXPECT_EQ(result["assessment"]["searched"]["unknown"],
            "a radiograph on which a lesion was marked is not searched for others");
  EXPECT_EQ(result["lesions"][0]["density"], "lytic");
  EXPECT_TRUE(fs::exists(root / "out" / "images" / "lesion_1.png"));
  fs::remove_all(root);
}

/// result.json of the sample film, analyzed without a prompt.
ordered_json searched_film(const fs::path& root, const std::string& parameters,
                           const std::string& arguments) {
  const fs::path sample = fs::path(OSTEOSIGN_SOURCE_DIR) / "sample_data" / "dx_long_bone";
  const fs::path out = root / fmt::format("out{}", arguments.size());
  std::ofstream(root / "parameters.json") << parameters;
  const ProgramRun run = run_program(
      "osteosign", fmt::format("analyze {} --output {} --quiet --parameters {} {}", sample.string(),
                               out.string(), (root / "parameters.json").string(), arguments));
  EXPECT_EQ(run.exit_code, 0) << run.errors;
  return read_json(out / "result.json");
}

TEST(AnalyzedFilm, FindsTheLesionThatNobodyPointedAt) {
  const fs::path root = fresh_folder("film_search");
  const ordered_json result = searched_film(root, R"({"film_search": {"least_confidence": 0.02}})", "");
  ASSERT_FALSE(result["lesions"].empty());
  const ordered_json& first = result["lesions"][0];
  EXPECT_EQ(first["origin"], "candidate");
  EXPECT_GT(first["confidence"].get<double>(), 0.02);
  const ordered_json& box = first["bounding_box"];  // of the truth: columns 325 to 453, rows 181 to 354
  EXPECT_LT(box[0].get<double>(), 453);
  EXPECT_GT(box[2].get<double>(), 325);
  EXPECT_LT(box[1].get<double>(), 354);
  EXPECT_GT(box[3].get<double>(), 181);
  EXPECT_THAT(result["warnings"].dump(), HasSubstr("candidate at column"));
  EXPECT_NE(result["assessment"]["conclusion"], "no_lesion_found");
  fs::remove_all(root);
}

TEST(AnalyzedFilm, IsNotSearchedWhenTheUserSaysSoOrItShowsAnotherBone) {
  const fs::path root = fresh_folder("film_not_searched");
  const ordered_json off = searched_film(root, R"({"candidates": {"search": 0}})", "");
  EXPECT_TRUE(off["lesions"].empty());
  EXPECT_EQ(off["assessment"]["searched"]["unknown"], "the search for lesions is switched off");
  const ordered_json hand = searched_film(root, "{}", "--body-part HAND");
  EXPECT_TRUE(hand["lesions"].empty());
  EXPECT_EQ(hand["assessment"]["searched"]["unknown"],
            "radiographs of other bones than the femur are not searched for lesions");
  EXPECT_EQ(hand["assessment"]["conclusion"], "indeterminate");
  fs::remove_all(root);
}

}  // namespace
}  // namespace osteosign::test
