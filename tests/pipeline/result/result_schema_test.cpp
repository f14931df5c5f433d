#include "pipeline/result/result_schema.h"

#include <gmock/gmock.h>

#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <sstream>

#include "pipeline/result/result_json.h"
#include "tests/pipeline/result/sample_result.h"
#include "tests/pipeline/result/schema_complaints.h"

namespace osteosign {
namespace {

using Json = nlohmann::json;

std::string complaints_about(const Json& result) {
  static const Json schema = Json::parse(result_schema().dump());
  return test::schema_complaints(schema, result);
}

Json sample() { return Json::parse(result_text(result_json(sample_result()))); }

TEST(ResultSchema, TheCommittedFileIsTheOneThatTheCodeDescribes) {
  std::ifstream file(OSTEOSIGN_SOURCE_DIR "/pipeline/result/result_schema.json");
  std::ostringstream committed;
  committed << file.rdbuf();
  EXPECT_EQ(committed.str(), result_schema().dump(2) + '\n') << "run scripts/update_tables";
}

TEST(ResultSchema, AcceptsWhatTheProgramWrites) {
  EXPECT_EQ(complaints_about(sample()), "");
  EXPECT_EQ(complaints_about(Json::parse(result_text(result_json(refused_result())))), "");
  StudyResult without_spine = sample_result();
  without_spine.spine = Unknown{"no vertebra in the volume"};
  EXPECT_EQ(complaints_about(Json::parse(result_text(result_json(without_spine)))), "");
}

struct Damage {
  const char* name;
  std::function<void(Json&)> apply;
};

class ResultSchemaRefuses : public testing::TestWithParam<Damage> {};

TEST_P(ResultSchemaRefuses, AFileThatBreaksTheContract) {
  Json damaged = sample();
  GetParam().apply(damaged);
  EXPECT_NE(complaints_about(damaged), "");
}

INSTANTIATE_TEST_SUITE_P(
    EachDamage, ResultSchemaRefuses,
    testing::Values(
        Damage{"a_missing_key", [](Json& json) { json.erase("lesions"); }},
        Damage{"an_unknown_key", [](Json& json) { json["comment"] = "x"; }},
        Damage{"a_wrong_status", [](Json& json) { json["status"] = "done"; }},
        Damage{"a_refused_study_without_refusal", [](Json& json) { json["status"] = "refused"; }},
        Damage{"a_refusal_of_an_analyzed_study",
               [](Json& json) {
                 json["refusal"] = {{"reason", "x"}, {"code", 22}};
               }},
        Damage{"a_null", [](Json& json) { json["lesions"][0]["volume_mm3"] = nullptr; }},
        Damage{"an_unknown_without_reason",
               [](Json& json) {
                 json["lesions"][0]["volume_mm3"] = {{"unknown", ""}};
               }},
        Damage{"a_measurement_in_another_unit",
               [](Json& json) { json["lesions"][0]["measurements"]["volume"]["unit"] = "mm2"; }},
        Damage{"a_missing_measurement",
               [](Json& json) { json["lesions"][0]["measurements"].erase("margin_width"); }},
        Damage{"a_measurement_nobody_described",
               [](Json& json) {
                 json["lesions"][0]["measurements"]["colour"] = {{"unknown", "x"}};
               }},
        Damage{"a_film_box_on_ct",
               [](Json& json) {
                 json["lesions"][0]["bounding_box"] = {1, 2, 3, 4};
               }},
        Damage{"a_finding_without_reason", [](Json& json) { json["findings"][0]["reason"] = ""; }},
        Damage{"an_unknown_verdict", [](Json& json) { json["findings"][0]["verdict"] = "maybe"; }},
        Damage{"an_unknown_criterion", [](Json& json) { json["findings"][0]["criterion"] = "colour"; }},
        Damage{"a_vertebra_without_pedicles",
               [](Json& json) { json["spine"]["vertebrae"][1].erase("pedicles"); }},
        Damage{"a_measurement_of_a_vertebra_in_another_unit",
               [](Json& json) {
                 json["spine"]["vertebrae"][1]["measurements"]["anterior_height"]["unit"] = "1";
               }},
        Damage{"a_height_that_is_null",
               [](Json& json) { json["spine"]["vertebrae"][1]["heights_mm"]["left"] = nullptr; }},
        Damage{"a_genant_grade_of_four",
               [](Json& json) { json["spine"]["vertebrae"][1]["genant"]["grade"] = 4; }},
        Damage{"an_unknown_kind_of_collapse",
               [](Json& json) { json["spine"]["vertebrae"][1]["genant"]["type"] = "flat"; }},
        Damage{"a_spine_without_vertebrae", [](Json& json) { json["spine"].erase("vertebrae"); }},
        Damage{"a_sins_without_issuer", [](Json& json) { json["scores"]["sins"].erase("issuer"); }},
        Damage{"a_sins_category_nobody_knows",
               [](Json& json) { json["scores"]["sins"]["category"] = "shaky"; }},
        Damage{"a_short_sum", [](Json& json) { json["inputs"][0]["sha256"] = "ab"; }},
        Damage{"a_missing_parameter",
               [](Json& json) { json["parameters"]["criteria"].erase("margin_sharp_limit_mm"); }}),
    [](const auto& about) { return about.param.name; });

}  // namespace
}  // namespace osteosign
