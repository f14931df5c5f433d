#include "io/values/label_scheme.h"

#include <gmock/gmock.h>

#include "io/values/errors.h"

namespace osteosign {
namespace {

using testing::HasSubstr;

TEST(LabelScheme, TotalSegmentatorCountsTheSpineFromBelow) {
  EXPECT_EQ(meaning_in_totalsegmentator(25)->bone, "sacrum");
  EXPECT_EQ(meaning_in_totalsegmentator(26)->level, "S1");
  EXPECT_EQ(meaning_in_totalsegmentator(27)->level, "L5");
  EXPECT_EQ(meaning_in_totalsegmentator(31)->level, "L1");
  EXPECT_EQ(meaning_in_totalsegmentator(32)->level, "T12");
  EXPECT_EQ(meaning_in_totalsegmentator(43)->level, "T1");
  EXPECT_EQ(meaning_in_totalsegmentator(44)->level, "C7");
  EXPECT_EQ(meaning_in_totalsegmentator(50)->level, "C1");
}

TEST(LabelScheme, TotalSegmentatorHas62BonesIn117Classes) {
  // 25 vertebrae with S1, sacrum, 10 limb and girdle bones (humerus, scapula, clavicle, femur, hip), skull,
  // 24 ribs, sternum; the costal cartilages and the spinal cord are no bone.
  int bones = 0;
  int vertebrae = 0;
  for (std::uint16_t label = 1; label <= 117; ++label) {
    bones += meaning_in_totalsegmentator(label)->is_bone ? 1 : 0;
    vertebrae += meaning_in_totalsegmentator(label)->bone == "vertebra" ? 1 : 0;
  }
  EXPECT_EQ(bones, 62);
  EXPECT_EQ(vertebrae, 25);
  EXPECT_FALSE(meaning_in_totalsegmentator(0).has_value());
  EXPECT_FALSE(meaning_in_totalsegmentator(118).has_value());
}

TEST(LabelScheme, OrgansWithNamesOfBonesAreNoBones) {
  for (const int label : {5, 20, 65, 66, 67, 68, 79, 80, 86, 88, 90, 117})
    EXPECT_FALSE(meaning_in_totalsegmentator(static_cast<std::uint16_t>(label))->is_bone) << label;
}

TEST(LabelScheme, SidesAndRibsAreTold) {
  EXPECT_EQ(meaning_in_totalsegmentator(75)->bone, "femur");
  EXPECT_EQ(meaning_in_totalsegmentator(75)->side, "left");
  EXPECT_EQ(meaning_in_totalsegmentator(78)->bone, "hip");
  EXPECT_EQ(meaning_in_totalsegmentator(78)->side, "right");
  EXPECT_EQ(meaning_in_totalsegmentator(101)->bone, "rib");
  EXPECT_EQ(meaning_in_totalsegmentator(101)->level, "10");
  EXPECT_EQ(meaning_in_totalsegmentator(101)->side, "left");
}

TEST(LabelScheme, VerseCountsFromAbove) {
  EXPECT_EQ(meaning_in_verse(1)->level, "C1");
  EXPECT_EQ(meaning_in_verse(7)->level, "C7");
  EXPECT_EQ(meaning_in_verse(8)->level, "T1");
  EXPECT_EQ(meaning_in_verse(19)->level, "T12");
  EXPECT_EQ(meaning_in_verse(20)->level, "L1");
  EXPECT_EQ(meaning_in_verse(25)->level, "L6");
  EXPECT_EQ(meaning_in_verse(26)->bone, "sacrum");
  EXPECT_EQ(meaning_in_verse(27)->bone, "coccyx");
  EXPECT_EQ(meaning_in_verse(28)->level, "T13");
  EXPECT_FALSE(meaning_in_verse(29).has_value());
}

struct Named {
  const char* name;
  const char* bone;
  const char* level;
  const char* side;
};

class NamesOfRegions : public testing::TestWithParam<Named> {};

TEST_P(NamesOfRegions, AreUnderstood) {
  const LabelMeaning meaning = meaning_of_name(GetParam().name);
  EXPECT_EQ(meaning.bone, GetParam().bone);
  EXPECT_EQ(meaning.level, GetParam().level);
  EXPECT_EQ(meaning.side, GetParam().side);
  EXPECT_EQ(meaning.is_bone, !meaning.bone.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Names, NamesOfRegions,
    testing::Values(Named{"L3", "vertebra", "L3", ""}, Named{"vertebrae_T12", "vertebra", "T12", ""},
                    Named{"Th7", "vertebra", "T7", ""}, Named{"T13", "vertebra", "T13", ""},
                    Named{"T14", "", "", ""}, Named{"C8", "", "", ""}, Named{"L7", "", "", ""},
                    Named{"Bone structure of L3", "vertebra", "L3", ""}, Named{"S1", "vertebra", "S1", ""},
                    Named{"Femur_L", "femur", "", "left"}, Named{"Right femur", "femur", "", "right"},
                    Named{"f\xc3\xa9mur gauche", "femur", "", "left"},
                    Named{"Hip bone, left", "hip", "", "left"}, Named{"disc L3", "", "", ""},
                    Named{"L3-L4 disc", "", "", ""}, Named{"spinal_cord", "", "", ""},
                    Named{"costal_cartilages", "", "", ""}, Named{"iliac_artery_left", "", "", "left"},
                    Named{"GTV_Mass_CT", "", "", ""}, Named{"liver", "", "", ""}, Named{"", "", "", ""},
                    Named{"rib_right_3", "rib", "3", "right"}, Named{"Skeleton", "bone", "", ""}));

std::string refusal(const std::set<std::uint16_t>& labels,
                    const std::map<std::uint16_t, std::string>& names) {
  try {
    meanings_of_labels(labels, names);
  } catch (const InputError& error) {
    return error.what();
  }
  return "nothing thrown";
}

TEST(LabelScheme, NumbersWithoutNamesOrSchemeAreRefusedAndListed) {
  EXPECT_THAT(refusal({0, 20, 21}, {{21, "L2"}}),
              AllOf(HasSubstr("cannot be told"), HasSubstr("20, 21 \"L2\""), HasSubstr("--label-scheme")));
}

TEST(LabelScheme, NamesServeWhenEveryLabelHasOne) {
  const LabelMeanings meanings = meanings_of_labels({0, 1, 2}, {{1, "L3"}, {2, "aorta"}});
  EXPECT_EQ(meanings.at(1).level, "L3");
  EXPECT_FALSE(meanings.at(2).is_bone);
  EXPECT_FALSE(meanings.contains(0));
}

TEST(LabelScheme, ALabelThatTheSchemeDoesNotHaveIsRefusedAndListed) {
  try {
    meanings_of_labels({1, 40, 99}, {}, LabelScheme::verse);
    FAIL() << "nothing thrown";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("does not have the labels 40, 99"));
  }
}

TEST(LabelScheme, AnUnknownWordIsAUsageError) {
  EXPECT_EQ(label_scheme_of("verse"), LabelScheme::verse);
  try {
    label_scheme_of("nora");
    FAIL() << "nothing thrown";
  } catch (const UsageError& error) {
    EXPECT_THAT(error.what(), HasSubstr("--label-scheme nora: it is totalsegmentator, verse or names"));
  }
}

}  // namespace
}  // namespace osteosign
