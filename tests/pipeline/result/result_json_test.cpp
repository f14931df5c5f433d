#include "pipeline/result/result_json.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>

#include "pipeline/result/json_values.h"
#include "tests/pipeline/result/sample_result.h"

namespace osteosign {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::vector<std::string> keys_of(const ResultJson& object) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : object.items()) keys.push_back(key);
  return keys;
}

TEST(ResultJson, KeysStandInTheOrderOfTheContract) {
  const ResultJson json = result_json(sample_result());
  EXPECT_THAT(keys_of(json),
              ElementsAre("schema_version", "status", "software", "rules", "parameters", "inputs",
                          "timing_ms", "study", "series", "refused_files", "spine", "film_spines", "lesions",
                          "prior", "findings", "scores", "clinical_context", "differential",
                          "metastasis_origin", "assessment", "warnings"));
  EXPECT_THAT(
      keys_of(json["lesions"][0]),
      ElementsAre("id", "series_instance_uid", "origin", "confidence", "location", "centre_mm",
                  "bounding_box", "volume_mm3", "longest_diameter_mm", "density", "periosteal_pattern",
                  "matrix", "measurements", "growth", "places", "scores", "findings"));
  EXPECT_THAT(keys_of(json["lesions"][0]["measurements"]["volume"]),
              ElementsAre("value", "unit", "sd", "method"));
}

TEST(ResultJson, ALesionOnCtLiesInPatientMillimetres) {
  const ResultJson lesion = result_json(sample_result())["lesions"][0];
  EXPECT_EQ(lesion["centre_mm"], ResultJson({1.0, 2.0, 3.0}));
  EXPECT_EQ(lesion["bounding_box"], ResultJson({-4.0, -3.0, -2.0, 6.0, 7.0, 8.0}));
  EXPECT_EQ(lesion["volume_mm3"], 1234.57);
  EXPECT_EQ(lesion["density"], "lytic");
  EXPECT_EQ(lesion["periosteal_pattern"]["unknown"], "not measured");
  EXPECT_EQ(lesion["matrix"]["unknown"], "not measured");
  EXPECT_EQ(lesion["measurements"]["volume"]["unit"], "mm3");
  EXPECT_EQ(lesion["measurements"]["surface_area"]["unknown"], "not measured");
}

TEST(ResultJson, ALesionOnAFilmLiesInPixelsAndHasNoVolume) {
  const ResultJson lesion = result_json(sample_result())["lesions"][1];
  EXPECT_EQ(lesion["centre_pixel"], ResultJson({10.0, 20.0}));
  EXPECT_EQ(lesion["bounding_box"], ResultJson({5.0, 10.0, 15.0, 30.0}));
  EXPECT_EQ(lesion["volume_mm3"]["unknown"], "a radiograph does not show a volume");
  EXPECT_EQ(lesion["density"]["unknown"], "no bone around");
  EXPECT_FALSE(lesion.contains("centre_mm"));
  EXPECT_EQ(lesion["periosteal_pattern"]["unknown"], "not measured");
  EXPECT_FALSE(lesion.contains("matrix"));
}

TEST(ResultJson, FindingsStandWithTheirSubject) {
  const ResultJson json = result_json(sample_result());
  for (const ResultJson& lesion : json["lesions"]) {
    EXPECT_EQ(lesion["findings"].size(), 5U);
    for (const ResultJson& finding : lesion["findings"]) EXPECT_EQ(finding["subject"], lesion["id"]);
  }
  EXPECT_EQ(json["findings"].size(), 2U + 3 * 6);
  const ResultJson margin = json["lesions"][0]["findings"][0];
  EXPECT_EQ(margin["criterion"], "margin");
  EXPECT_EQ(margin["verdict"], "benign");
  EXPECT_EQ(
      margin["evidence"][0],
      ResultJson::parse(R"({"name": "margin_width", "value": 1.5, "unit": "mm", "sd": 0.3, "threshold": 3.0,
              "threshold_source": "methods A4.1 starting value: sharp = W < 3 mm",
              "where": {"sop_instance_uid": "1.2.3.4", "frame": 0, "point_mm": [1.0, 2.0, 3.0]}})"));
}

TEST(ResultJson, TheSpineStandsAsTheContractSays) {
  const ResultJson spine = result_json(sample_result())["spine"];
  EXPECT_THAT(keys_of(spine), ElementsAre("vertebrae", "cobb_deg", "labels_from"));
  EXPECT_EQ(spine["cobb_deg"], 3);
  EXPECT_EQ(spine["labels_from"], "labels.nii.gz");
  const ResultJson& vertebra = spine["vertebrae"][1];
  EXPECT_THAT(keys_of(vertebra),
              ElementsAre("label", "level", "level_certainty", "level_shown", "level_source",
                          "series_instance_uid", "centre_mm", "cut_by_border", "body_volume_mm3", "mean_hu",
                          "heights_mm", "height_loss_fraction", "genant", "coronal_wedge_deg",
                          "posterior_wall_bulge_mm", "canal_narrowing_fraction", "pedicles", "sins",
                          "measurements", "cobb", "places", "findings"));
  EXPECT_EQ(vertebra["label"], 31);
  EXPECT_EQ(vertebra["level"], "L1");
  EXPECT_EQ(vertebra["centre_mm"], ResultJson({0.0, 22.0, 90.0}));
  EXPECT_EQ(vertebra["heights_mm"]["anterior"], 14.25);
  EXPECT_EQ(vertebra["heights_mm"]["middle"]["unknown"], "not measured");
  EXPECT_EQ(vertebra["height_loss_fraction"], 0.45);
  EXPECT_EQ(vertebra["genant"], ResultJson::parse(R"({"grade": 3, "type": "wedge"})"));
  EXPECT_EQ(vertebra["canal_narrowing_fraction"]["unknown"], "no intact neighbour has a canal");
  EXPECT_EQ(vertebra["pedicles"]["left"]["volume_ratio"], 0.2);
  EXPECT_EQ(vertebra["measurements"]["anterior_height"],
            ResultJson::parse(R"({"value": 14.25, "unit": "mm", "sd": 0.4})"));
}

TEST(ResultJson, TheFindingsOnAVertebraStandWithItAndWithTheStudy) {
  const ResultJson json = result_json(sample_result());
  const ResultJson& vertebra = json["spine"]["vertebrae"][1];
  EXPECT_EQ(vertebra["findings"].size(), 6U);
  const ResultJson& pedicle = vertebra["findings"][1];
  EXPECT_EQ(pedicle["criterion"], "pedicle_absent");
  EXPECT_EQ(pedicle["subject"], "L1");
  EXPECT_EQ(pedicle["verdict"], "malignant");
  EXPECT_EQ(pedicle["evidence"][0]["where"]["point_mm"], ResultJson({15.0, 40.0, 90.0}));
  EXPECT_EQ(json["findings"][2 + 6 + 1], pedicle);
  EXPECT_EQ(json["assessment"]["conclusion"], "suspicious");
}

TEST(ResultJson, AVertebraOfUnknownLevelSaysSo) {
  const ResultJson vertebra = result_json(sample_result())["spine"]["vertebrae"][2];
  EXPECT_EQ(vertebra["label"], 99);
  EXPECT_EQ(vertebra["level"]["unknown"], "no label and no landmark tells the level");
  EXPECT_EQ(vertebra["level_shown"], "vertebra 4 from above");
  EXPECT_EQ(vertebra["level_source"]["unknown"], "nothing tells the level");
  EXPECT_THAT(vertebra["sins"]["not_applicable"].get<std::string>(), HasSubstr("SINS scores tumours"));
}

TEST(ResultJson, ScoresAreThoseOfTheWorstVertebra) {
  const ResultJson scores = result_json(sample_result())["scores"];
  EXPECT_EQ(scores["sins"]["subject"], "L1");
  EXPECT_EQ(scores["sins"]["parts"]["location"]["highest"], 3);
  EXPECT_EQ(scores["sins"]["parts"]["pain"]["because"], "whether the pain is mechanical was not given");
  EXPECT_EQ(scores["sins"], result_json(sample_result())["spine"]["vertebrae"][1]["sins"]);
  EXPECT_EQ(scores["genant"]["category"], "severe");
  EXPECT_EQ(scores["genant"]["parts"]["T12"]["grade"], 0);
  EXPECT_THAT(keys_of(scores), ElementsAre("lodwick", "lodwick_madewell", "bone_rads", "sins", "genant",
                                           "mirels", "enneking_t"));
}

TEST(ResultJson, AStudyWithoutASpineSaysWhy) {
  StudyResult result = sample_result();
  result.spine = Unknown{"no vertebra in the volume"};
  const ResultJson json = result_json(result);
  EXPECT_EQ(json["spine"], ResultJson::parse(R"({"unknown": "no vertebra in the volume"})"));
  EXPECT_EQ(json["findings"].size(), 2U);
}

TEST(ResultJson, WhatIsUnknownSaysWhyAndNothingIsNull) {
  const StudyResult empty_lesion = [] {
    StudyResult result = sample_result();
    result.lesions[0].measurements = CtLesionMeasurements{};
    return result;
  }();
  for (const StudyResult& result : {sample_result(), refused_result(), empty_lesion}) {
    const std::string text = result_text(result_json(result));
    EXPECT_THAT(text, Not(HasSubstr("null")));
    EXPECT_THAT(text, Not(HasSubstr("NaN")));
  }
  const ResultJson json = result_json(sample_result());
  EXPECT_EQ(json["inputs"][1]["sop_instance_uid"]["unknown"], "SOP Instance UID (0008,0018) is absent");
  EXPECT_EQ(json["series"][0]["psf_sigma_mm"]["in_plane"]["unknown"], "no sharp edge");
  EXPECT_EQ(json["series"][1]["grid"]["spacing_mm"]["unknown"], "no pixel spacing in this radiograph");
  EXPECT_EQ(json["scores"]["mirels"]["unknown"], "the bone is not named by this version");
}

TEST(ResultJson, ParametersInForceAreAllThere) {
  StudyResult result = sample_result();
  result.parameters.criteria.margin_sharp_limit_mm = 2.5;
  EXPECT_EQ(result_json(result)["parameters"]["criteria"]["margin_sharp_limit_mm"], 2.5);
}

TEST(ResultJson, ARefusalStandsExactlyWithTheStatus) {
  const ResultJson json = result_json(refused_result());
  EXPECT_EQ(json["status"], "refused");
  EXPECT_EQ(json["refusal"], ResultJson::parse(R"({"reason": "one slice only", "code": 22})"));
  StudyResult without_reason = refused_result();
  without_reason.refusal.reset();
  EXPECT_THROW(result_json(without_reason), InternalError);
  StudyResult not_refused = refused_result();
  not_refused.status = StudyStatus::analyzed;
  EXPECT_THROW(result_json(not_refused), InternalError);
}

TEST(ResultJson, TheSameResultGivesTheSameBytes) {
  EXPECT_EQ(result_text(result_json(sample_result())), result_text(result_json(sample_result())));
}

TEST(ResultJson, ATextThatIsNotUtf8IsMarkedNotFatal) {
  StudyResult result = sample_result();
  result.warnings = {"Gen\xE8ve"};
  EXPECT_THAT(result_text(result_json(result)), HasSubstr("Gen\xEF\xBF\xBDve"));
}

TEST(JsonValues, NumbersKeepTheirSignificantDigits) {
  EXPECT_EQ(rounded(1234.56789, 6), 1234.57);
  EXPECT_EQ(rounded(0.1 + 0.2, 6), 0.3);
  EXPECT_EQ(rounded(1e-9 / 3, 6), 3.33333e-10);
  EXPECT_EQ(rounded(1000.0 / 3, geometry_digits), 333.3333333);
  EXPECT_FALSE(std::signbit(rounded(-0.0, 6)));
}

TEST(JsonValues, ANumberThatIsNotFiniteIsABug) {
  for (const double wrong :
       {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()})
    try {
      rounded(wrong, 6);
      FAIL() << "no error";
    } catch (const InternalError& bug) {
      EXPECT_STREQ(bug.what(), "a number that is not finite was to be written to result.json");
    }
}

TEST(JsonValues, AnUnknownWithoutAReasonIsABug) { EXPECT_THROW(unknown_json(""), InternalError); }

}  // namespace
}  // namespace osteosign
