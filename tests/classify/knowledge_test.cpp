#include "classify/knowledge.h"

#include <gmock/gmock.h>

#include <set>

#include "classify/facts.h"
#include "io/values/errors.h"

namespace osteosign {
namespace {

using testing::AllOf;
using testing::HasSubstr;

TEST(Knowledge, HoldsEveryTumourOfTheSeed) {
  std::set<std::string> ids;
  for (const TumourKnowledge& tumour : knowledge().tumours) ids.insert(tumour.id);
  for (const char* id : {"non_ossifying_fibroma", "osteochondroma", "enchondroma", "osteoid_osteoma",
                         "osteoblastoma", "chondromyxoid_fibroma", "chondroblastoma", "giant_cell_tumour",
                         "fibrous_dysplasia", "bone_cyst", "bone_island", "osteosarcoma", "ewing_sarcoma", "chondrosarcoma",
                         "bone_lymphoma", "plasmacytoma", "multiple_myeloma", "fibrosarcoma", "chordoma"})
    EXPECT_TRUE(ids.contains(id)) << id;
}

TEST(Knowledge, EveryLineHasItsSource) {
  for (const TumourKnowledge& tumour : knowledge().tumours)
    EXPECT_THAT(tumour.source, HasSubstr(tumour.id == "bone_island" ? "Ulano" : "COFER chapter 28"))
        << tumour.id;
  for (const OriginKnowledge& origin : knowledge().origins)
    EXPECT_THAT(origin.source, HasSubstr("COFER chapter 28")) << origin.id;
  for (const StepKnowledge& step : knowledge().steps) EXPECT_FALSE(step.source.empty()) << step.id;
}

TEST(Knowledge, OriginsStandInTheOrderOfFrequency) {
  std::vector<std::string> first;
  for (const OriginKnowledge& origin : knowledge().origins) first.push_back(origin.id);
  first.resize(5);
  EXPECT_THAT(first, testing::ElementsAre("breast", "prostate", "lung", "kidney", "thyroid"));
  EXPECT_THAT(knowledge().origins_note,
              AllOf(HasSubstr("No appearance is specific"), HasSubstr("60 to 80 %")));
}

TEST(Facts, AreDescribedOnceWithBothSentences) {
  std::set<std::string_view> ids;
  for (const FactDescription& fact : all_facts()) {
    EXPECT_TRUE(ids.insert(fact.id).second) << fact.id;
    EXPECT_FALSE(fact.when_true.empty() || fact.when_false.empty()) << fact.id;
  }
}

const std::string no_origins = R"({"version": "1", "note": "n", "origins": []})";
const std::string no_steps = R"({"version": "1", "steps": []})";

std::string refusal_of(const std::string& tumours) {
  try {
    parse_knowledge(tumours, no_origins, no_steps);
  } catch (const UsageError& error) {
    return error.what();
  }
  return "accepted";
}

std::string with_tumour(const std::string& keys) {
  return R"({"version": "1", "tumours": [{"id": "a", "name": "a", "tissue": "t", "nature": "n", )" + keys +
         "}]}";
}

TEST(Knowledge, IsReadStrictly) {
  EXPECT_EQ(refusal_of(with_tumour(R"("source": "s")")), "accepted");
  EXPECT_THAT(refusal_of(with_tumour(R"("remark": "r")")), HasSubstr("an entry has no source"));
  EXPECT_THAT(refusal_of(with_tumour(R"("source": "s", "colour": "red")")),
              AllOf(HasSubstr("primary_tumours.json: tumours[0].colour"), HasSubstr("is not a known key")));
  EXPECT_THAT(refusal_of(with_tumour(R"("source": "s", "fits": ["glows"])")),
              HasSubstr("there is no fact \"glows\""));
  EXPECT_THAT(refusal_of(with_tumour(R"("source": "s", "fits": ["lytic", "lytic"])")),
              HasSubstr("\"lytic\" is given twice"));
  EXPECT_THAT(refusal_of(with_tumour(R"("source": "s", "fits": "lytic")")), HasSubstr("is not a list"));
  EXPECT_THAT(refusal_of(R"({"version": "2", "tumours": []})"), HasSubstr("its version is not that of"));
}

}  // namespace
}  // namespace osteosign
