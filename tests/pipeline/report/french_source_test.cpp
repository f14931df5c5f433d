#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <set>

#include "pipeline/report/words.h"
#include "tests/pipeline/report/source_texts.h"

namespace osteosign {
namespace {

/// Pieces that a text is built from, and what it may read like in the end.
const std::map<std::string, std::string>& built_from_pieces() {
  static const std::map<std::string, std::string> all{
      // classify
      {": sensitive and very specific for the prostate",
       "above 15 ng/mL: sensitive and very specific for the prostate"},
      {"\" is no vertebral level", "\"X9\" is no vertebral level"},
      {", by what is not known", "between IA and II, by what is not known"},
      {") points, by what is not known",
       "from 3 (category 2, low) to 8 (category 4, high) points, by what is not known"},
      {" in what was searched: ", "one lesion in what was searched: 3 of 17 vertebrae"},
      {"no lesion", "no lesion in what was searched: 3 of 17 vertebrae"},
      {"one lesion", "one lesion in what was searched: 3 of 17 vertebrae"},
      {" lesions and ",
       "1 lesions and 2 candidates of low confidence in what was searched: 3 of 17 vertebrae"},
      {" candidates of low confidence",
       "1 lesions and 2 candidates of low confidence in what was searched: 3 of 17 vertebrae"},
      {"If it is a ", "If it is a chordoma: 7"},
      {", by the uncertainty of the heights", "between mild and severe, by the uncertainty of the heights"},
      {"; the joints behind them are not measured",
       "1 of two pedicles destroyed; the joints behind them are not measured"},
      {" not certainly whole", "0 of two pedicles destroyed, 1 not certainly whole"},
      {"above ", "above 15 ng/mL: sensitive and very specific for the prostate"},
      {"between ", "between IA and II, by what is not known"},
      {" and ", "between IA and II, by what is not known"},
      {"from ", "from 3 (category 2, low) to 8 (category 4, high) points, by what is not known"},
      // features
      {"only ", "only 9 points of the surface were seen"},
      {" of ", "edge fits on pooled profiles across the outline, median of 9 of 12 arcs"},
      {" arcs", "edge fits on pooled profiles across the outline, median of 9 of 12 arcs"},
      {" endplates", "smoothed tilts of 12 endplates"},
      {" neighbours", "expected from 4 neighbours"},
      {"across the {}", "across the normal of the slices"},
      {"along the {}", "along the axis of the bone"},
      {"density of compact bone assumed ({:.0f} HU, its class{}): too few places beyond the lesion show it",
       "density of compact bone assumed (1350 HU, its class): too few places beyond the lesion show it"},
      {" at {:.0f} kV",
       "density of compact bone assumed (1350 HU, its class at 120 kV): too few places beyond the lesion "
       "show it"},
      {"{} edges of thick cortex {}", "12 edges of thick cortex upright on the slices"},
      {"upright on the slices", "12 edges of thick cortex upright on the slices"},
      {"that lie in the slices", "12 edges of thick cortex that lie in the slices"},
      {"kernel '", "kernel 'B45' is in no known family"},
      {"' is in no known family", "kernel 'B45' is in no known family"},
      {"the profile has ", "the profile has 3 samples, the curve needs 4"},
      {" samples, the curve needs ", "the profile has 3 samples, the curve needs 4"},
      {" samples, an edge needs ", "the profile has 3 samples, an edge needs 4"},
      {" samples, a shell needs ", "the profile has 3 samples, a shell needs 4"},
      {"edge fits on pooled profiles across the outline, median of ",
       "edge fits on pooled profiles across the outline, median of 9 of 12 arcs"},
      {" points of bone surface round the lesion", "only 9 points of bone surface round the lesion"},
      {" points of the surface were seen", "only 9 points of the surface were seen"},
      {"smoothed tilts of ", "smoothed tilts of 12 endplates"},
      {"expected from ", "expected from 4 neighbours"},
      {"; inferior: ", "superior endplate: edge of the label; inferior: 80 % edge in the HU"},
      {"largest coronal curve: Cobb angle ",
       "largest coronal curve: Cobb angle 12 degrees between T5 and L1"},
      {" degrees between ", "largest coronal curve: Cobb angle 12 degrees between T5 and L1"},
      // io
      {"{} {} and {}", "Patient's Age (0010,1010) is absent and birth date or study date is absent"},
      {"{} is {}, {}", "Pixel Spacing (0028,0030) is 0, which is no distance"},
      {" corrects nothing", "Estimated Radiographic Magnification Factor (0018,1114) 1 corrects nothing"},
      {", outside 1 to {}", "Estimated Radiographic Magnification Factor (0018,1114) 9, outside 1 to 3"},
      {" are no distances",
       "Distance Source to Detector (0018,1110) 0 mm and Distance Source to Patient (0018,1111) 0 mm are no "
       "distances"},
      {" correct nothing",
       "Distance Source to Detector (0018,1110) 9 mm and Distance Source to Patient (0018,1111) 9 mm correct "
       "nothing"},
      {" give {:.3g}, outside 1 to {}",
       "Distance Source to Detector (0018,1110) 9 mm and Distance Source to Patient (0018,1111) 1 mm give 9, "
       "outside 1 to 3"},
      // pipeline
      {"command `", "command `7`"},
      {"labels made by the command `", "labels made by the command `7`"},
      {"unknown (", "unknown (there is no hole)"},
      {"{} {} ({}), rules {}", "osteosign 0.1.0 (7), rules 2026.11"},
      {"SINS of {}: {} of 18 points{}. {}.",
       "SINS of L1: 7 to 12 of 18 points, category not decided. Spine Oncology Study Group, SINS (Fisher "
       "2010)."},
      {"{} Points: {}.",
       "SINS of L1: 7 of 18 points, stable. Spine Oncology Study Group, SINS (Fisher 2010). Points: location "
       "3 "
       "(level L1); pain 0 to 3 (there is no pain); bone lesion 2 (the lesion is lytic); alignment 0 to 4 "
       "(the slip against a neighbour lies close to its threshold); collapse 2 (collapse of half of the "
       "height or more); "
       "posterolateral 1 (1 of two pedicles destroyed)."},
      {"Genant: unknown, ", "Genant: unknown, no vertebra was measured."},
      {"Highest Genant grade: {} at {}{}. {}, {}.",
       "Highest Genant grade: 3 at L1, severe. Genant semi-quantitative grade, 1993, borders half-open, "
       "grade "
       "0.5 not given."}};
  return all;
}

/// Texts of these folders are shown by other commands than those that write a report, or read by programs.
bool is_of_a_folder_with_reports(const std::string& path) {
  const std::string folder = path.substr(0, path.rfind('/'));
  return !folder.starts_with("pipeline") || folder == "pipeline" || folder == "pipeline/result" ||
         folder == "pipeline/report";
}

/// So are those of single files.
bool is_of_a_file_without_report(const std::string& path) {
  static const std::set<std::string> all{"classify/criterion.cpp",
                                         "pipeline/analysis_request.cpp",
                                         "pipeline/child_process.cpp",
                                         "pipeline/criteria_texts.cpp",
                                         "pipeline/film_prompts.cpp",
                                         "pipeline/inspect_study.cpp",
                                         "pipeline/judge_result.cpp",
                                         "pipeline/knowledge_texts.cpp",
                                         "pipeline/main.cpp",
                                         "pipeline/measurement_texts.cpp",
                                         "pipeline/parameter_texts.cpp",
                                         "pipeline/parameters.h",
                                         "pipeline/print_tables.cpp",
                                         "pipeline/pseudonymize_study.cpp",
                                         "pipeline/pseudonyms.cpp",
                                         "pipeline/run_command.cpp",
                                         "pipeline/result/result_schema.cpp",
                                         "pipeline/result/spine_schema.cpp"};
  return all.contains(path);
}

/// Descriptions for the documents, and errors: of those the report shows few.
bool is_of_no_report(const SourceText& text) {
  return std::ranges::any_of(
      std::vector<std::string>{"ParameterDescription", "MeasurementDescription", "InternalError",
                               "UsageError", "InputError", "OutputError", "within",
                               "pango_font_description_from_string"},
      [&](const std::string& name) { return text.is_handed_to(name); });
}

template <class Wanted>
std::size_t expect_french(const std::string& folder, Wanted&& wanted) {
  std::size_t count = 0;
  for (const SourceFile& file : texts_of_folder(OSTEOSIGN_SOURCE_DIR, folder)) {
    if (!is_of_a_folder_with_reports(file.path) || is_of_a_file_without_report(file.path)) continue;
    for (const SourceText& each : file.texts) {
      if (!wanted(each) || built_from_pieces().contains(each.text)) continue;
      EXPECT_TRUE(french().knows(filled_in(each.text))) << file.path << ": \"" << each.text << '"';
      ++count;
    }
  }
  return count;
}

TEST(SourceTexts, LiteralsAreFoundWithWhatTheyAreHandedTo) {
  const auto texts = texts_in_code(
      "// \"a b\"\nauto x = Unknown{fmt::format(\"two {:.1f} \"\n  \"parts\", 1'000)};\n"
      "const Unknown y{\"a \\\"q\\\" b\"}; char c = '\"'; f(R\"(raw text)\", \"word\", \" = \"); g(\"d "
      "e\");");
  ASSERT_EQ(texts.size(), 3);
  EXPECT_EQ(texts[0].text, "two {:.1f} parts");
  EXPECT_TRUE(texts[0].is_handed_to("Unknown") && texts[0].is_handed_to("format"));
  EXPECT_EQ(texts[1].text, "a \"q\" b");
  EXPECT_TRUE(texts[1].is_handed_to("Unknown"));
  EXPECT_EQ(texts[2].text, "d e");
  EXPECT_FALSE(texts[2].is_handed_to("Unknown"));
  EXPECT_EQ(filled_in(", {} of {:.0f} mm: "), "7, 7 of 7 mm: 7");
}

TEST(FrenchSource, EveryTextOfJudgementAndMeasurementIsFrench) {
  const auto of_report = [](const SourceText& each) { return !is_of_no_report(each); };
  EXPECT_GT(expect_french("classify", of_report), 300);
  EXPECT_GT(expect_french("features", of_report), 400);
}

TEST(FrenchSource, EveryTextOfThePipelineThatReportsShowIsFrench) {
  EXPECT_GT(expect_french("pipeline", [](const SourceText& each) { return !is_of_no_report(each); }), 80);
}

TEST(FrenchSource, WhatIsUnknownOfFilesIsToldInFrench) {
  EXPECT_GT(expect_french("io", [](const SourceText& each) { return each.is_handed_to("Unknown"); }), 50);
}

TEST(FrenchSource, TextsThatAreBuiltFromPiecesAreFrenchAsAWhole) {
  for (const auto& [piece, whole] : built_from_pieces())
    EXPECT_TRUE(french().knows(whole)) << piece << ": " << whole;
}

}  // namespace
}  // namespace osteosign
