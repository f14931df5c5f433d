#include "pipeline/report/measurement_text.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

namespace osteosign {
namespace {

using Json = nlohmann::ordered_json;

TEST(MeasuredText, ShowsAsManyDecimalsAsTheDeviationJustifies) {
  EXPECT_EQ(measured_text(Json{{"value", 12.3456}, {"unit", "mm"}, {"sd", 0.42}}), "12.35 ± 0.42 mm");
  EXPECT_EQ(measured_text(Json{{"value", 4188.79}, {"unit", "mm3"}, {"sd", 125.6}}), "4189 ± 126 mm³");
}

TEST(MeasuredText, WithoutADeviationShowsThreeSignificantDigits) {
  EXPECT_EQ(measured_text(Json{{"value", 0.12345}, {"unit", "1"}}), "0.123");
  EXPECT_EQ(measured_text(Json{{"value", 240.4}, {"unit", "[hnsf'U]"}}), "240 HU");
}

TEST(MeasuredText, NegativeAndZeroValuesKeepTheirSign) {
  EXPECT_EQ(measured_text(Json{{"value", -81.25}, {"unit", "[hnsf'U]"}}), "-81.2 HU");
  EXPECT_EQ(measured_text(Json{{"value", 0.0}, {"unit", "deg"}}), "0.0°");
}

TEST(EvidenceText, GivesTheThresholdAndWhoSaysSo) {
  const Json evidence{{"name", "margin_width"},
                      {"value", 6.1},
                      {"unit", "mm"},
                      {"threshold", 5.0},
                      {"threshold_source", "A4.1"}};
  EXPECT_EQ(evidence_text(evidence), "margin width 6.10 mm, threshold 5 mm (A4.1)");
}

TEST(EvidenceText, AnUnknownValueIsGivenWithItsReason) {
  const Json evidence{{"name", "margin_width"}, {"value", Json{{"unknown", "no spacing"}}}};
  EXPECT_EQ(evidence_text(evidence), "margin width: unknown, no spacing");
}

}  // namespace
}  // namespace osteosign
