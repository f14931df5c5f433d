#include "features/follow_up/match_lesions.h"

#include <gmock/gmock.h>

#include <Eigen/Geometry>

namespace osteosign {
namespace {

using testing::IsEmpty;

LesionLocation in_bone(const std::string& bone, const std::string& side) {
  return {bone, Unknown{"no level"}, Unknown{"no part"}, side, Unknown{"no position"}};
}
LesionLocation nowhere() { return {Unknown{"-"}, Unknown{"-"}, Unknown{"-"}, Unknown{"-"}, Unknown{"-"}}; }
FollowedLesion on_ct(const std::string& id, const LesionLocation& location,
                     const Eigen::Vector3d& centre_mm) {
  return {.id = id,
          .seen_on = "CT",
          .location = location,
          .centre_mm = centre_mm,
          .size = {},
          .was_marked = false};
}

/// A pair as "earlier-now".
std::vector<std::string> pairs_of(const FollowedStudy& earlier, const FollowedStudy& now) {
  std::vector<std::string> pairs;
  for (const LesionPair& pair : match_lesions(earlier, now, {}))
    pairs.push_back(earlier.lesions[pair.earlier].id + "-" + now.lesions[pair.now].id);
  return pairs;
}

class TwoSpines : public testing::Test {
 protected:
  TwoSpines() {
    const Eigen::Isometry3d moved =
        Eigen::Translation3d(40, -25, 300) * Eigen::AngleAxisd(0.3, Eigen::Vector3d(1, 2, 3).normalized());
    const std::vector<std::pair<std::string, Eigen::Vector3d>> levels{
        {"L1", {0, 0, 0}}, {"L2", {1, 5, -35}}, {"L3", {-2, 9, -71}}, {"L4", {0, 6, -108}}};
    for (const auto& [level, centre] : levels) {
      earlier.vertebrae_mm[level] = centre;
      now.vertebrae_mm[level] = moved * centre;
    }
    moved_ = moved;
  }
  void add(const std::string& id, const Eigen::Vector3d& point, const Eigen::Vector3d& shift) {
    earlier.lesions.push_back(on_ct("a" + id, nowhere(), point));
    now.lesions.insert(now.lesions.begin(), on_ct("b" + id, nowhere(), moved_ * (point + shift)));
  }
  FollowedStudy earlier, now;
  Eigen::Isometry3d moved_;
};

TEST_F(TwoSpines, LayTheirVertebraeOnEachOther) {
  add("1", {5, -3, -2}, {1, 0, 2});
  add("2", {-4, 8, -70}, {0, 3, 0});
  EXPECT_THAT(pairs_of(earlier, now), testing::UnorderedElementsAre("a1-b1", "a2-b2"));
}

TEST_F(TwoSpines, OfTwoNearOnesTheNearerIsTheSame) {
  add("1", {5, -3, -2}, {0, 0, 4});
  add("2", {5, -3, 6}, {0, 0, 0});
  EXPECT_THAT(pairs_of(earlier, now), testing::UnorderedElementsAre("a2-b2", "a1-b1"));
}

TEST_F(TwoSpines, WhatIsFartherThanTheLimitIsAnother) {
  add("1", {5, -3, -2}, {0, 0, 10.5});
  EXPECT_THAT(pairs_of(earlier, now), IsEmpty());
}

TEST_F(TwoSpines, ThatShareTwoLevelsTellNothing) {
  add("1", {5, -3, -2}, {0, 0, 0});
  now.vertebrae_mm.erase("L3");
  now.vertebrae_mm.erase("L4");
  EXPECT_THAT(pairs_of(earlier, now), IsEmpty());
}

TEST(NamedPlaces, TheOnlyLesionOfABoneIsTheSame) {
  FollowedStudy earlier, now;
  earlier.lesions = {on_ct("a", in_bone("femur", "L"), {0, 0, 0}),
                     on_ct("b", in_bone("femur", "R"), {9, 9, 9})};
  now.lesions = {on_ct("c", in_bone("femur", "R"), {5, 5, 5})};
  EXPECT_THAT(pairs_of(earlier, now), testing::ElementsAre("b-c"));
  now.lesions.push_back(on_ct("d", in_bone("femur", "R"), {50, 5, 5}));
  EXPECT_THAT(pairs_of(earlier, now), IsEmpty()) << "either of two may be the one";
}

TEST(MarkedLesions, TheOnlyOneOfBothIsTheSameUnlessItsPlaceContradicts) {
  FollowedStudy earlier, now;
  earlier.lesions = {on_ct("a", nowhere(), {0, 0, 0})};
  now.lesions = {on_ct("b", in_bone("tibia", "L"), {0, 0, 0}), on_ct("candidate", nowhere(), {0, 0, 0})};
  earlier.lesions[0].was_marked = now.lesions[0].was_marked = true;
  EXPECT_THAT(pairs_of(earlier, now), testing::ElementsAre("a-b"));
  earlier.lesions[0].location.side = std::string("R");
  EXPECT_THAT(pairs_of(earlier, now), IsEmpty());
}

TEST(Films, AreComparedWithFilmsOfTheSameView) {
  FollowedStudy earlier, now;
  earlier.lesions = {on_ct("a", in_bone("femur", "L"), {0, 0, 0})};
  now.lesions = {on_ct("b", in_bone("femur", "L"), {0, 0, 0})};
  earlier.lesions[0].seen_on = "AP";
  EXPECT_THAT(pairs_of(earlier, now), IsEmpty());
  now.lesions[0].seen_on = "LAT";
  EXPECT_THAT(pairs_of(earlier, now), IsEmpty());
  now.lesions[0].seen_on = "AP";
  EXPECT_THAT(pairs_of(earlier, now), testing::ElementsAre("a-b"));
  earlier.lesions[0].seen_on = now.lesions[0].seen_on = "";
  EXPECT_THAT(pairs_of(earlier, now), IsEmpty()) << "two unknown views may differ";
}

}  // namespace
}  // namespace osteosign
