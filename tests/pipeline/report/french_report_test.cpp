#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <regex>

#include "pipeline/report/report_html.h"
#include "pipeline/result/result_json.h"
#include "tests/pipeline/result/sample_result.h"

namespace osteosign {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string page_of(const StudyResult& result, Language language) {
  return report_html(result_json(result), {}, language);
}

/// What a reader reads: no style, no code, no attributes, no proper names, nothing below the provenance.
std::string read_text(const std::string& page) {
  std::string text = page.substr(0, page.find("<footer>"));
  text = text.substr(text.find("<body>"));
  for (const char* left_out : {"<code>[^<]*</code>", "<[^>]*>", "American College of Radiology"})
    text = std::regex_replace(text, std::regex(left_out), " ");
  return text;
}

TEST(FrenchReport, SpeaksTheLanguageOfTheTeachingChapter) {
  EXPECT_THAT(page_of(sample_result(), Language::french),
              AllOf(HasSubstr("<html lang=\"fr\">"), HasSubstr("Limites"), HasSubstr("Zone lytique"),
                    HasSubstr("vertèbre borgne"), HasSubstr("Mur postérieur"), HasSubstr("liseré condensé"),
                    HasSubstr("Suspect de malignité")));
}

TEST(FrenchReport, HasNoEnglishLeftInIt) {
  StudyResult result = sample_result();
  result.warnings.clear();       // the sample's own words
  result.refused_files.clear();  // what is wrong with files is told in English
  const std::string text = read_text(page_of(result, Language::french));
  const std::regex english(R"(\b(the|is|are|of|not|with|and|from|lies|which|there|its|was|were|by)\b)");
  for (auto each = std::sregex_iterator(text.begin(), text.end(), english); each != std::sregex_iterator();
       ++each) {
    const std::size_t at = static_cast<std::size_t>(each->position());
    ADD_FAILURE() << text.substr(at > 60 ? at - 60 : 0, 120);
  }
}

TEST(FrenchReport, WhatTheStyleSheetNamesStays) {
  EXPECT_THAT(page_of(sample_result(), Language::french),
              AllOf(HasSubstr("class=\"conclusion suspicious\""), HasSubstr("class=\"verdict malignant\"")));
}

TEST(FrenchReport, TheEnglishReportHasNoFrenchInIt) {
  EXPECT_THAT(page_of(sample_result(), Language::english),
              AllOf(HasSubstr("<html lang=\"en\">"), HasSubstr("Margin"), Not(HasSubstr("Limites"))));
}

TEST(FrenchReport, ARefusedStudyIsReportedInFrenchToo) {
  EXPECT_THAT(page_of(refused_result(), Language::french),
              AllOf(HasSubstr("<html lang=\"fr\">"), HasSubstr("Non analysé")));
}

}  // namespace
}  // namespace osteosign
