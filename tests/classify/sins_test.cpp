#include "classify/sins.h"

#include <gmock/gmock.h>

#include <map>

namespace osteosign {
namespace {

// The table of the score written a second time, by the words of the paper, and summed in another way.
struct Choice {
  std::string words;
  int score;
};
const std::vector<std::vector<Choice>> table{
    {{"junctional", 3}, {"mobile", 2}, {"semirigid", 1}, {"rigid", 0}},
    {{"mechanical", 3}, {"occasional", 1}, {"painless", 0}},
    {{"lytic", 2}, {"mixed", 1}, {"blastic", 0}},
    {{"subluxation or translation", 4}, {"de novo deformity", 2}, {"normal", 0}},
    {{"more than 50 %", 3}, {"less than 50 %", 2}, {"more than 50 % of the body involved", 1}, {"none", 0}},
    {{"bilateral", 3}, {"unilateral", 1}, {"none", 0}}};

std::string oracle_category(int total) {
  const std::map<int, std::string> first_total_of{
      {0, "stable"}, {7, "potentially unstable"}, {13, "unstable"}};
  return std::prev(first_total_of.upper_bound(total))->second;
}

PointRange known(int score) { return {score, score, "told"}; }

TEST(Sins, EveryCombinationAgreesWithTheTable) {
  int combinations = 0;
  for (std::size_t location = 0; location < table[0].size(); ++location)
    for (std::size_t pain = 0; pain < table[1].size(); ++pain)
      for (std::size_t lesion = 0; lesion < table[2].size(); ++lesion)
        for (std::size_t alignment = 0; alignment < table[3].size(); ++alignment)
          for (std::size_t collapse = 0; collapse < table[4].size(); ++collapse)
            for (std::size_t involvement = 0; involvement < table[5].size(); ++involvement) {
              const Sins scored = sins("L3", {known(points(static_cast<SinsLocation>(location))),
                                              known(points(static_cast<SinsPain>(pain))),
                                              known(points(static_cast<SinsBoneLesion>(lesion))),
                                              known(points(static_cast<SinsAlignment>(alignment))),
                                              known(points(static_cast<SinsCollapse>(collapse))),
                                              known(points(static_cast<SinsPosterolateral>(involvement)))});
              const std::array chosen{location, pain, lesion, alignment, collapse, involvement};
              int total = 0;
              for (std::size_t component = 0; component < chosen.size(); ++component)
                total += table[component][chosen[component]].score;
              ASSERT_EQ(scored.lowest, total);
              ASSERT_EQ(scored.highest, total);
              ASSERT_EQ(scored.category.value(), oracle_category(total));
              ++combinations;
            }
  EXPECT_EQ(combinations, 1296);
}

TEST(Sins, CategoriesBeginAtSevenAndThirteen) {
  EXPECT_EQ(sins_category(0), "stable");
  EXPECT_EQ(sins_category(6), "stable");
  EXPECT_EQ(sins_category(7), "potentially unstable");
  EXPECT_EQ(sins_category(12), "potentially unstable");
  EXPECT_EQ(sins_category(13), "unstable");
  EXPECT_EQ(sins_category(18), "unstable");
}

TEST(Sins, UnknownPainDecidesOnlyWhereItsPointsMatter) {
  const auto with_image_points = [](int location, int alignment) {
    return sins("L3",
                {known(location), {0, 3, "pain is unknown"}, known(0), known(alignment), known(0), known(0)});
  };
  EXPECT_EQ(with_image_points(3, 0).category.value(), "stable");
  const Sins open = with_image_points(2, 2);
  EXPECT_EQ(open.lowest, 4);
  EXPECT_EQ(open.highest, 7);
  EXPECT_EQ(open.category.reason(),
            "from 4 (stable) to 7 (potentially unstable) points, by what is not known");
  EXPECT_EQ(with_image_points(3, 4).category.value(), "potentially unstable");
}

}  // namespace
}  // namespace osteosign
