#include <gmock/gmock.h>

#include "tests/features/segment/random_phantoms.h"

namespace osteosign::test {
namespace {

// None of these seeds was looked at while rules and numbers were chosen (that was done on 101 to 145).
constexpr int first_seed = 7001, seeds = 45;

TEST(BonesOnRandomPhantoms, AreFoundUpToThePeriosteum) {
  fmt::print("{:<130} {:>6} {:>8} {:>8}\n", "case", "Dice", "volume", "lesion");
  for (int seed = first_seed; seed < first_seed + seeds; ++seed) {
    const PhantomCase tested = random_case(seed);
    const BoneAgreement agreement = segmented(tested);
    fmt::print("{:<130} {:6.3f} {:+7.1f}% {:7.1f}%\n", tested.name, agreement.dice,
               100 * agreement.volume_error, 100 * agreement.lesion_inside);
    EXPECT_GE(agreement.dice, tested.least_dice) << tested.name;
  }
}

}  // namespace
}  // namespace osteosign::test
