#include "classify/held_against.h"

#include <gmock/gmock.h>

namespace osteosign {
namespace {

TEST(HeldAgainst, WithoutADeviationANumberIsTakenAsItIs) {
  EXPECT_EQ(held_against({2.999, Unit::mm}, 3), Standing::below);
  EXPECT_EQ(held_against({3, Unit::mm}, 3), Standing::at);
  EXPECT_EQ(held_against({3.001, Unit::mm}, 3), Standing::above);
}

TEST(HeldAgainst, WithinOneDeviationOfTheThresholdNothingIsSaid) {
  EXPECT_EQ(held_against({2.49, Unit::mm, 0.5}, 3), Standing::below);
  EXPECT_EQ(held_against({2.5, Unit::mm, 0.5}, 3), Standing::too_close);
  EXPECT_EQ(held_against({3.5, Unit::mm, 0.5}, 3), Standing::too_close);
  EXPECT_EQ(held_against({3.51, Unit::mm, 0.5}, 3), Standing::above);
}

TEST(HeldAgainst, ADeviationOfZeroLeavesANumberAtTheThresholdThere) {
  EXPECT_EQ(held_against({3, Unit::mm, 0.0}, 3), Standing::at);
}

}  // namespace
}  // namespace osteosign
