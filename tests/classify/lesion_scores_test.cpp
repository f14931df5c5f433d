#include "classify/lesion_scores.h"

#include <gmock/gmock.h>

#include "classify/mirels.h"
#include "tests/classify/sample_lesions.h"

namespace osteosign {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const CriteriaParameters criteria;

const LesionScore& scored(const Score<LesionScore>& score) { return std::get<LesionScore>(score); }

JudgedLesion on_ct(const CtLesionMeasurements& measured) { return {lytic_lesion(), measured}; }
JudgedLesion on_film(const RadiographLesionMeasurements& measured) { return {lytic_lesion(), measured}; }

TEST(BoneRads, OfAFilmIsTheRangeOverAllThatIsNotKnown) {
  ClinicalContext context;
  const auto bone_rads = [&](const RadiographLesionMeasurements& measured) {
    return scored(lesion_scores(on_film(measured), context, criteria).bone_rads);
  };
  const LesionScore sharp = bone_rads(sharp_rimmed_radiograph());
  EXPECT_EQ(sharp.lowest, ScoreValue(1));
  EXPECT_EQ(sharp.highest, ScoreValue(1 + 4 + 2 + 2 + 4 + 2));
  EXPECT_THAT(sharp.category.reason(), HasSubstr("from 1 (category 1, very low) to 15 (category 4, high)"));
  EXPECT_THAT(sharp.would_decide,
              ElementsAre("periosteal_reaction", "endosteal_erosion", "pathological_fracture",
                          "soft_tissue_mass", "known_primary_cancer"));
  context.known_primary = std::string("none");
  EXPECT_EQ(bone_rads(sharp_rimmed_radiograph()).highest, ScoreValue(13));
  context.known_primary = std::string("breast");
  EXPECT_EQ(bone_rads(sharp_rimmed_radiograph()).lowest, ScoreValue(3));
}

TEST(BoneRads, AsksFirstWhetherItApplies) {
  const auto bone_rads = [](const JudgedLesion& lesion, const CriteriaParameters& in_force) {
    return lesion_scores(lesion, {}, in_force).bone_rads;
  };
  EXPECT_THAT(std::get<NotApplicable>(bone_rads(on_ct(sharp_rimmed_ct()), criteria)).reason,
              HasSubstr("is for radiographs"));
  RadiographLesionMeasurements dense = sharp_rimmed_radiograph();
  dense.density = DensityClass::sclerotic;
  EXPECT_THAT(std::get<NotApplicable>(bone_rads(on_film(dense), criteria)).reason,
              HasSubstr("purely sclerotic"));
  CriteriaParameters with_sclerotic = criteria;
  with_sclerotic.bone_rads_scores_sclerotic = 1;
  EXPECT_EQ(scored(bone_rads(on_film(dense), with_sclerotic)).lowest, ScoreValue(1));
  dense.density = Unknown{"no usable film lies around the lesion"};
  EXPECT_THAT(std::get<Unknown>(bone_rads(on_film(dense), criteria)).reason, HasSubstr("is not known"));
  JudgedLesion surface = on_film(sharp_rimmed_radiograph());
  surface.site.position = std::string("surface");
  EXPECT_THAT(std::get<NotApplicable>(bone_rads(surface, criteria)).reason, HasSubstr("surface of a bone"));
}

TEST(LodwickScores, AreCertainWhenEverythingIsKnown) {
  CtLesionMeasurements measured = respected_cortex_ct();
  measured.cortex_expansion = Quantity{0.2, Unit::mm, 0.1};
  const LesionScores scores = lesion_scores(on_ct(measured), {}, criteria);
  EXPECT_EQ(scored(scores.lodwick).category.value(), "IA");
  EXPECT_EQ(scored(scores.lodwick_madewell).category.value(), "IA");
  EXPECT_TRUE(scored(scores.lodwick).would_decide.empty());
  measured.rim_completeness = Quantity{0.1, Unit::fraction};
  EXPECT_EQ(scored(lesion_scores(on_ct(measured), {}, criteria).lodwick).category.value(), "IB");
  measured.cortex_breach_area = Quantity{30, Unit::mm2};
  EXPECT_EQ(scored(lesion_scores(on_ct(measured), {}, criteria).lodwick).category.value(), "IC");
}

TEST(LodwickScores, ABlurredMarginMayBeMothEatenOrPermeated) {
  CtLesionMeasurements measured = respected_cortex_ct();
  measured.margin_wide_fraction = Quantity{0.6, Unit::fraction};
  const LesionScores scores = lesion_scores(on_ct(measured), {}, criteria);
  EXPECT_EQ(scored(scores.lodwick).lowest, ScoreValue("IB"));
  EXPECT_EQ(scored(scores.lodwick).highest, ScoreValue("III"));
  EXPECT_EQ(scored(scores.lodwick_madewell).lowest, ScoreValue("II"));
  EXPECT_EQ(scored(scores.lodwick_madewell).highest, ScoreValue("IIIB"));
  EXPECT_EQ(scored(scores.lodwick_madewell).category.reason(), "between II and IIIB, by what is not known");
}

TEST(LodwickScores, AreOfLyticLesions) {
  CtLesionMeasurements measured = respected_cortex_ct();
  measured.density = DensityClass::sclerotic;
  const LesionScores scores = lesion_scores(on_ct(measured), {}, criteria);
  EXPECT_TRUE(std::holds_alternative<NotApplicable>(scores.lodwick));
  EXPECT_TRUE(std::holds_alternative<NotApplicable>(scores.lodwick_madewell));
}

TEST(Mirels, EachComponentScoresOneToThree) {
  EXPECT_EQ(points(MirelsSite::upper_limb), 1);
  EXPECT_EQ(points(MirelsSite::lower_limb), 2);
  EXPECT_EQ(points(MirelsSite::peritrochanteric), 3);
  EXPECT_EQ(points(MirelsPain::mild), 1);
  EXPECT_EQ(points(MirelsPain::functional), 3);
  EXPECT_EQ(points(MirelsLesion::blastic), 1);
  EXPECT_EQ(points(MirelsLesion::lytic), 3);
  EXPECT_EQ(points(MirelsSize::above_two_thirds), 3);
  EXPECT_EQ(mirels_category(8), "below the limit for fixation");
  EXPECT_EQ(mirels_category(9), "prophylactic fixation is advised");
}

TEST(Mirels, IsOfLongBonesAndARangeOverWhatIsNotKnown) {
  JudgedLesion lesion = on_ct(sharp_rimmed_ct());
  ClinicalContext context;
  const auto mirels = [&] { return lesion_scores(lesion, context, criteria).mirels; };
  EXPECT_EQ(std::get<Unknown>(mirels()).reason, "the bone is not named");
  lesion.site.bone = std::string("rib");
  EXPECT_THAT(std::get<NotApplicable>(mirels()).reason, HasSubstr("long bones"));
  lesion.site.bone = std::string("humerus");
  EXPECT_EQ(scored(mirels()).lowest, ScoreValue(1 + 1 + 3 + 1));
  EXPECT_EQ(scored(mirels()).highest, ScoreValue(1 + 3 + 3 + 3));
  context.pain.severity = PainSeverity::functional;
  lesion.site.bone = std::string("femur");
  lesion.site.part = std::string("diaphysis");
  EXPECT_EQ(scored(mirels()).lowest, ScoreValue(2 + 3 + 3 + 1));
  EXPECT_EQ(scored(mirels()).category.value(), "prophylactic fixation is advised");
  lesion.site.part = Unknown{"not told"};
  EXPECT_EQ(scored(mirels()).highest, ScoreValue(3 + 3 + 3 + 3));
}

/// The points of one part of Mirels' score of a lytic lesion of the femur.
std::pair<ScoreValue, ScoreValue> mirels_part(const CtLesionMeasurements& measured, const std::string& name) {
  JudgedLesion lesion = on_ct(measured);
  lesion.site.bone = std::string("femur");
  const LesionScore score = scored(lesion_scores(lesion, {}, criteria).mirels);
  const auto part = std::ranges::find(score.parts, name, &ScorePart::name);
  return {part->lowest, part->highest};
}

TEST(Mirels, TheSizeIsTheShareOfTheDiameterAndOpenNearABorder) {
  const auto size = [](const MeasuredQuantity& share) {
    CtLesionMeasurements measured = sharp_rimmed_ct();
    measured.bone_diameter_share = share;
    return mirels_part(measured, "size");
  };
  const auto range = [](int lowest, int highest) {
    return std::pair<ScoreValue, ScoreValue>(lowest, highest);
  };
  EXPECT_EQ(size(Quantity{0.25, Unit::fraction, 0.03}), range(1, 1));
  EXPECT_EQ(size(Quantity{0.32, Unit::fraction, 0.03}), range(1, 2));
  EXPECT_EQ(size(Quantity{0.5, Unit::fraction, 0.03}), range(2, 2));
  EXPECT_EQ(size(Quantity{0.68, Unit::fraction, 0.03}), range(2, 3));
  EXPECT_EQ(size(Quantity{0.9, Unit::fraction, 0.03}), range(3, 3));
  EXPECT_EQ(size(Unknown{"the bone is no tube here"}), range(1, 3));
}

TEST(Mirels, TheSiteIsPeritrochantericOnlyWhereThatIsCertain) {
  const auto site = [](const MeasuredQuantity& way) {
    CtLesionMeasurements measured = sharp_rimmed_ct();
    measured.proximal_femur_way = way;
    return mirels_part(measured, "site");
  };
  const auto range = [](int lowest, int highest) {
    return std::pair<ScoreValue, ScoreValue>(lowest, highest);
  };
  EXPECT_EQ(site(Quantity{0.3, Unit::one, 0.05}), range(2, 3));
  EXPECT_EQ(site(Quantity{0.62, Unit::one, 0.05}), range(2, 3));
  EXPECT_EQ(site(Quantity{0.8, Unit::one, 0.05}), range(3, 3));
  EXPECT_EQ(site(Quantity{1.2, Unit::one, 0.05}), range(2, 3));
  EXPECT_EQ(site(Quantity{2.5, Unit::one, 0.05}), range(2, 2));
  EXPECT_EQ(site(Unknown{"the proximal end of the femur is not in view"}), range(2, 3));
}

TEST(Mirels, DoesNotApplyToABoneThatIsBroken) {
  CtLesionMeasurements measured = sharp_rimmed_ct();
  measured.fracture_line_length = Quantity{40, Unit::mm, 2};
  JudgedLesion lesion = on_ct(measured);
  lesion.site.bone = std::string("femur");
  EXPECT_THAT(std::get<NotApplicable>(lesion_scores(lesion, {}, criteria).mirels).reason,
              HasSubstr("a fracture line was seen"));
}

TEST(Mirels, DoesNotApplyToABoneThatAFilmShowsBroken) {
  RadiographLesionMeasurements measured = sharp_rimmed_radiograph();
  const auto mirels = [&] {
    JudgedLesion lesion = on_film(measured);
    lesion.site.bone = std::string("femur");
    return lesion_scores(lesion, {}, criteria).mirels;
  };
  measured.fracture_line_length_to_width = Quantity{0, Unit::one};
  EXPECT_TRUE(std::holds_alternative<LesionScore>(mirels()));
  measured.fracture_line_length_to_width = Quantity{1.1, Unit::one};
  EXPECT_THAT(std::get<NotApplicable>(mirels()).reason, HasSubstr("a fracture line was seen"));
}

TEST(EnnekingT, NeedsCortexAndSoftTissue) {
  CtLesionMeasurements measured = respected_cortex_ct();
  const auto t = [&] { return scored(lesion_scores(on_ct(measured), {}, criteria).enneking_t); };
  EXPECT_EQ(t().category.reason(), "between T1 and T2, by what is not known");
  measured.soft_tissue_mass_thickness = Quantity{0, Unit::mm};
  measured.soft_tissue_assessed_fraction = Quantity{1, Unit::fraction};
  EXPECT_EQ(t().category.value(), "T1, intracompartmental");
  measured.cortex_breach_area = Quantity{30, Unit::mm2};
  EXPECT_FALSE(t().category.known());
  measured.soft_tissue_mass_thickness = Quantity{12, Unit::mm, 1};
  EXPECT_EQ(t().category.value(), "T2, extracompartmental");
}

/// Every score of a lesion with one value less contains the score with it.
TEST(LesionScores, WhatIsTakenAwayOnlyWidensTheRange) {
  CtLesionMeasurements full = respected_cortex_ct();
  full.cortex_expansion = Quantity{0.2, Unit::mm, 0.1};
  full.periosteal_pattern = PeriostealPattern::none;
  full.periosteum_assessed_fraction = Quantity{1, Unit::fraction};
  full.soft_tissue_mass_thickness = Quantity{0, Unit::mm};
  full.soft_tissue_assessed_fraction = Quantity{1, Unit::fraction};
  const LesionScores with = lesion_scores(on_ct(full), {}, criteria);
  describe(full, [&](const MeasurementDescription& about, MeasuredQuantity& value) {
    const MeasuredQuantity kept = value;
    value = Unknown{"taken away"};
    const LesionScores without = lesion_scores(on_ct(full), {}, criteria);
    for (const auto system :
         {&LesionScores::lodwick, &LesionScores::lodwick_madewell, &LesionScores::enneking_t}) {
      EXPECT_LE(scored(without.*system).lowest_rank, scored(with.*system).lowest_rank) << about.name;
      EXPECT_GE(scored(without.*system).highest_rank, scored(with.*system).highest_rank) << about.name;
    }
    value = kept;
  });
}

}  // namespace
}  // namespace osteosign
