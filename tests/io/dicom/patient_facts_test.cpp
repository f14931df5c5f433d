#include "io/dicom/patient_facts.h"

#include <gmock/gmock.h>

namespace osteosign {
namespace {

TEST(PatientAge, IsReadFromYearsMonthsWeeksAndDays) {
  EXPECT_EQ(age_from_string("055Y").value(), 55);
  EXPECT_EQ(age_from_string("018M").value(), 1.5);
  EXPECT_NEAR(age_from_string("052W").value(), 364 / 365.25, 1e-9);
  EXPECT_NEAR(age_from_string("010D").value(), 10 / 365.25, 1e-9);
}

TEST(PatientAge, OfAnythingElseIsUnknown) {
  for (const char* text : {"", "55", "Y", "55Y", "055X", "-55Y", "0055Y", "abcY"})
    EXPECT_FALSE(age_from_string(text).known()) << text;
}

TEST(PatientAge, IsCountedFromBirthAndStudyDate) {
  EXPECT_NEAR(age_from_dates("19600615", "20200615").value(), 60, 0.01);
  EXPECT_NEAR(age_from_dates("1960.06.15", "20200615").value(), 60, 0.01);
}

TEST(PatientAge, FromImpossibleOrAbsentDatesIsUnknownWithAReason) {
  EXPECT_EQ(age_from_dates("", "20200615").reason(), "birth date or study date is absent");
  EXPECT_EQ(age_from_dates("19601315", "20200615").reason(), "birth date or study date is absent");
  EXPECT_EQ(age_from_dates("20210101", "20200615").reason(), "birth date and study date contradict");
  EXPECT_EQ(age_from_dates("18000101", "20200615").reason(), "birth date and study date contradict");
}

}  // namespace
}  // namespace osteosign
