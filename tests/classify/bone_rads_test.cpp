#include "classify/bone_rads_score.h"

#include <gmock/gmock.h>

#include <map>

#include "io/values/errors.h"

namespace osteosign {
namespace {

using testing::HasSubstr;

// The point table a second time, by words, summed in another way.
const std::vector<std::map<std::string, int>> point_table{
    {{"IA", 1}, {"IB", 3}, {"II", 5}, {"III", 7}},
    {{"none", 0}, {"non-aggressive", 2}, {"aggressive", 4}},
    {{"below a third", 0}, {"a third to two thirds", 1}, {"above two thirds", 2}},
    {{"no fracture", 0}, {"fracture", 2}},
    {{"no mass", 0}, {"mass", 4}},
    {{"no primary", 0}, {"primary", 2}}};

int oracle_category(int total) {
  const std::map<int, int> last_total_of{{2, 1}, {4, 2}, {6, 3}, {99, 4}};
  return last_total_of.lower_bound(total)->second;
}

TEST(BoneRads, EveryCombinationAgreesWithTheTable) {
  const std::vector<std::string> margins{"IA", "IB", "II", "III"},
      reactions{"none", "non-aggressive", "aggressive"},
      erosions{"below a third", "a third to two thirds", "above two thirds"};
  int combinations = 0;
  for (int margin = 0; margin < 4; ++margin)
    for (int reaction = 0; reaction < 3; ++reaction)
      for (int erosion = 0; erosion < 3; ++erosion)
        for (int flags = 0; flags < 8; ++flags) {
          const bool fracture = (flags & 1) != 0, mass = (flags & 2) != 0, primary = (flags & 4) != 0;
          const int total = bone_rads_points(static_cast<LodwickMadewellGrade>(margin)) +
                            bone_rads_points(static_cast<PeriostealActivity>(reaction)) +
                            bone_rads_points(static_cast<EndostealErosion>(erosion)) +
                            bone_rads_fracture_points(static_cast<Observed>(fracture)) +
                            bone_rads_soft_tissue_points(static_cast<Observed>(mass), 4) +
                            bone_rads_primary_points(static_cast<Observed>(primary));
          const int expected = point_table[0].at(margins[static_cast<std::size_t>(margin)]) +
                               point_table[1].at(reactions[static_cast<std::size_t>(reaction)]) +
                               point_table[2].at(erosions[static_cast<std::size_t>(erosion)]) +
                               point_table[3].at(fracture ? "fracture" : "no fracture") +
                               point_table[4].at(mass ? "mass" : "no mass") +
                               point_table[5].at(primary ? "primary" : "no primary");
          ASSERT_EQ(total, expected);
          ASSERT_EQ(bone_rads_category(total), oracle_category(expected));
          ++combinations;
        }
  EXPECT_EQ(combinations, 4 * 3 * 3 * 8);
}

/// Every input known or not: the range is that of all known combinations which agree with what is known.
TEST(BoneRads, WithUnknownsIsTheRangeOfAllCombinationsThatAgree) {
  const std::vector<std::vector<int>> table{{1, 3, 5, 7}, {0, 2, 4}, {0, 1, 2}, {0, 2}, {0, 4}, {0, 2}};
  const auto possible = [&]<class T>(std::size_t part, int choice, T) {
    Descriptor<T> descriptor{{}, "told"};
    for (int each = 0; each < static_cast<int>(table[part].size()); ++each)
      if (choice < 0 || choice == each) descriptor.possible.push_back(static_cast<T>(each));
    return descriptor;
  };
  int combinations = 0;
  std::vector<int> choice(table.size(), -1);  // -1: unknown
  for (bool more = true; more; ++combinations) {
    int lowest = 0, highest = 0;
    for (std::size_t part = 0; part < table.size(); ++part) {
      const auto& points = table[part];
      lowest += choice[part] < 0 ? points.front() : points[static_cast<std::size_t>(choice[part])];
      highest += choice[part] < 0 ? points.back() : points[static_cast<std::size_t>(choice[part])];
    }
    const LesionScore score = bone_rads_score(
        "L1",
        {possible(0, choice[0], LodwickMadewellGrade{}), possible(1, choice[1], PeriostealActivity{}),
         possible(2, choice[2], EndostealErosion{}), possible(3, choice[3], Observed{}),
         possible(4, choice[4], Observed{}), possible(5, choice[5], Observed{})},
        4);
    ASSERT_EQ(score.lowest, ScoreValue(lowest));
    ASSERT_EQ(score.highest, ScoreValue(highest));
    ASSERT_EQ(score.category.known(), oracle_category(lowest) == oracle_category(highest));
    if (score.category.known()) {
      ASSERT_THAT(score.category.value(), HasSubstr("category " + std::to_string(oracle_category(lowest))));
    }
    more = false;
    for (std::size_t part = 0; part < table.size() && !more; ++part) {
      more = ++choice[part] < static_cast<int>(table[part].size());
      if (!more) choice[part] = -1;
    }
  }
  EXPECT_EQ(combinations, 5 * 4 * 4 * 3 * 3 * 3);
}

TEST(BoneRads, CategoriesBeginAtOneThreeFiveAndSeven) {
  const std::vector<int> categories{1, 1, 2, 2, 3, 3, 4, 4};
  for (int total = 1; total <= 8; ++total)
    EXPECT_EQ(bone_rads_category(total), categories[static_cast<std::size_t>(total - 1)]) << total;
  EXPECT_EQ(bone_rads_category(21), 4);
  EXPECT_THROW(bone_rads_category(0), InternalError);
}

TEST(BoneRads, AMassScoresWhatTheSiteSays) {
  EXPECT_EQ(bone_rads_soft_tissue_points(Observed::present, 2), 2);
  EXPECT_EQ(bone_rads_soft_tissue_points(Observed::present, 4), 4);
  EXPECT_EQ(bone_rads_soft_tissue_points(Observed::absent, 4), 0);
}

}  // namespace
}  // namespace osteosign
