#include "pipeline/objects/codes.h"

#include <gmock/gmock.h>

#include <map>
#include <set>

#include "io/values/described.h"
#include "pipeline/objects/code_tables.h"

namespace osteosign {
namespace {

TEST(Codes, EveryWordOfAReportHasACodeOfItsOwnThatDicomCanHold) {
  std::map<std::string, std::string> word_of;
  for (const std::string& word : reported_words()) {
    const CodedName code = code_of(word);
    EXPECT_LE(code.value.size(), 16U) << word;
    EXPECT_LE(code.scheme.size(), 16U) << word;
    EXPECT_FALSE(code.meaning.empty()) << word;
    EXPECT_LE(code.meaning.size(), 64U) << word;
    if (code.scheme != private_scheme) continue;
    EXPECT_TRUE(word_of.emplace(code.value, word).second)
        << word << " has the code of " << word_of[code.value];
  }
  EXPECT_GT(word_of.size(), 100U);
}

TEST(Codes, APrivateCodeNeverChanges) {
  EXPECT_EQ(code_of("margin_width").value, "OS2f159287");
  EXPECT_EQ(code_of("margin_width").scheme, "99OSTEOSIGN");
  EXPECT_EQ(code_of("margin_width").meaning, "margin width");
}

TEST(Codes, StandardCodesComeBeforePrivateOnes) {
  EXPECT_EQ(code_of("volume"), (CodedName{"SCT", "118565006", "Volume"}));
  EXPECT_EQ(code_of("level:L3"), (CodedName{"SCT", "36470004", "L3 vertebra"}));
  EXPECT_EQ(code_of("verdict:malignant"), (CodedName{"SCT", "21594007", "Malignant"}));
  EXPECT_EQ(code_of("mean_hu").value, "112031");
  EXPECT_EQ(public_code_of("derivation:mean_hu")->meaning, "Mean");
  EXPECT_EQ(code_of("level:L6").scheme, private_scheme);
}

TEST(Codes, EveryUnitHasItsUcumCode) {
  for (const Unit unit : {Unit::one, Unit::count, Unit::fraction, Unit::degree, Unit::hu, Unit::mm, Unit::mm2,
                          Unit::mm3, Unit::pixel, Unit::pixel2, Unit::day}) {
    EXPECT_EQ(code_of(unit).scheme, "UCUM");
    EXPECT_EQ(code_of(unit).value, ucum(unit));
  }
}

TEST(Codes, EveryPublicCodeNamesWhoVerifiedItAndItsSchemeIsDeclared) {
  std::set<std::string> declared{"UMLS", "RFC5646"};  // declared by DICOM itself
  for (const CodingScheme& scheme : coding_schemes()) declared.insert(scheme.designator);
  for (const PublicCode& row : all_public_codes()) {
    EXPECT_FALSE(row.verified_by.empty()) << row.word;
    EXPECT_TRUE(declared.contains(row.code.scheme)) << row.word;
  }
}

}  // namespace
}  // namespace osteosign
