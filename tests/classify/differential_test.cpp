#include "classify/differential.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "classify/knowledge.h"

namespace osteosign {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

/// The facts of the seed's description of each tumour, as a reader of the chapter would tick them.
struct Described {
  const char* tumour;
  std::vector<const char*> facts;
};

const std::vector<Described> seed{
    {"non_ossifying_fibroma",
     {"metaphysis", "metaphysis_or_diaphysis", "cortical_or_eccentric", "child_to_young_adult", "lytic",
      "sclerotic_rim"}},
    {"osteochondroma", {"metaphysis", "metaphysis_or_diaphysis", "surface", "outgrowth", "no_pain"}},
    {"enchondroma", {"central", "lytic", "sharp_border", "chondroid_matrix", "calcified", "distal_bone"}},
    {"osteoid_osteoma",
     {"metaphysis_or_diaphysis", "small", "nidus", "night_pain", "relieved_by_nsaid", "sclerotic"}},
    {"chondroblastoma", {"epiphysis", "lytic", "calcified"}},
    {"giant_cell_tumour", {"epiphysis", "lytic", "soft_tissue_mass", "cortex_broken", "malignant_sign"}},
    {"fibrous_dysplasia", {"ground_glass_matrix", "sclerotic_rim", "metaphysis", "femur_or_rib", "no_pain"}},
    {"osteosarcoma",
     {"adolescent_or_young_adult", "malignant_sign", "bone_of_the_knee", "spicules", "osteoid_matrix",
      "mixed"}},
    {"ewing_sarcoma",
     {"adolescent_or_young_adult", "malignant_sign", "lytic", "several_lamellae", "blurred_border"}},
    {"chondrosarcoma",
     {"adult", "malignant_sign", "lytic", "chondroid_matrix", "calcified", "soft_tissue_mass"}},
    {"bone_lymphoma", {"adult", "malignant_sign", "lytic", "blurred_border"}},
    {"plasmacytoma", {"adult", "lytic", "expanded", "monoclonal_peak"}},
    {"multiple_myeloma", {"adult", "lytic", "multiple", "monoclonal_peak"}}};

Facts with(const std::vector<const char*>& true_facts) {
  Facts facts;
  for (const char* id : true_facts) facts.set(id, true);
  return facts;
}

TEST(Differential, WhatTheSeedDescribesComesFirst) {
  for (const Described& described : seed) {
    const auto ranked = differential("1", with(described.facts));
    const auto found = std::ranges::find(ranked, described.tumour, &RankedTumour::id);
    ASSERT_NE(found, ranked.end()) << described.tumour;
    EXPECT_EQ(found->rank, 1) << described.tumour << " after " << ranked.front().id;
  }
}

TEST(Differential, GivesReasonsForAndAgainstAsSentences) {
  Facts facts = with({"epiphysis", "lytic"});
  facts.set("calcified", false);
  facts.set("metaphysis", false);
  const auto ranked = differential("1", facts);
  const auto chondroblastoma = std::ranges::find(ranked, "chondroblastoma", &RankedTumour::id);
  EXPECT_THAT(chondroblastoma->reasons_for, ElementsAre("it lies in the epiphysis", "the lesion is lytic"));
  EXPECT_THAT(chondroblastoma->reasons_against, ElementsAre("it holds no calcifications"));
  EXPECT_EQ(chondroblastoma->subject, "1");
}

TEST(Differential, ABoneIslandIsSupportedByItsDensityAndExcludesNothing) {
  const auto ranked = differential("1", with({"sclerotic", "dense_as_bone_island", "malignant_sign", "adult",
                                              "adolescent_or_young_adult"}));
  const auto island = std::ranges::find(ranked, "bone_island", &RankedTumour::id);
  ASSERT_NE(island, ranked.end());
  EXPECT_THAT(island->reasons_for, Contains("it is as dense as a bone island"));
  EXPECT_THAT(island->reasons_against, ElementsAre("there is a malignant sign"));
  EXPECT_NE(std::ranges::find(ranked, "osteosarcoma", &RankedTumour::id), ranked.end());
}

TEST(Differential, WhatIsUnknownSpeaksForNothing) { EXPECT_THAT(differential("1", Facts{}), IsEmpty()); }

TEST(Differential, EqualFitsShareARankInTheOrderOfTheTable) {
  const auto ranked = differential("1", with({"malignant_sign", "adult"}));
  ASSERT_GE(ranked.size(), 2U);
  for (std::size_t each = 1; each < ranked.size(); ++each)
    EXPECT_GE(ranked[each].rank, ranked[each - 1].rank);
}

std::vector<std::string> first_origins(const Facts& facts, const ClinicalContext& context,
                                       std::size_t count) {
  std::vector<std::string> ids;
  for (const RankedOrigin& origin : metastasis_origins(facts, context)) ids.push_back(origin.id);
  ids.resize(std::min(ids.size(), count));
  return ids;
}

TEST(MetastasisOrigins, ASclerosisInAManIsOfTheProstateFirst) {
  EXPECT_THAT(first_origins(with({"sclerotic", "male"}), {}, 1), ElementsAre("prostate"));
}

TEST(MetastasisOrigins, AMixedOneIsOfBreastOrLung) {
  EXPECT_THAT(first_origins(with({"mixed"}), {}, 2), ElementsAre("breast", "lung"));
}

TEST(MetastasisOrigins, APureLysisIsOfBreastKidneyOrThyroid) {
  EXPECT_THAT(first_origins(with({"lytic"}), {}, 3), ElementsAre("breast", "kidney", "thyroid"));
  EXPECT_THAT(first_origins(with({"lytic", "male"}), {}, 2), ElementsAre("kidney", "thyroid"));
}

TEST(MetastasisOrigins, WithoutAnyFactFollowTheirFrequency) {
  EXPECT_THAT(first_origins(Facts{}, {}, 5), ElementsAre("breast", "prostate", "lung", "kidney", "thyroid"));
}

TEST(MetastasisOrigins, AVeryHighPsaPointsToTheProstate) {
  EXPECT_THAT(first_origins(with({"lytic", "male", "psa_specific"}), {}, 3), Contains("prostate"));
  EXPECT_THAT(first_origins(with({"psa_specific"}), {}, 1), ElementsAre("prostate"));
}

TEST(MetastasisOrigins, AKnownPrimaryComesFirstWhetherTheSeedListsItOrNot) {
  ClinicalContext context;
  context.known_primary = std::string("Sein");
  EXPECT_THAT(first_origins(with({"sclerotic", "male"}), context, 1), ElementsAre("breast"));
  context.known_primary = std::string("melanoma");
  const auto origins = metastasis_origins(with({"lytic"}), context);
  EXPECT_EQ(origins.front().name, "melanoma");
  EXPECT_EQ(origins.front().rank, 1);
  EXPECT_EQ(origins.at(1).id, "breast");
  EXPECT_EQ(origins.at(1).rank, 2);
  context.known_primary = std::string("none");
  EXPECT_THAT(first_origins(with({"lytic"}), context, 1), ElementsAre("breast"));
}

}  // namespace
}  // namespace osteosign
