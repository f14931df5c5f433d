#include "features/follow_up/match_lesions.h"

#include <gmock/gmock.h>

#include "io/values/errors.h"

namespace osteosign {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

LesionLocation in_bone(const std::string& bone, const std::string& side) {
  return {bone, Unknown{"no level"}, Unknown{"no part"}, side, Unknown{"no position"}};
}
LesionLocation in_vertebra(const std::string& level) {
  return {std::string("vertebra"), level, Unknown{"no part"}, Unknown{"no side"}, Unknown{"no position"}};
}

FollowedLesion on_ct(const std::string& id, const LesionLocation& location,
                     const Eigen::Vector3d& centre_mm = Eigen::Vector3d::Zero()) {
  FollowedLesion lesion;
  lesion.id = id;
  lesion.image = "series";
  lesion.seen_on = "CT";
  lesion.location = location;
  lesion.centre_mm = centre_mm;
  return lesion;
}

/// A pair as "earlier-now".
std::vector<std::string> pairs_of(const FollowedStudy& earlier, const FollowedStudy& now,
                                  const SameLesions& same = {}) {
  std::vector<std::string> pairs;
  for (const LesionPair& pair : match_lesions(earlier, now, {}, same))
    pairs.push_back(earlier.lesions[pair.earlier].id + "-" + now.lesions[pair.now].id);
  return pairs;
}

/// Two spines, one moved by some decimetres and bent a little: each vertebra has moved in its own way.
class TwoSpines : public testing::Test {
 protected:
  TwoSpines() {
    const std::vector<std::pair<const char*, Eigen::Vector3d>> levels{
        {"L1", {0, 0, 0}}, {"L2", {1, 5, -35}}, {"L3", {-2, 9, -71}}};
    for (const auto& [level, centre] : levels) {
      earlier.vertebrae.push_back({"series", level, centre});
      now.vertebrae.push_back({"series", level, moved(centre)});
    }
  }
  static Eigen::Vector3d moved(const Eigen::Vector3d& point) {
    return point + Eigen::Vector3d(40, -25 + 0.02 * point.z(), 300);
  }
  void add(const std::string& id, const Eigen::Vector3d& point, const Eigen::Vector3d& shift) {
    earlier.lesions.push_back(on_ct("a" + id, FollowedLesion{}.location, point));
    now.lesions.insert(now.lesions.begin(), on_ct("b" + id, FollowedLesion{}.location, moved(point) + shift));
  }
  FollowedStudy earlier, now;
};

TEST_F(TwoSpines, TellTheSameLesionByItsWayFromItsVertebra) {
  add("1", {5, -3, -2}, {1, 0, 2});
  add("2", {-4, 8, -70}, {0, 3, 0});
  EXPECT_THAT(pairs_of(earlier, now), UnorderedElementsAre("a1-b1", "a2-b2"));
}

TEST_F(TwoSpines, SayNothingWhenTwoLesionsMayBeTheOne) {
  add("1", {5, -3, -2}, {0, 0, 4});
  add("2", {5, -3, 6}, {0, 0, 0});
  EXPECT_THAT(pairs_of(earlier, now), IsEmpty());
}

TEST_F(TwoSpines, WhatIsFartherThanTheLimitIsAnother) {
  add("1", {5, -3, -2}, {0, 0, 10.5});
  EXPECT_THAT(pairs_of(earlier, now), IsEmpty());
  earlier.lesions[0].location = now.lesions[0].location = in_vertebra("L1");
  EXPECT_THAT(pairs_of(earlier, now), IsEmpty()) << "another place in the same vertebra";
}

TEST_F(TwoSpines, FarFromEveryVertebraTellNothing) {
  add("1", {90, 0, -35}, {0, 0, 0});
  EXPECT_THAT(pairs_of(earlier, now), IsEmpty());
}

TEST_F(TwoSpines, OfAnotherSeriesTellNothing) {
  add("1", {5, -3, -2}, {0, 0, 0});
  now.lesions[0].image = "another series";
  EXPECT_THAT(pairs_of(earlier, now), IsEmpty());
}

TEST_F(TwoSpines, NamesThatContradictEachOtherRuleAPairOut) {
  add("1", {20, 0, -2}, {0, 0, 0});
  earlier.lesions[0].location.side = std::string("left");
  now.lesions[0].location.side = std::string("right");
  EXPECT_THAT(pairs_of(earlier, now), IsEmpty());
}

TEST_F(TwoSpines, ACandidateOfLowConfidenceIsTheSameAsNothing) {
  add("1", {5, -3, -2}, {0, 0, 0});
  earlier.lesions[0].is_uncertain = true;
  EXPECT_THAT(pairs_of(earlier, now), IsEmpty());
}

TEST(NamedBones, TheOnlyLesionOfABoneIsTheSame) {
  FollowedStudy earlier, now;
  earlier.lesions = {on_ct("a", in_bone("femur", "L")), on_ct("b", in_bone("femur", "R"))};
  now.lesions = {on_ct("c", in_bone("femur", "R"))};
  EXPECT_THAT(pairs_of(earlier, now), ElementsAre("b-c"));
  now.lesions.push_back(on_ct("d", in_bone("femur", "R")));
  EXPECT_THAT(pairs_of(earlier, now), IsEmpty()) << "either of two may be the one";
}

TEST(NamedBones, WhatTellsThemApartMustBeKnown) {
  FollowedStudy earlier, now;
  const auto pairs_when_both_are = [&](const LesionLocation& location) {
    earlier.lesions = {on_ct("a", location)};
    now.lesions = {on_ct("b", location)};
    return pairs_of(earlier, now).size();
  };
  LesionLocation side_unknown = in_bone("femur", "L"), level_unknown = in_vertebra("L3"),
                 rib = in_bone("rib", "L"), sacrum = in_bone("sacrum", "");
  side_unknown.side = sacrum.side = Unknown{"no side"};
  level_unknown.level = Unknown{"not certain"};
  EXPECT_EQ(pairs_when_both_are(side_unknown), 0U);
  EXPECT_EQ(pairs_when_both_are(level_unknown), 0U);
  EXPECT_EQ(pairs_when_both_are(rib), 0U) << "there are twelve of them";
  EXPECT_EQ(pairs_when_both_are(sacrum), 1U);
  EXPECT_EQ(pairs_when_both_are(in_vertebra("L3")), 1U);
  EXPECT_EQ(pairs_when_both_are(FollowedLesion{}.location), 0U) << "the only lesion of either study";
}

TEST(Films, AreComparedWithFilmsOfTheSameView) {
  FollowedStudy earlier, now;
  earlier.lesions = {on_ct("a", in_bone("femur", "L"))};
  now.lesions = {on_ct("b", in_bone("femur", "L"))};
  earlier.lesions[0].seen_on = "AP";
  EXPECT_THAT(pairs_of(earlier, now), IsEmpty());
  now.lesions[0].seen_on = "LAT";
  EXPECT_THAT(pairs_of(earlier, now), IsEmpty());
  now.lesions[0].seen_on = "AP";
  EXPECT_THAT(pairs_of(earlier, now), ElementsAre("a-b"));
  earlier.lesions[0].seen_on = now.lesions[0].seen_on = "";
  EXPECT_THAT(pairs_of(earlier, now), IsEmpty()) << "two unknown views may differ";
}

TEST(SameLesions, AreWhatTheUserSays) {
  FollowedStudy earlier, now;
  earlier.lesions = {on_ct("1", in_bone("femur", "L")), on_ct("2", FollowedLesion{}.location)};
  now.lesions = {on_ct("1", FollowedLesion{}.location)};
  EXPECT_THAT(pairs_of(earlier, now, {{"2", "1"}}), ElementsAre("2-1"));
  EXPECT_THROW(pairs_of(earlier, now, {{"3", "1"}}), UsageError);
  EXPECT_THROW(pairs_of(earlier, now, {{"1", "1"}, {"2", "1"}}), UsageError);
}

}  // namespace
}  // namespace osteosign
