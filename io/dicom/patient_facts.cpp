#include "io/dicom/patient_facts.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <optional>

#include "io/dicom/attribute_values.h"

namespace osteosign {
namespace {

constexpr double days_per_year = 365.25;
constexpr double longest_life_years = 130;

std::optional<int> digits(const std::string& text, std::size_t first, std::size_t count) {
  if (text.size() < first + count) return std::nullopt;
  int number = 0;
  const char* begin = text.data() + first;
  const auto [end, error] = std::from_chars(begin, begin + count, number);
  return error == std::errc{} && end == begin + count && number >= 0 ? std::optional(number) : std::nullopt;
}

/// YYYYMMDD, or the old form YYYY.MM.DD.
std::optional<std::chrono::sys_days> day_of(std::string date) {
  date.erase(std::remove(date.begin(), date.end(), '.'), date.end());
  const std::optional<int> year = digits(date, 0, 4);
  const std::optional<int> month = digits(date, 4, 2);
  const std::optional<int> day = digits(date, 6, 2);
  if (!year || !month || !day) return std::nullopt;
  const std::chrono::year_month_day calendar{std::chrono::year(*year),
                                             std::chrono::month(static_cast<unsigned>(*month)),
                                             std::chrono::day(static_cast<unsigned>(*day))};
  return calendar.ok() ? std::optional(std::chrono::sys_days(calendar)) : std::nullopt;
}

Measured<std::string> sex_of(DcmDataset& dataset) {
  const std::string sex = text_of(dataset, DCM_PatientSex);
  if (sex == "F" || sex == "M" || sex == "O") return sex;
  return Unknown{fmt::format("{} {}", name_of(DCM_PatientSex), state_of(dataset, DCM_PatientSex))};
}

Measured<double> age_of(DcmDataset& dataset) {
  const Measured<double> stated = age_from_string(text_of(dataset, DCM_PatientAge));
  if (stated.known()) return stated;
  const Measured<double> counted =
      age_from_dates(text_of(dataset, DCM_PatientBirthDate), text_of(dataset, DCM_StudyDate));
  if (counted.known()) return counted;
  return Unknown{fmt::format("{} {} and {}", name_of(DCM_PatientAge), state_of(dataset, DCM_PatientAge),
                             counted.reason())};
}

}  // namespace

Measured<double> age_from_string(const std::string& age_string) {
  const std::optional<int> count = digits(age_string, 0, 3);
  if (!count || age_string.size() != 4) return Unknown{"no age string (nnnD, nnnW, nnnM or nnnY)"};
  switch (age_string[3]) {
    case 'Y':
      return static_cast<double>(*count);
    case 'M':
      return *count / 12.0;
    case 'W':
      return *count * 7 / days_per_year;
    case 'D':
      return *count / days_per_year;
    default:
      return Unknown{"no age string (nnnD, nnnW, nnnM or nnnY)"};
  }
}

Measured<double> age_from_dates(const std::string& birth_date, const std::string& study_date) {
  const auto birth = day_of(birth_date);
  const auto study = day_of(study_date);
  if (!birth || !study) return Unknown{"birth date or study date is absent"};
  const double years = static_cast<double>((*study - *birth).count()) / days_per_year;
  if (years < 0 || years > longest_life_years) return Unknown{"birth date and study date contradict"};
  return years;
}

PatientFacts patient_facts(DcmDataset& dataset) {
  return {.age_years = age_of(dataset), .sex = sex_of(dataset)};
}

}  // namespace osteosign
