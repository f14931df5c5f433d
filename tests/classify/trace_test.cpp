#include "classify/trace.h"

#include <gmock/gmock.h>

#include "classify/assess.h"
#include "tests/classify/sample_lesions.h"

namespace osteosign {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;

const CriteriaParameters criteria;

CtLesionMeasurements all_benign() {
  CtLesionMeasurements measured = respected_cortex_ct();
  measured.periosteal_pattern = PeriostealPattern::none;
  measured.periosteum_assessed_fraction = Quantity{1, Unit::fraction};
  return measured;
}

TEST(Trace, OfASuspiciousStudyNamesTheMalignantFindings) {
  CtLesionMeasurements measured = all_benign();
  measured.cortex_breach_area = Quantity{30, Unit::mm2};
  const ConclusionTrace trace = assess({{{lytic_lesion(), measured}}}, {}, criteria).trace;
  EXPECT_THAT(trace.rule, HasSubstr("one malignant sign is enough"));
  EXPECT_THAT(trace.decided_by, ElementsAre(Pair("cortex", "L1")));
  EXPECT_THAT(trace.would_change, IsEmpty());  // nothing that is open could take the sign away
}

TEST(Trace, OfABenignAppearanceNamesTheImagingGroupAndWhatCouldStillChangeIt) {
  const Assessment assessment = assess({{{lytic_lesion(), all_benign()}}}, {}, criteria);
  ASSERT_EQ(assessment.conclusion, Conclusion::benign_appearance);
  EXPECT_THAT(assessment.trace.decided_by, ElementsAre(Pair("margin", "L1"), Pair("lytic_zone", "L1"),
                                                       Pair("cortex", "L1"), Pair("periosteum", "L1")));
  ASSERT_FALSE(assessment.trace.would_change.empty());
  for (const WouldChange& change : assessment.trace.would_change) {
    EXPECT_EQ(change.if_benign, Conclusion::benign_appearance);
    EXPECT_EQ(change.if_malignant, Conclusion::suspicious);
  }
}

TEST(Trace, OfAnIndeterminateStudySaysWhichSignWouldHaveMadeItBenign) {
  CtLesionMeasurements measured = all_benign();
  measured.periosteal_pattern = Unknown{"the shell is cut"};
  const Assessment assessment = assess({{{lytic_lesion(), measured}}}, {}, criteria);
  ASSERT_EQ(assessment.conclusion, Conclusion::indeterminate);
  const auto change = std::ranges::find(assessment.trace.would_change, "periosteum", &WouldChange::criterion);
  ASSERT_NE(change, assessment.trace.would_change.end());
  EXPECT_EQ(change->if_benign, Conclusion::benign_appearance);
  EXPECT_EQ(change->if_malignant, Conclusion::suspicious);
}

}  // namespace
}  // namespace osteosign
