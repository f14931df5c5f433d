#include <gmock/gmock.h>

#include <functional>

#include "classify/assess.h"
#include "classify/posterior_wall.h"

namespace osteosign {
namespace {

const CriteriaParameters criteria;

/// A wall on a lateral film that bulges as an arch, alone and against the others.
JudgedFilmVertebra bulging() {
  JudgedFilmVertebra vertebra{
      .subject = "radiograph 1, vertebra 3 from above", .level = {}, .measurements = {}};
  vertebra.view = SpineView::lateral;
  RadiographVertebraMeasurements& measured = vertebra.measurements;
  measured.posterior_wall_bulge = Quantity{3.5, Unit::mm, 0.3};
  measured.posterior_wall_bulge_to_depth = Quantity{0.1, Unit::fraction, 0.01};
  measured.posterior_wall_bulge_excess = Quantity{0.12, Unit::fraction, 0.01};
  measured.posterior_wall_convex_share = Quantity{0.8, Unit::fraction};
  measured.posterior_wall_contrast = Quantity{0.9, Unit::one};
  return vertebra;
}

Finding judged(const std::function<void(RadiographVertebraMeasurements&)>& change) {
  JudgedFilmVertebra vertebra = bulging();
  change(vertebra.measurements);
  return judge_posterior_wall(vertebra, criteria);
}

TEST(PosteriorWallOnFilm, AnArchBehindTheLineOfItsCornersIsMalignant) {
  const Finding finding = judged([](auto&) {});
  EXPECT_EQ(finding.verdict, Verdict::malignant);
  EXPECT_EQ(finding.reason, "the wall bulges behind the line of its corners as a smooth arch");
}

TEST(PosteriorWallOnFilm, EverySignIsNeeded) {
  using M = RadiographVertebraMeasurements;
  for (const auto& [change, why] : {std::pair{std::function([](M& m) {
                                                m.posterior_wall_bulge = Quantity{1.5, Unit::mm, 0.3};
                                              }),
                                              "mm"},
                                    {std::function([](M& m) {
                                       m.posterior_wall_bulge_to_depth = Quantity{0.04, Unit::fraction, 0.01};
                                     }),
                                     "part of the depth"},
                                    {std::function([](M& m) {
                                       m.posterior_wall_bulge_excess = Quantity{0.03, Unit::fraction, 0.01};
                                     }),
                                     "against the others"},
                                    {std::function([](M& m) {
                                       m.posterior_wall_convex_share = Quantity{0.4, Unit::fraction};
                                     }),
                                     "shape"}})
    EXPECT_EQ(judged(change).verdict, Verdict::neutral) << why;
}

TEST(PosteriorWallOnFilm, WithoutMillimetresThePartOfTheDepthDecides) {
  EXPECT_EQ(judged([](auto& m) { m.posterior_wall_bulge = Unknown{"no spacing"}; }).verdict,
            Verdict::malignant);
}

TEST(PosteriorWallOnFilm, CloseToTheThresholdNothingIsSaid) {
  EXPECT_EQ(judged([](auto& m) {
              m.posterior_wall_bulge_to_depth = Quantity{0.065, Unit::fraction, 0.01};
            }).verdict,
            Verdict::neutral);
}

TEST(PosteriorWallOnFilm, AStraightWallIsNeutralAsAFilmDoesNotShowItWhole) {
  const Finding finding = judged([](auto& m) {
    m.posterior_wall_bulge = Quantity{-1, Unit::mm, 0.3};
    m.posterior_wall_bulge_to_depth = Quantity{-0.03, Unit::fraction, 0.01};
  });
  EXPECT_EQ(finding.verdict, Verdict::neutral);
  EXPECT_THAT(finding.reason, testing::HasSubstr("does not show that it is whole"));
}

TEST(PosteriorWallOnFilm, ALostLineIsNeutralAndSaysSo) {
  const Finding finding = judged([](auto& m) {
    m.posterior_wall_contrast = Quantity{0.2, Unit::one};
    m.posterior_wall_bulge_to_depth = Unknown{"the posterior wall does not stand out"};
  });
  EXPECT_EQ(finding.verdict, Verdict::neutral);
  EXPECT_THAT(finding.reason, testing::HasSubstr("line of the posterior wall is lost"));
}

TEST(PosteriorWallOnFilm, WithoutTheOthersItIsNotAssessable) {
  const Finding finding = judged([](auto& m) { m.posterior_wall_bulge_excess = Unknown{"too few others"}; });
  EXPECT_EQ(finding.verdict, Verdict::not_assessable);
  EXPECT_EQ(finding.reason, "too few others");
}

TEST(LateralFilm, IsGradedByGenantAndAFrontalOneIsNot) {
  StudyMeasurements study;
  study.film_vertebrae = {bulging(), bulging()};
  study.film_vertebrae[0].subject = "radiograph 2, vertebra 1 from above";
  study.film_vertebrae[0].view = SpineView::frontal;
  study.film_vertebrae[1].measurements.anterior_height_loss = Quantity{0.45, Unit::fraction, 0.02};
  study.film_vertebrae[1].measurements.middle_height_loss = Quantity{0.3, Unit::fraction, 0.02};
  study.film_vertebrae[1].measurements.posterior_height_loss = Quantity{0.05, Unit::fraction, 0.02};
  const Assessment assessment = assess(study, {}, criteria);
  EXPECT_EQ(std::get<GenantScore>(assessment.scores.genant).subject, study.film_vertebrae[1].subject);
  EXPECT_EQ(std::get<GenantScore>(assessment.scores.genant).lowest, 3);
  ASSERT_EQ(assessment.scores.film_vertebrae.size(), 1) << "Genant grades lateral films";
  EXPECT_EQ(assessment.scores.film_vertebrae[0].genant.value().type.value(), GenantType::wedge);
}

}  // namespace
}  // namespace osteosign
