#include "pipeline/criteria_texts.h"

#include <gmock/gmock.h>

#include "classify/criterion.h"

namespace osteosign {
namespace {

using testing::HasSubstr;

TEST(CriteriaTexts, NameEveryCriterionWithItsReference) {
  const std::string text = criteria_text({}), table = criteria_table({});
  for (const Criterion& each : all_criteria()) {
    EXPECT_THAT("\n" + text, HasSubstr("\n" + std::string(each.id) + ": "));
    EXPECT_THAT(table, HasSubstr("| `" + std::string(each.id) + "` |"));
    EXPECT_THAT(text, HasSubstr(std::string(each.reference)));
  }
}

TEST(CriteriaTexts, ShowTheThresholdsInForceWithUnitAndSource) {
  CriteriaParameters criteria;
  criteria.margin_sharp_limit_mm = 2.5;
  EXPECT_THAT(criteria_text(criteria), HasSubstr("threshold: margin_sharp_limit_mm = 2.5 mm; "));
  EXPECT_THAT(criteria_text(criteria), HasSubstr("(methods A4.1 starting value: sharp = W < 3 mm)"));
  EXPECT_THAT(criteria_table(criteria), HasSubstr("`margin_sharp_limit_mm` 2.5 mm<br>"));
}

}  // namespace
}  // namespace osteosign
