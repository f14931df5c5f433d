#include <gmock/gmock.h>

#include <fstream>
#include <regex>
#include <sstream>

#include "classify/criteria_parameters.h"
#include "classify/criterion.h"
#include "classify/facts.h"
#include "classify/knowledge.h"
#include "features/values/lesion_measurements.h"
#include "features/values/radiograph_lesion_measurements.h"
#include "features/values/vertebra_measurements.h"
#include "pipeline/report/measurement_text.h"
#include "pipeline/report/words.h"
#include "tests/pipeline/report/source_texts.h"

namespace osteosign {
namespace {

void expect_known(std::string_view english) {
  EXPECT_TRUE(french().knows(std::string(english))) << '"' << english << '"';
}

template <class Word>
void expect_words(const std::vector<Word>& values) {
  for (const Word value : values) expect_known(words_from_key(std::string(word(value))));
}

template <class Measurements>
std::size_t names_expected() {
  Measurements measured;
  std::size_t count = 0;
  describe(measured, [&](const MeasurementDescription& about, const MeasuredQuantity&) {
    expect_known(words_from_key(std::string(about.name)));
    ++count;
  });
  return count;
}

TEST(FrenchTables, CriteriaBearTheWordsOfTheTeachingChapter) {
  ASSERT_EQ(all_criteria().size(), 13);
  for (const Criterion& each : all_criteria()) {
    EXPECT_EQ(french()(std::string(each.subject_en)), each.subject_fr);
    expect_known(words_from_key(std::string(each.id)));
    expect_known(each.reference);
  }
}

TEST(FrenchTables, FactsAreToldInFrench) {
  ASSERT_GT(all_facts().size(), 50);
  for (const FactDescription& each : all_facts()) {
    expect_known(each.when_true);
    expect_known(each.when_false);
  }
}

TEST(FrenchTables, TumoursOriginsAndNextStepsAreToldInFrench) {
  ASSERT_FALSE(knowledge().tumours.empty());
  for (const TumourKnowledge& each : knowledge().tumours) {
    for (const std::string& text : {each.name, each.nature, each.remark, each.source}) expect_known(text);
    if (!each.when_benign.empty()) expect_known("If it is a " + each.name + ": " + each.when_benign);
  }
  ASSERT_FALSE(knowledge().origins.empty());
  for (const OriginKnowledge& each : knowledge().origins)
    for (const std::string& text : {each.name, each.remark, each.source}) expect_known(text);
  expect_known(knowledge().origins_note);
  ASSERT_FALSE(knowledge().steps.empty());
  for (const StepKnowledge& each : knowledge().steps) {
    expect_known(filled_in(each.text));
    expect_known(each.source);
  }
}

TEST(FrenchTables, MeasurementsHaveFrenchNames) {
  EXPECT_GT(names_expected<CtLesionMeasurements>(), 50);
  EXPECT_GT(names_expected<RadiographLesionMeasurements>(), 10);
  EXPECT_GT(names_expected<VertebraMeasurements>(), 30);
}

TEST(FrenchTables, ThresholdsSayInFrenchWhereTheyComeFrom) {
  CriteriaParameters criteria;
  std::size_t count = 0;
  describe(criteria, [&](const ParameterDescription& about, double) {
    expect_known(about.source);
    ++count;
  });
  EXPECT_GT(count, 50);
}

TEST(FrenchTables, WordsOfPlacesMatricesAndReactionsAreFrench) {
  expect_words<PeriostealPattern>(
      {PeriostealPattern::none, PeriostealPattern::solid, PeriostealPattern::single_lamella,
       PeriostealPattern::multilamellated, PeriostealPattern::interrupted, PeriostealPattern::codman_triangle,
       PeriostealPattern::hair_on_end, PeriostealPattern::sunburst, PeriostealPattern::outgrowth});
  expect_words<MatrixKind>({MatrixKind::none, MatrixKind::chondroid, MatrixKind::osteoid,
                            MatrixKind::ground_glass, MatrixKind::fat, MatrixKind::fluid_level,
                            MatrixKind::gas, MatrixKind::nidus});
  expect_words<LongBonePart>({LongBonePart::epiphysis, LongBonePart::metaphysis, LongBonePart::diaphysis});
  expect_words<PositionInBone>({PositionInBone::central, PositionInBone::eccentric, PositionInBone::cortical,
                                PositionInBone::surface});
  for (const char* bone :
       {"sacrum",     "coccyx",   "rib",    "sternum", "scapula", "clavicle",     "humerus",   "radius",
        "ulna",       "femur",    "tibia",  "fibula",  "patella", "talus",        "calcaneus", "metatarsal",
        "metacarpal", "tarsal",   "carpal", "phalanx", "hip",     "mandible",     "maxilla",   "hyoid",
        "skull",      "vertebra", "bone",   "left",    "right",   "left pedicle", "lytic",     "mixed"})
    expect_known(bone);
  EXPECT_EQ(french()("vertebra L3, left pedicle, left"), "vertèbre L3, pédicule gauche, à gauche");
}

TEST(FrenchTables, EveryMarkedTextOfTheTemplateIsFrench) {
  std::ifstream file(std::string(OSTEOSIGN_SOURCE_DIR) + "/pipeline/report/report.mustache");
  std::ostringstream content;
  content << file.rdbuf();
  const std::string page = content.str();
  const std::regex marked(R"(\{\{#t\}\}([^{]*)\{\{/t\}\})");
  std::size_t count = 0;
  for (auto each = std::sregex_iterator(page.begin(), page.end(), marked); each != std::sregex_iterator();
       ++each, ++count)
    expect_known((*each)[1].str());
  EXPECT_GT(count, 80);
}

}  // namespace
}  // namespace osteosign
