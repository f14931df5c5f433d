#include "io/files/clinical_context_file.h"

#include <gmock/gmock.h>

#include "io/values/errors.h"
#include "tests/io/files/temporary_folder.h"

namespace osteosign {
namespace {

std::string refusal_of(const std::string& text) {
  try {
    parse_clinical_context(text, "patient.json");
  } catch (const UsageError& refusal) {
    return refusal.what();
  }
  return "accepted";
}

TEST(ClinicalContextFile, ReadsEveryKeyOfTheContract) {
  const auto file = temporary_folder() / "patient.json";
  write_text(file, R"({ "age_years": 55, "sex": "F",
    "pain": {"rhythm": "inflammatory", "increasing": true, "relieved_by_nsaid": false, "mechanical": false},
    "nerve_compression": false, "altered_general_state": false, "course": "fast", "known_primary": "breast",
    "esr_mm_h": 20, "crp_mg_l": 5, "calcium_mmol_l": 2.4, "psa_ng_ml": 3.0, "ca15_3_u_ml": 12,
    "monoclonal_peak": false, "known_scoliosis": true, "family_history_of_cancer": true,
    "ca125_u_ml": 1, "afp_ng_ml": 2, "beta_hcg_iu_l": 3, "ca19_9_u_ml": 4, "nse_ng_ml": 5,
    "cyfra21_1_ng_ml": 6, "thyroglobulin_ng_ml": 7 } // all of them)");
  const ClinicalContext context = read_clinical_context(file);
  EXPECT_EQ(context.age_years.value(), 55);
  EXPECT_EQ(context.sex.value(), Sex::female);
  EXPECT_EQ(context.pain.rhythm.value(), PainRhythm::inflammatory);
  EXPECT_TRUE(context.pain.increasing.value());
  EXPECT_FALSE(context.pain.relieved_by_nsaid.value());
  EXPECT_FALSE(context.pain.mechanical.value());
  EXPECT_FALSE(context.nerve_compression.value());
  EXPECT_FALSE(context.altered_general_state.value());
  EXPECT_EQ(context.course.value(), Course::fast);
  EXPECT_EQ(context.known_primary.value(), "breast");
  EXPECT_TRUE(context.known_scoliosis.value());
  EXPECT_TRUE(context.family_history_of_cancer.value());
  const LaboratoryValues& laboratory = context.laboratory;
  EXPECT_EQ(laboratory.esr_mm_h.value(), 20);
  EXPECT_EQ(laboratory.crp_mg_l.value(), 5);
  EXPECT_EQ(laboratory.calcium_mmol_l.value(), 2.4);
  EXPECT_EQ(laboratory.psa_ng_ml.value(), 3);
  EXPECT_EQ(laboratory.ca15_3_u_ml.value(), 12);
  EXPECT_EQ(laboratory.ca125_u_ml.value(), 1);
  EXPECT_EQ(laboratory.afp_ng_ml.value(), 2);
  EXPECT_EQ(laboratory.beta_hcg_iu_l.value(), 3);
  EXPECT_EQ(laboratory.ca19_9_u_ml.value(), 4);
  EXPECT_EQ(laboratory.nse_ng_ml.value(), 5);
  EXPECT_EQ(laboratory.cyfra21_1_ng_ml.value(), 6);
  EXPECT_EQ(laboratory.thyroglobulin_ng_ml.value(), 7);
  EXPECT_FALSE(laboratory.monoclonal_peak.value());
}

TEST(ClinicalContextFile, WhatIsNotGivenStaysUnknown) {
  const ClinicalContext context = parse_clinical_context("{}", "patient.json");
  EXPECT_EQ(context.age_years.reason(), "age was not given");
  EXPECT_EQ(context.sex.reason(), "sex was not given");
  EXPECT_FALSE(context.pain.rhythm.known());
  EXPECT_FALSE(context.laboratory.calcium_mmol_l.known());
}

TEST(ClinicalContextFile, RefusesWhatItCannotTakeAtItsWord) {
  EXPECT_THAT(refusal_of(R"({"pain": {"rythm": "none"}})"),
              testing::HasSubstr("patient.json: pain.rythm: is not a known key"));
  EXPECT_THAT(refusal_of(R"({"agee_years": 55})"),
              testing::HasSubstr("patient.json: agee_years: is not a known key"));
  EXPECT_EQ(refusal_of(R"({"age_years": "55"})"), "patient.json: age_years: \"55\" is not a number");
  EXPECT_EQ(refusal_of(R"({"age_years": 131})"), "patient.json: age_years: 131 is above 130");
  EXPECT_EQ(refusal_of(R"({"sex": "female"})"), "patient.json: sex: \"female\" is not one of F, M, O");
  EXPECT_EQ(refusal_of(R"({"calcium_mmol_l": 9.8})"), "patient.json: calcium_mmol_l: 9.8 is above 6");
  EXPECT_EQ(refusal_of(R"({"monoclonal_peak": 1})"), "patient.json: monoclonal_peak: 1 is not true or false");
  EXPECT_EQ(refusal_of(R"({"age_years": 5, "age_years": 55})"), "patient.json: age_years is given twice");
}

}  // namespace
}  // namespace osteosign
