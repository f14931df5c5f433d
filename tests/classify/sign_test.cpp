#include "classify/sign.h"

#include <gmock/gmock.h>

namespace osteosign {
namespace {

const Measured<Sign> present = Sign::present, absent = Sign::absent, uncertain = Sign::uncertain,
                     unknown = Unknown{"not seen"};

TEST(Sign, StandsAgainstItsThreshold) {
  const auto of = [](double value) { return Quantity{value, Unit::mm}; };
  EXPECT_EQ(at_least(of(2), 2), present);
  EXPECT_EQ(at_least(of(1.99), 2), absent);
  EXPECT_EQ(more_than(of(2), 2), absent);
  EXPECT_EQ(more_than(of(2.01), 2), present);
  EXPECT_EQ(less_than(of(2), 2), absent);
  EXPECT_EQ(less_than(of(1.99), 2), present);
}

TEST(Sign, IsUncertainWithinOneDeviationOfItsThreshold) {
  const Quantity close{2.3, Unit::mm, 0.3};
  EXPECT_EQ(at_least(close, 2), uncertain);
  EXPECT_EQ(more_than(close, 2), uncertain);
  EXPECT_EQ(less_than(close, 2), uncertain);
  EXPECT_EQ(at_least(Quantity{2.31, Unit::mm, 0.3}, 2), present);
}

TEST(Sign, IsUnknownForTheReasonOfItsValue) {
  EXPECT_EQ(at_least(Unknown{"not seen"}, 2), unknown);
  EXPECT_EQ(at_least(Unknown{"not seen"}, 2).reason(), "not seen");
}

TEST(Sign, AnyOfNeedsOneAndAllOfNeedsEveryOne) {
  EXPECT_EQ(any_of({absent, unknown, present}), present);
  EXPECT_EQ(any_of({absent, uncertain, unknown}), unknown);
  EXPECT_EQ(any_of({absent, uncertain}), uncertain);
  EXPECT_EQ(any_of({absent, absent}), absent);
  EXPECT_EQ(all_of({present, unknown, absent}), absent);
  EXPECT_EQ(all_of({present, uncertain, unknown}), unknown);
  EXPECT_EQ(all_of({present, uncertain}), uncertain);
  EXPECT_EQ(all_of({present, present}), present);
}

TEST(Sign, TakingAwayWhatIsKnownLeavesACombinationOrMakesItUnknown) {
  for (const auto& combine : {any_of, all_of})
    for (const auto& first : {present, absent, uncertain})
      for (const auto& second : {present, absent, uncertain, unknown}) {
        const Measured<Sign> with = combine({first, second}), without = combine({unknown, second});
        EXPECT_TRUE(without == with || !without.known());
      }
}

TEST(Judge, IsBenignOnlyWhenNothingIsSuspect) {
  const ReasonsOfVerdict reasons{"bad", "open", "good"};
  EXPECT_EQ(judge(present, unknown, reasons).verdict, Verdict::malignant);
  EXPECT_EQ(judge(absent, unknown, reasons).verdict, Verdict::not_assessable);
  EXPECT_EQ(judge(absent, unknown, reasons).reason, "not seen");
  EXPECT_EQ(judge(unknown, present, reasons).verdict, Verdict::not_assessable);
  EXPECT_EQ(judge(absent, present, reasons).verdict, Verdict::neutral);
  EXPECT_EQ(judge(absent, uncertain, reasons).verdict, Verdict::neutral);
  EXPECT_EQ(judge(uncertain, uncertain, reasons).reason, "open");
  EXPECT_EQ(judge(absent, absent, reasons).reason, "good");
}

}  // namespace
}  // namespace osteosign
