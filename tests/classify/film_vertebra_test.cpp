// The vertebral criteria on radiographs that both views share, and the collapse on the frontal one.
#include <gmock/gmock.h>

#include "classify/assess.h"
#include "classify/asymmetric_collapse.h"
#include "classify/fracture_above_t5.h"
#include "classify/trabecular_heterogeneity.h"
#include "classify/vertebral_lysis.h"

namespace osteosign {
namespace {

using testing::HasSubstr;

const CriteriaParameters criteria;

/// A vertebra of a frontal film that has lost height at the left of the image.
JudgedFilmVertebra collapsed() {
  JudgedFilmVertebra vertebra{
      .subject = "radiograph 1, T4", .level = {std::string("T4"), "T4", 1, "user"}, .measurements = {}};
  RadiographVertebraMeasurements& measured = vertebra.measurements;
  measured.image_left_height_loss = Quantity{0.4, Unit::fraction, 0.02};
  measured.middle_height_loss = Quantity{0.2, Unit::fraction, 0.02};
  measured.image_right_height_loss = Quantity{0.0, Unit::fraction, 0.02};
  measured.image_left_height_to_width = Quantity{0.4, Unit::one};
  measured.image_right_height_to_width = Quantity{0.65, Unit::one};
  measured.coronal_wedge_residual = Quantity{9, Unit::degree, 1.0};
  measured.lucent_share = Quantity{0.0, Unit::fraction};
  measured.faintest_edge_contrast = Quantity{0.8, Unit::one};
  measured.texture_z = Quantity{0.5, Unit::one};
  vertebra.cobb = Quantity{4, Unit::degree, 1.0};
  return vertebra;
}

JudgedFilmVertebra upright() {
  JudgedFilmVertebra vertebra = collapsed();
  RadiographVertebraMeasurements& measured = vertebra.measurements;
  measured.image_left_height_loss = measured.middle_height_loss = measured.image_right_height_loss =
      Quantity{0.02, Unit::fraction, 0.02};
  measured.image_left_height_to_width = measured.image_right_height_to_width = Quantity{0.65, Unit::one};
  measured.coronal_wedge_residual = Quantity{1, Unit::degree, 1.0};
  return vertebra;
}

TEST(AsymmetricCollapseOnFilm, IsMalignantBeyondTheCurveToEitherSide) {
  JudgedFilmVertebra vertebra = collapsed();
  EXPECT_EQ(judge_asymmetric_collapse(vertebra, criteria).verdict, Verdict::malignant);
  vertebra.measurements.coronal_wedge_residual = Quantity{-9, Unit::degree, 1.0};
  EXPECT_EQ(judge_asymmetric_collapse(vertebra, criteria).verdict, Verdict::malignant);
}

TEST(AsymmetricCollapseOnFilm, TheResidualWedgeDecidesAtFiveDegrees) {
  JudgedFilmVertebra vertebra = collapsed();
  for (const auto& [wedge_deg, verdict] :
       {std::pair{4.9, Verdict::neutral}, {5.0, Verdict::malignant}, {5.1, Verdict::malignant}}) {
    vertebra.measurements.coronal_wedge_residual = Quantity{wedge_deg, Unit::degree};
    EXPECT_EQ(judge_asymmetric_collapse(vertebra, criteria).verdict, verdict) << wedge_deg;
  }
}

TEST(AsymmetricCollapseOnFilm, AScoliosisAsksForMoreAndASymmetricCollapseIsNeutral) {
  JudgedFilmVertebra vertebra = collapsed();
  vertebra.cobb = Quantity{25, Unit::degree, 1.0};
  vertebra.measurements.coronal_wedge_residual = Quantity{6, Unit::degree};
  EXPECT_EQ(judge_asymmetric_collapse(vertebra, criteria).verdict, Verdict::neutral);
  vertebra.measurements.coronal_wedge_residual = Quantity{0.5, Unit::degree};
  const Finding symmetric = judge_asymmetric_collapse(vertebra, criteria);
  EXPECT_EQ(symmetric.verdict, Verdict::neutral);
  EXPECT_THAT(symmetric.reason, HasSubstr("no collapse of one side"));
}

TEST(AsymmetricCollapseOnFilm, NeedsALossOfHeightThatIsKnown) {
  EXPECT_EQ(judge_asymmetric_collapse(upright(), criteria).verdict, Verdict::not_applicable);
  JudgedFilmVertebra vertebra = upright();
  vertebra.measurements.middle_height_loss = Unknown{"the upper endplate does not stand out"};
  const Finding finding = judge_asymmetric_collapse(vertebra, criteria);
  EXPECT_EQ(finding.verdict, Verdict::not_assessable);
  EXPECT_EQ(finding.reason, "the upper endplate does not stand out");
}

TEST(FractureAboveT5OnFilm, NeedsALevelAndALossOfHeight) {
  JudgedFilmVertebra vertebra = collapsed();
  EXPECT_EQ(judge_fracture_above_t5(vertebra, criteria).verdict, Verdict::malignant);
  vertebra.level.level = std::string("T5");
  EXPECT_EQ(judge_fracture_above_t5(vertebra, criteria).verdict, Verdict::neutral);
  vertebra.level.level = Unknown{"nothing tells the level"};
  EXPECT_EQ(judge_fracture_above_t5(vertebra, criteria).verdict, Verdict::not_assessable);
  EXPECT_EQ(judge_fracture_above_t5(upright(), criteria).verdict, Verdict::not_applicable);
}

TEST(FractureAboveT5OnFilm, ALateralViewCountsFrontMiddleAndBack) {
  JudgedFilmVertebra vertebra = upright();
  vertebra.view = SpineView::lateral;
  EXPECT_EQ(judge_fracture_above_t5(vertebra, criteria).verdict, Verdict::not_assessable);
  vertebra.measurements.anterior_height_loss = Quantity{0.3, Unit::fraction, 0.02};
  EXPECT_EQ(judge_fracture_above_t5(vertebra, criteria).verdict, Verdict::malignant);
}

TEST(FractureAboveT5OnFilm, AFifthOfAHeightIsALossOnEitherView) {
  for (const SpineView view : {SpineView::frontal, SpineView::lateral})
    for (const auto& [loss, verdict] :
         {std::pair{0.19, Verdict::not_applicable}, {0.20, Verdict::malignant}, {0.21, Verdict::malignant}}) {
      JudgedFilmVertebra vertebra = upright();
      vertebra.view = view;
      RadiographVertebraMeasurements& measured = vertebra.measurements;
      measured.anterior_height_loss = measured.posterior_height_loss = Quantity{0, Unit::fraction};
      measured.middle_height_loss = Quantity{loss, Unit::fraction};
      EXPECT_EQ(judge_fracture_above_t5(vertebra, criteria).verdict, verdict) << word(view) << loss;
    }
}

TEST(VertebralLysisOnFilm, TheShareOfTheLucentRegionDecides) {
  JudgedFilmVertebra vertebra = upright();
  for (const auto& [times, verdict] :
       {std::pair{0.9, Verdict::neutral}, {1.0, Verdict::malignant}, {1.1, Verdict::malignant}}) {
    vertebra.measurements.lucent_share =
        Quantity{times * criteria.vertebral_lysis_film_lucent_share, Unit::fraction};
    EXPECT_EQ(judge_vertebral_lysis(vertebra, criteria).verdict, verdict) << times;
  }
}

TEST(VertebralLysisOnFilm, ABorderBelowThreeTenthsOfTheOthersIsTold) {
  JudgedFilmVertebra vertebra = upright();
  for (const auto& [contrast, reason] : {std::pair{0.29, "a border of the body is not seen"},
                                         {0.30, "no lucent region stands out"},
                                         {0.31, "no lucent region stands out"}}) {
    vertebra.measurements.faintest_edge_contrast = Quantity{contrast, Unit::one};
    const Finding finding = judge_vertebral_lysis(vertebra, criteria);
    EXPECT_EQ(finding.verdict, Verdict::neutral);
    EXPECT_THAT(finding.reason, HasSubstr(reason)) << contrast;
  }
  vertebra.measurements.lucent_share = Unknown{"fewer than three other vertebrae can be compared"};
  EXPECT_EQ(judge_vertebral_lysis(vertebra, criteria).verdict, Verdict::not_assessable);
}

TEST(TrabecularHeterogeneityOnFilm, TheSpreadAgainstTheOthersDecides) {
  JudgedFilmVertebra vertebra = upright();
  for (const auto& [times, verdict] :
       {std::pair{0.9, Verdict::neutral}, {1.0, Verdict::neutral}, {1.1, Verdict::malignant}}) {
    vertebra.measurements.texture_z =
        Quantity{times * criteria.trabecular_heterogeneity_film_texture_z, Unit::one};
    EXPECT_EQ(judge_trabecular_heterogeneity(vertebra, criteria).verdict, verdict) << times;
  }
}

TEST(FilmVertebra, EachViewIsJudgedByWhatItShows) {
  StudyMeasurements study;
  study.film_vertebrae = {upright(), upright()};
  study.film_vertebrae[1].subject = "radiograph 2, T4";
  study.film_vertebrae[1].view = SpineView::lateral;
  std::vector<std::string> frontal, lateral;
  for (const Finding& finding : assess(study, {}, criteria).findings) {
    if (finding.subject == "radiograph 1, T4") frontal.push_back(finding.criterion);
    if (finding.subject == "radiograph 2, T4") lateral.push_back(finding.criterion);
  }
  EXPECT_THAT(frontal, testing::ElementsAre("vertebral_lysis", "pedicle_absent", "asymmetric_collapse",
                                            "trabecular_heterogeneity", "fracture_above_t5"));
  EXPECT_THAT(lateral, testing::ElementsAre("vertebral_lysis", "posterior_wall", "trabecular_heterogeneity",
                                            "fracture_above_t5"));
}

}  // namespace
}  // namespace osteosign
