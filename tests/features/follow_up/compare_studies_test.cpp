#include "features/follow_up/compare_studies.h"

#include <gtest/gtest.h>

namespace osteosign {
namespace {

FollowedLesion lesion(const std::string& id, const std::string& bone, double volume_mm3) {
  FollowedLesion lesion;
  lesion.id = id;
  lesion.seen_on = "CT";
  lesion.location = {bone, Unknown{"-"}, Unknown{"-"}, std::string("left"), Unknown{"-"}};
  lesion.size.volume = Quantity{volume_mm3, Unit::mm3};
  return lesion;
}

TEST(CompareStudies, TellsWhatGrewWhatIsNewAndWhatIsGone) {
  FollowedStudy earlier, now;
  earlier.date = "20250101";
  now.date = "20250702";
  earlier.lesions = {lesion("1", "femur", 1000), lesion("2", "tibia", 500)};
  now.lesions = {lesion("1", "pelvis", 300), lesion("2", "femur", 4000)};
  const StudyComparison comparison = compare_studies(earlier, now, {});
  EXPECT_EQ(comparison.interval_days.value(), 182);
  const FollowedGrowth& femur = comparison.lesions.at("2").value();
  EXPECT_EQ(femur.earlier_id, "1");
  EXPECT_EQ(femur.growth.volume_ratio.value().value, 4);
  EXPECT_NEAR(femur.growth.doubling_time.value().value, 91, 1e-9);
  EXPECT_EQ(comparison.lesions.at("1").reason(),
            "no lesion of the prior study is surely the same as this one; --same-lesion says which is");
  ASSERT_EQ(comparison.not_found_again.size(), 1U);
  EXPECT_EQ(comparison.not_found_again[0].earlier_id, "2");
}

TEST(CompareStudies, SaysSoWhenThePriorStudyHasNoLesion) {
  FollowedStudy now;
  now.lesions = {lesion("1", "femur", 1000)};
  EXPECT_EQ(
      compare_studies({}, now, {}).lesions.at("1").reason(),
      "the prior study shows no lesion that was marked or found: give its result instead of its images");
}

TEST(CompareStudies, DatesThatPseudonymsMovedTellNoInterval) {
  FollowedStudy earlier, now;
  earlier.date = "20250101";
  now.date = "20250702";
  now.dates_moved_by = "A1";
  EXPECT_FALSE(compare_studies(earlier, now, {}).interval_days.known());
  earlier.dates_moved_by = "A1";
  EXPECT_EQ(compare_studies(earlier, now, {}).interval_days.value(), 182);
}

TEST(CompareStudies, WithoutLesionsIsEmpty) {
  const StudyComparison comparison = compare_studies({}, {}, {});
  EXPECT_TRUE(comparison.lesions.empty());
  EXPECT_TRUE(comparison.not_found_again.empty());
  EXPECT_FALSE(comparison.interval_days.known());
}

}  // namespace
}  // namespace osteosign
