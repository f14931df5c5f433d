#include "pipeline/judge_result.h"

#include <gmock/gmock.h>

#include "io/values/errors.h"
#include "pipeline/result/read_result.h"
#include "pipeline/result/result_json.h"
#include "tests/pipeline/result/sample_result.h"

namespace osteosign {
namespace {

using testing::HasSubstr;

const CriteriaParameters criteria;

/// As a program of this version would have written it.
ResultJson stored() {
  ResultJson json = result_json(sample_result());
  json["software"]["rules_version"] = json.at("rules").at("version");
  return json;
}

TEST(JudgedAgain, WithoutAnythingNewEveryByteStays) {
  EXPECT_EQ(judged_again(stored(), "result.json", criteria, std::nullopt).dump(2), stored().dump(2));
}

TEST(JudgedAgain, AStudyThatASearchLookedAtAndUncertainCandidatesStay) {
  StudyResult result = sample_result();
  result.lesions[0].only_to_be_looked_at = "unsure";
  StudyMeasurements study;
  study.searched = std::string("every bone");
  for (const LesionResult& lesion : result.lesions) study.lesions.push_back(judged(lesion));
  result.spine = Unknown{"no spine"};
  result.assessment = assess(study, {}, criteria);
  ResultJson json = result_json(result);
  json["software"]["rules_version"] = json.at("rules").at("version");
  EXPECT_EQ(judged_again(json, "result.json", criteria, std::nullopt).dump(2), json.dump(2));
}

TEST(JudgedAgain, OtherThresholdsGiveOtherVerdictsAndAreTold) {
  CriteriaParameters stricter;
  stricter.margin_sharp_limit_mm = 1;
  stricter.margin_sharp_lowest_fraction = 0.99;
  const ResultJson before = stored(), after = judged_again(before, "result.json", stricter, std::nullopt);
  EXPECT_EQ(before.at("lesions")[0].at("findings")[0].at("verdict"), "benign");
  EXPECT_EQ(after.at("lesions")[0].at("findings")[0].at("verdict"), "neutral");
  EXPECT_EQ(after.at("rules").at("changed").at("margin_sharp_limit_mm").at("value"), 1);
  EXPECT_EQ(after.at("rules").at("changed").at("margin_sharp_limit_mm").at("came_with"), 3);
  EXPECT_EQ(after.at("parameters").at("criteria").at("margin_sharp_limit_mm"), 1);
  EXPECT_EQ(after.at("parameters").at("ct_lesion"), before.at("parameters").at("ct_lesion"));
  EXPECT_EQ(after.at("lesions")[0].at("measurements"), before.at("lesions")[0].at("measurements"));
}

TEST(JudgedAgain, NewClinicalFactsReplaceStoredOnesKeyByKey) {
  const ResultJson first =
      judged_again(stored(), "result.json", criteria, R"({"age_years": 62, "sex": "M"})");
  const ResultJson second = judged_again(first, "result.json", criteria,
                                         R"({"age_years": 63, "pain": {"rhythm": "none"}} // later)");
  const ResultJson& given = second.at("clinical_context").at("given");
  EXPECT_EQ(given.at("age_years"), 63);
  EXPECT_EQ(given.at("sex"), "M");
  EXPECT_EQ(given.at("pain").at("rhythm"), "none");
}

TEST(JudgedAgain, AWrongContextIsRefusedByItsKey) {
  try {
    judged_again(stored(), "result.json", criteria, R"({"agee": 62})");
    FAIL() << "accepted";
  } catch (const UsageError& error) {
    EXPECT_THAT(error.what(), HasSubstr("agee"));
  }
}

std::string refusal_of(const ResultJson& json) {
  try {
    read_result(json, "x.json");
  } catch (const InputError& error) {
    return error.what();
  }
  return "accepted";
}

TEST(ReadResult, RefusesWhatIsNoResult) {
  EXPECT_THAT(refusal_of(ResultJson::array()), HasSubstr("x.json: is no result.json of osteosign"));
  EXPECT_THAT(refusal_of({{"schema_version", 1}, {"software", {{"name", "another"}}}}),
              HasSubstr("is no result.json"));
  EXPECT_THAT(refusal_of(result_json(refused_result())), HasSubstr("this study was refused"));
  ResultJson damaged = stored();
  damaged["lesions"][0].erase("measurements");
  EXPECT_THAT(refusal_of(damaged), HasSubstr("measurements"));
}

TEST(ReadResult, AMeasurementThatWasNotStoredIsUnknown) {
  ResultJson older = stored();
  older["lesions"][0]["measurements"].erase("margin_width");
  const StoredMeasurements read = read_result(older, "x.json");
  const auto& measured = std::get<CtLesionMeasurements>(read.study.lesions.at(0).measurements);
  EXPECT_EQ(measured.margin_width.reason(), "the stored result does not hold this measurement");
}

}  // namespace
}  // namespace osteosign
