#include "pipeline/pseudonyms.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

namespace osteosign {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

StudyAttributes jane() {
  StudyAttributes study;
  study.patient_name = "Doe^Jane Mary";
  study.patient_id = "HOSP-4711";
  study.birth_date = "19710203";
  study.sex = "F";
  study.study_instance_uid = "1.2.3.4.5.6.7";
  study.study_date = "20240229";
  study.accession_number = "ACC-1";
  study.study_description = "spine of Mrs Doe";
  return study;
}

Pseudonyms pseudonyms_of_jane(const std::string& key = std::string(32, 'k')) {
  Pseudonyms pseudonyms{PseudonymKey(key)};
  pseudonyms.know_patient(jane());
  return pseudonyms;
}

TEST(Pseudonyms, NothingOfThePatientStaysInTheAttributes) {
  const StudyAttributes shown = pseudonyms_of_jane().attributes(jane());
  EXPECT_THAT(shown.patient_name, Not(HasSubstr("Doe")));
  EXPECT_THAT(shown.patient_id, testing::MatchesRegex("[0-9A-F]+"));
  EXPECT_EQ(shown.birth_date, "");
  EXPECT_EQ(shown.sex, "");
  EXPECT_EQ(shown.study_description, "");
  EXPECT_EQ(shown.study_time, "");
  EXPECT_THAT(shown.study_instance_uid, StartsWith("2.25."));
  EXPECT_THAT(shown.removed_identity_by, HasSubstr("pseudonyms"));
  EXPECT_LE(shown.accession_number.size(), 16U);
}

TEST(Pseudonyms, AreTheSameForTheSameKeyAndOthersForAnother) {
  const StudyAttributes once = pseudonyms_of_jane().attributes(jane());
  const StudyAttributes again = pseudonyms_of_jane().attributes(jane());
  const StudyAttributes other = pseudonyms_of_jane(std::string(32, 'x')).attributes(jane());
  EXPECT_EQ(once.patient_id, again.patient_id);
  EXPECT_EQ(once.study_date, again.study_date);
  EXPECT_NE(once.patient_id, other.patient_id);
  EXPECT_NE(once.study_instance_uid, other.study_instance_uid);
}

TEST(Pseudonyms, DatesOfOnePatientKeepTheirDistance) {
  const Pseudonyms pseudonyms = pseudonyms_of_jane();
  EXPECT_LT(pseudonyms.date("20240229"), "20240229");
  EXPECT_EQ(pseudonyms.date("20240301") > pseudonyms.date("20240229"), true);
  EXPECT_EQ(pseudonyms.date("20240230"), "") << "no such day";
  EXPECT_EQ(pseudonyms.date(""), "");
}

TEST(Pseudonyms, TextsLoseNamesIdentifiersPathsAndUids) {
  Pseudonyms pseudonyms = pseudonyms_of_jane();
  pseudonyms.hide_path("/data/Doe_Jane/IM0001.dcm");
  pseudonyms.hide_words("Spine of J.", "(series description)");
  const std::string shown = pseudonyms.text(
      "/data/Doe_Jane/IM0001.dcm: slice im0001.dcm of JANE (hosp-4711) in 1.2.826.0.1.3680043.8.498.1, "
      "'Spine of "
      "J.', study of 20240229, class 1.2.840.10008.5.1.4.1.1.2");
  for (const char* identity :
       {"Doe", "JANE", "hosp", "4711", "1.2.826", "IM0001", "im0001", "Spine of", "20240229"})
    EXPECT_THAT(shown, Not(HasSubstr(identity)));
  EXPECT_THAT(shown, HasSubstr("1.2.840.10008.5.1.4.1.1.2"));
  EXPECT_THAT(shown, HasSubstr("2.25."));
}

TEST(Pseudonyms, AWordThatOnlyHoldsANameStays) {
  EXPECT_EQ(pseudonyms_of_jane().text("the doer of janeite"), "the doer of janeite");
}

TEST(Pseudonyms, ADocumentKeepsItsWordsAndNumbers) {
  const nlohmann::ordered_json document{{"status", "analyzed"},
                                        {"value", 1.25},
                                        {"warnings", {"seen for Jane Mary", "doe"}},
                                        {"uid", "2.25.12"}};
  const nlohmann::ordered_json shown = pseudonyms_of_jane().texts(document);
  EXPECT_EQ(shown["status"], "analyzed");
  EXPECT_EQ(shown["value"], 1.25);
  EXPECT_EQ(shown["uid"], "2.25.12");
  EXPECT_EQ(shown["warnings"][0], "seen for (name) (name)");
}

}  // namespace
}  // namespace osteosign
