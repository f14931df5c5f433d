#include <gtest/gtest.h>

#include "features/radiograph/spine/vertebra_chain.h"

namespace osteosign {
namespace {

constexpr int rows = 160, columns = 56;  // cells of the answer
constexpr int middle = 28, first = 12, apart = 20;
constexpr float half_distance = 9;

/// Nothing but the ways to the pedicles, the same everywhere.
PedicleAnswer empty_answer() {
  PedicleAnswer answer;
  answer.level = cv::Mat1f(rows, columns, 0.01F);
  answer.way = {cv::Mat2f(rows, columns, cv::Vec2f(-half_distance, -1)),
                cv::Mat2f(rows, columns, cv::Vec2f(half_distance, 1))};
  answer.lost = {cv::Mat1f(rows, columns, 0.1F), cv::Mat1f(rows, columns, 0.1F)};
  return answer;
}

void add_level(int row, int column, float likeness, PedicleAnswer& answer) {
  for (int r = row - 2; r <= row + 2; ++r)
    for (int c = column - 2; c <= column + 2; ++c)
      answer.level(r, c) =
          likeness *
          std::exp(-0.25F * static_cast<float>((r - row) * (r - row) + (c - column) * (c - column)));
}

PedicleAnswer seven_levels() {
  PedicleAnswer answer = empty_answer();
  for (int level = 0; level < 7; ++level) add_level(first + level * apart, middle, 0.9F, answer);
  return answer;
}

TEST(FilmVertebraChain, LevelsLieWhereTheNetworkSeesThemAndPediclesWhereItsWaysLead) {
  const std::vector<ExpectedPedicles> levels = find_vertebra_chain(seven_levels());
  ASSERT_EQ(levels.size(), 7U);
  for (std::size_t level = 0; level < levels.size(); ++level) {
    EXPECT_NEAR(levels[level].row, PedicleAnswer::row_of(first + static_cast<double>(level) * apart), 1);
    EXPECT_NEAR(levels[level].left_column, PedicleAnswer::column_of(middle - half_distance), 1);
    EXPECT_NEAR(levels[level].right_column, PedicleAnswer::column_of(middle + half_distance), 1);
    EXPECT_NEAR(levels[level].likeness, 0.9, 0.01);
  }
}

TEST(FilmVertebraChain, ALevelThatIsHardlySeenKeepsItsPlaceBetweenItsNeighbours) {
  PedicleAnswer answer = seven_levels();
  add_level(first + 3 * apart, middle, 0.05F, answer);
  const std::vector<ExpectedPedicles> levels = find_vertebra_chain(answer);
  ASSERT_EQ(levels.size(), 7U);
  EXPECT_NEAR(levels[3].row, PedicleAnswer::row_of(first + 3 * apart), 2 * PedicleAnswer::cell_px);
  EXPECT_LT(levels[3].likeness, 0.1);
}

TEST(FilmVertebraChain, WhatIsUnevenlyFarOffOrHardlySeenAtAnEndIsNoLevel) {
  PedicleAnswer answer = empty_answer();
  for (int level = 1; level < 6; ++level) add_level(first + level * apart, middle, 0.9F, answer);
  add_level(first, middle, 0.2F, answer);
  add_level(first + 5 * apart + 12, middle, 0.6F, answer);
  EXPECT_EQ(find_vertebra_chain(answer).size(), 5U);
}

TEST(FilmVertebraChain, LossesAreReadAtTheirLevelAndSide) {
  PedicleAnswer answer = seven_levels();
  const int row = first + 2 * apart;
  answer.lost[1](cv::Rect(middle - 3, row - 3, 7, 7)) = 0.9F;
  const std::vector<ExpectedPedicles> levels = find_vertebra_chain(answer);
  ASSERT_EQ(levels.size(), 7U);
  for (std::size_t level = 0; level < levels.size(); ++level) {
    EXPECT_NEAR(levels[level].lost[0], 0.1, 0.01) << level;
    EXPECT_NEAR(levels[level].lost[1], level == 2 ? 0.9 : 0.1, 0.01) << level;
  }
}

TEST(FilmVertebraChain, PediclesThatWouldLieOnOneAnotherMakeNoLevel) {
  PedicleAnswer answer = seven_levels();
  for (cv::Mat2f& way : answer.way) way = cv::Vec2f(0, 0);
  EXPECT_TRUE(find_vertebra_chain(answer).empty());
}

TEST(FilmVertebraChain, IsEmptyWhereNothingIsSeen) {
  EXPECT_TRUE(find_vertebra_chain(empty_answer()).empty());
}

}  // namespace
}  // namespace osteosign
