#include "classify/posterior_wall.h"

#include <gmock/gmock.h>

#include "tests/classify/sample_vertebrae.h"

namespace osteosign {
namespace {

const CriteriaParameters criteria;

Finding with(const std::function<void(VertebraMeasurements&)>& change) {
  JudgedVertebra vertebra = intact_vertebra("L3");
  change(vertebra.measurements);
  return judge_posterior_wall(vertebra, criteria);
}

Finding bulging(double bulge_mm, double convexity) {
  return with([=](auto& m) {
    m.posterior_wall_bulge = Quantity{bulge_mm, Unit::mm};
    m.posterior_wall_convexity = Quantity{convexity, Unit::one};
  });
}

TEST(PosteriorWall, AStraightWallIsBenign) {
  const Finding finding = with([](auto&) {});
  EXPECT_EQ(finding.verdict, Verdict::benign);
  EXPECT_EQ(finding.reason, "the wall is straight or concave, without a gap");
}

TEST(PosteriorWall, AnArchOfTwoMillimetresIsMalignant) {
  EXPECT_EQ(bulging(1.99, 0.9).verdict, Verdict::benign);
  EXPECT_EQ(bulging(2.0, 0.9).verdict, Verdict::malignant);
  EXPECT_EQ(bulging(2.01, 0.9).verdict, Verdict::malignant);
  EXPECT_EQ(bulging(3, 0.9).reason, "the wall bulges into the canal as a smooth arch");
}

TEST(PosteriorWall, ACornerPushedBackIsTheBenignPattern) {
  EXPECT_EQ(bulging(4, 0.49).verdict, Verdict::benign);
  EXPECT_EQ(bulging(4, 0.50).verdict, Verdict::malignant);
  EXPECT_EQ(bulging(4, 0.1).reason,
            "the wall stands out at a corner, at an angle: the retropulsed corner of benign fractures");
}

TEST(PosteriorWall, AGapIsMalignantFromTwelveSquareMillimetresOn) {
  const auto at = [](double area_mm2) {
    return with([=](auto& m) { m.posterior_wall_breach_area = Quantity{area_mm2, Unit::mm2}; });
  };
  EXPECT_EQ(at(11.9).verdict, Verdict::benign);
  EXPECT_EQ(at(12).verdict, Verdict::malignant);
  EXPECT_EQ(at(12.1).reason, "the wall is broken");
}

TEST(PosteriorWall, ABrokenRetropulsedCornerIsMalignant) {
  EXPECT_EQ(with([](auto& m) {
              m.posterior_wall_bulge = Quantity{4, Unit::mm};
              m.posterior_wall_convexity = Quantity{0.1, Unit::one};
              m.posterior_wall_breach_area = Quantity{40, Unit::mm2};
            }).verdict,
            Verdict::malignant);
}

TEST(PosteriorWall, ABulgeWithinItsDeviationIsNeutral) {
  EXPECT_EQ(with([](auto& m) {
              m.posterior_wall_bulge = Quantity{2.2, Unit::mm, 0.3};
              m.posterior_wall_convexity = Quantity{0.9, Unit::one};
            }).verdict,
            Verdict::neutral);
}

TEST(PosteriorWall, ABulgeOfUnknownShapeIsNotAssessable) {
  const Finding finding = with([](auto& m) {
    m.posterior_wall_bulge = Quantity{3, Unit::mm};
    m.posterior_wall_convexity = Unknown{"too little of the wall was seen"};
  });
  EXPECT_EQ(finding.verdict, Verdict::not_assessable);
  EXPECT_EQ(finding.reason, "too little of the wall was seen");
}

TEST(PosteriorWall, ItTakesHalfOfTheWallToCallItIntact) {
  const auto seen = [](double fraction) {
    return with([=](auto& m) {
             m.posterior_wall_seen_fraction = Quantity{fraction, Unit::fraction};
           })
        .verdict;
  };
  EXPECT_EQ(seen(0.49), Verdict::not_assessable);
  EXPECT_EQ(seen(0.5), Verdict::benign);
  EXPECT_EQ(with([](auto& m) { m.posterior_wall_seen_fraction = Unknown{"too coarse"}; }).reason,
            "too coarse");
}

TEST(PosteriorWall, TheEvidencePointsAtTheBulgeAndTheGap) {
  JudgedVertebra vertebra = intact_vertebra("L3");
  vertebra.places.body = ImagePlace{"1.1", 0, ImagePlace::PatientPoint{{0, 0, 0}}};
  vertebra.places.wall_bulge = ImagePlace{"1.2", 0, ImagePlace::PatientPoint{{0, 0, 1}}};
  const Finding finding = judge_posterior_wall(vertebra, criteria);
  ASSERT_EQ(finding.evidence.size(), 4U);
  EXPECT_EQ(finding.evidence[0].where->sop_instance_uid, "1.2");
  EXPECT_EQ(finding.evidence[2].where->sop_instance_uid, "1.1");
}

}  // namespace
}  // namespace osteosign
