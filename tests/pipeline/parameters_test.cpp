#include "pipeline/parameters.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <set>

#include "io/values/errors.h"
#include "pipeline/parameter_texts.h"
#include "tests/io/files/temporary_folder.h"

namespace osteosign {
namespace {

using testing::HasSubstr;

std::string refusal_of(const std::string& text) {
  try {
    parse_parameters(text, "site.json");
  } catch (const UsageError& refusal) {
    EXPECT_EQ(refusal.exit_code(), 1);
    return refusal.what();
  }
  return "accepted";
}

TEST(Parameters, AFileOverridesWhatItNamesAndNothingElse) {
  const auto file = temporary_folder() / "site.json";
  write_text(file, R"({ // this site's reading
    "criteria": {"margin_sharp_limit_mm": 2} })");
  const Parameters parameters = read_parameters(file);
  EXPECT_EQ(parameters.criteria.margin_sharp_limit_mm, 2);
  EXPECT_EQ(parameters.criteria.margin_wide_limit_mm, CriteriaParameters{}.margin_wide_limit_mm);
}

TEST(Parameters, AreRefusedWithTheirFullPath) {
  EXPECT_EQ(refusal_of(R"({"criteria": {"margin_sharp_limit_mm": 40}})"),
            "site.json: criteria.margin_sharp_limit_mm: 40 is above 20");
  EXPECT_EQ(refusal_of(R"({"criteria": {"margin_sharp_limit_mm": 0.4}})"),
            "site.json: criteria.margin_sharp_limit_mm: 0.4 is below 0.5");
  EXPECT_EQ(refusal_of(R"({"criteria": {"margin_sharp_limit_mm": true}})"),
            "site.json: criteria.margin_sharp_limit_mm: true is not a number");
  EXPECT_EQ(refusal_of(R"({"criteria": {"margin_sharp_limit_mm": 1, "margin_sharp_limit_mm": 2}})"),
            "site.json: criteria.margin_sharp_limit_mm is given twice");
  EXPECT_THAT(refusal_of(R"({"criteria": {"margin_sharp_limit": 1}})"),
              HasSubstr("site.json: criteria.margin_sharp_limit: is not a known key; known here: "));
  EXPECT_THAT(refusal_of(R"({"criterions": {}})"),
              HasSubstr("site.json: criterions: is not a known key; known here: "));
  EXPECT_EQ(refusal_of(R"({"criteria": 3})"), "site.json: criteria: 3 is not an object");
}

TEST(Parameters, TheTemplateReadsBackToTheValuesItWasPrintedFrom) {
  Parameters parameters;
  parameters.criteria.margin_sharp_limit_mm = 2.25;
  const Parameters again = parse_parameters(parameter_template(parameters), "template");
  EXPECT_EQ(parameters_in_force(again), parameters_in_force(parameters));
  EXPECT_EQ(again.criteria.margin_sharp_limit_mm, 2.25);
}

TEST(Parameters, EveryDefaultIsInItsRangeAndEveryPathIsUnique) {
  std::set<std::string> paths;
  for (const ParameterRow& row : list_parameters({})) {
    const std::string path = std::string(row.group) + '.' + std::string(row.description.name);
    EXPECT_TRUE(paths.insert(path).second) << path;
    EXPECT_GE(row.value, row.description.lowest) << path;
    EXPECT_LE(row.value, row.description.highest) << path;
  }
}

TEST(ParameterTexts, NameEveryParameterWithItsSource) {
  const std::string table = parameter_table({});
  const std::string commented = parameter_template({});
  for (const ParameterRow& row : list_parameters({})) {
    EXPECT_THAT(table,
                HasSubstr("`" + std::string(row.group) + '.' + std::string(row.description.name) + "`"));
    EXPECT_THAT(commented, HasSubstr(std::string(row.description.source)));
  }
  EXPECT_THAT(table, HasSubstr("| `criteria.margin_sharp_limit_mm` | 3 | mm | 0.5 to 20 |"));
}

TEST(ParameterTexts, TheUnitIsReadOffTheName) {
  EXPECT_EQ(unit_in_name("margin_sharp_limit_mm"), "mm");
  EXPECT_EQ(unit_in_name("smallest_lesion_mm3"), "mm³");
  EXPECT_EQ(unit_in_name("margin_sharp_lowest_fraction"), "");
}

}  // namespace
}  // namespace osteosign
