#include "pipeline/report/words.h"

#include <gmock/gmock.h>

#include "io/values/errors.h"

namespace osteosign {
namespace {

Catalogue catalogue(const std::string& json) { return {json, "words.json"}; }

TEST(Catalogue, AWholeTextIsTranslatedAndAnUnknownOneStays) {
  const Catalogue words = catalogue(R"({"Margin": "Limites"})");
  EXPECT_EQ(words("Margin"), "Limites");
  EXPECT_EQ(words("Cortex"), "Cortex");
  EXPECT_TRUE(words.knows("Margin"));
  EXPECT_FALSE(words.knows("Cortex"));
}

TEST(Catalogue, APlaceTakesAnyTextAndThePlacesMayChangeTheirOrder) {
  const Catalogue words = catalogue(R"({"{} of {} slices": "sur {2} coupes, {1}"})");
  EXPECT_EQ(words("3 of 40 slices"), "sur 40 coupes, 3");
  EXPECT_EQ(words(" of 40 slices"), " of 40 slices") << "a place is never empty";
}

TEST(Catalogue, WhatStandsAtAPlaceIsTranslatedToo) {
  const Catalogue words = catalogue(R"({"unknown: {}": "inconnu : {1}", "no hole": "pas d'orifice"})");
  EXPECT_EQ(words("unknown: no hole"), "inconnu : pas d'orifice");
  EXPECT_TRUE(words.knows("unknown: no hole"));
  EXPECT_EQ(words("unknown: no rim"), "inconnu : no rim");
  EXPECT_FALSE(words.knows("unknown: no rim"));
}

TEST(Catalogue, TheMostTellingPatternGoesFirstWhateverItsPlaceInTheFile) {
  const Catalogue words = catalogue(R"({"{}: {}": "{1} : {2}", "Rule: {}": "Règle : {1}"})");
  EXPECT_EQ(words("Rule: 12"), "Règle : 12");
  EXPECT_EQ(words("L3: 12"), "L3 : 12");
}

TEST(Catalogue, APatternThatLeavesEnglishYieldsToOneThatLeavesNone) {
  const Catalogue words =
      catalogue(R"({"within {} of {}": "à {1} de {2}", "{} of bone": "{1} d'os", "within": "dans"})");
  EXPECT_EQ(words("within 3 of 4"), "à 3 de 4");
  EXPECT_EQ(words("within of bone"), "dans d'os");
}

TEST(Catalogue, PartsOfAListAreTranslatedEachAndJoinedAsTheFileSays) {
  const Catalogue words = catalogue(R"({"Margin": "Limites", "Cortex": "Corticales", "; ": " ; "})");
  EXPECT_EQ(words("Margin, Cortex"), "Limites, Corticales");
  EXPECT_EQ(words("Margin; something"), "Limites ; something");
  EXPECT_TRUE(words.knows("Margin, Cortex"));
  EXPECT_FALSE(words.knows("Margin; something"));
}

TEST(Catalogue, ANameBeforeANumberIsTranslated) {
  const Catalogue words = catalogue(R"({"canal area": "surface du canal", "{} mm": "{1} mm"})");
  EXPECT_EQ(words("canal area -2.5 ± 0.1 mm"), "surface du canal -2.5 ± 0.1 mm");
  EXPECT_TRUE(words.knows("canal area 2.5 mm"));
  EXPECT_FALSE(words.knows("canal area 2.5 parsec"));
  EXPECT_EQ(words("wall area 2"), "wall area 2");
}

TEST(Catalogue, CodesAndNumbersReadTheSameUnlessTheFileSaysOtherwise) {
  const Catalogue words = catalogue(R"({"CT": "TDM"})");
  EXPECT_TRUE(words.knows("L3"));
  EXPECT_TRUE(words.knows("12.5 %"));
  EXPECT_EQ(words("CT"), "TDM");
}

TEST(Catalogue, AFileWithWrongPlacesOrWithoutTextsIsRefused) {
  EXPECT_THROW(catalogue(R"({"{} mm": "mm"})"), UsageError);
  EXPECT_THROW(catalogue(R"({"{} of {}": "{1} sur {1}"})"), UsageError);
  EXPECT_THROW(catalogue(R"({"none": "{1}"})"), UsageError);
  EXPECT_THROW(catalogue(R"({"none": 3})"), UsageError);
  EXPECT_THROW(catalogue("[]"), UsageError);
}

TEST(Template, MarkedTextsAreTranslatedAndNothingElse) {
  const std::string marked = "<h2>{{#t}}Conclusion meaning nothing{{/t}}</h2> Margin {{#t}}Margin{{/t}}";
  EXPECT_EQ(template_in_language(marked, Language::french),
            "<h2>Conclusion meaning nothing</h2> Margin Limites");
  EXPECT_EQ(template_in_language(marked, Language::english),
            "<h2>Conclusion meaning nothing</h2> Margin Margin");
  EXPECT_THROW(template_in_language("{{#t}}open", Language::french), InternalError);
}

TEST(Node, WhatTheBrowserReadsStays) {
  const mstch::node english =
      mstch::map{{"verdict", std::string("malignant")}, {"verdict_name", std::string("malignant")}};
  mstch::map french_node = boost::get<mstch::map>(nodes_in_language(english, Language::french));
  EXPECT_EQ(boost::get<std::string>(french_node.at("verdict")), "malignant");
  EXPECT_EQ(boost::get<std::string>(french_node.at("verdict_name")), "malignité");
}

}  // namespace
}  // namespace osteosign
