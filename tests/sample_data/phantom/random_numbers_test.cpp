#include "sample_data/phantom/random_numbers.h"

#include <gmock/gmock.h>

#include <cmath>

namespace osteosign::phantom {
namespace {

TEST(RandomNumbers, SplitmixGivesItsPublishedFirstValue) { EXPECT_EQ(mix_bits(0), 0xe220a8397b1dcdafULL); }

TEST(RandomNumbers, NormalHasMeanZeroDeviationOneAndNormalTails) {
  RandomNumbers random(3, 4);
  double sum = 0, squares = 0;
  int beyond_two = 0;
  constexpr int count = 100000;
  for (int i = 0; i < count; ++i) {
    const double x = random.normal();
    sum += x;
    squares += x * x;
    if (std::abs(x) > 2) ++beyond_two;
  }
  EXPECT_NEAR(sum / count, 0, 0.01);
  EXPECT_NEAR(squares / count, 1, 0.02);
  EXPECT_NEAR(beyond_two / double(count), 0.0455, 0.003);
}

TEST(RandomNumbers, StreamsOfOneSeedDiffer) {
  EXPECT_NE(RandomNumbers(1, 0).uniform(), RandomNumbers(1, 1).uniform());
  EXPECT_EQ(RandomNumbers(1, 7).uniform(), RandomNumbers(1, 7).uniform());
}

}  // namespace
}  // namespace osteosign::phantom
