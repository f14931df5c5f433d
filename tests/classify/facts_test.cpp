#include "classify/facts.h"

#include <gmock/gmock.h>

#include "tests/classify/sample_lesions.h"

namespace osteosign {
namespace {

const CriteriaParameters criteria;

Facts facts_of(const JudgedLesion& lesion) {
  Facts facts;
  add_lesion_facts(facts, lesion, criteria);
  return facts;
}

Facts facts_of(const ClinicalContext& context) {
  Facts facts;
  add_patient_facts(facts, context, criteria);
  return facts;
}

TEST(Facts, AskingForOneThatIsNotDescribedIsABug) {
  Facts facts;
  EXPECT_THROW(facts.set("glows", true), InternalError);
  EXPECT_FALSE(facts.of("lytic").known());
}

TEST(PatientFacts, AgesDecideAtTheirLimits) {
  ClinicalContext context;
  const auto at = [&](double age) {
    context.age_years = age;
    return facts_of(context);
  };
  EXPECT_FALSE(facts_of(ClinicalContext{}).of("adult").known());
  EXPECT_TRUE(at(9.9).is_true("child_to_young_adult") && at(9.9).is_false("adolescent_or_young_adult"));
  EXPECT_TRUE(at(10).is_true("adolescent_or_young_adult"));
  EXPECT_TRUE(at(17.9).is_false("adult") && at(18).is_true("adult"));
  EXPECT_TRUE(at(35).is_true("child_to_young_adult") && at(35.1).is_false("child_to_young_adult"));
  EXPECT_TRUE(at(50).is_false("after_fifty") && at(50.1).is_true("after_fifty"));
}

TEST(PatientFacts, OneRaisedGermCellMarkerIsEnough) {
  ClinicalContext context;
  context.laboratory.afp_ng_ml = 5.0;
  EXPECT_FALSE(facts_of(context).of("germ_cell_markers_high").known());
  context.laboratory.beta_hcg_iu_l = 5.1;
  EXPECT_TRUE(facts_of(context).is_true("germ_cell_markers_high"));
  context.laboratory.beta_hcg_iu_l = 5.0;
  EXPECT_TRUE(facts_of(context).is_false("germ_cell_markers_high"));
}

TEST(LesionFacts, AreUnknownWhereTheMeasurementsAre) {
  const Facts facts = facts_of(JudgedLesion{lytic_lesion(), CtLesionMeasurements{}});
  for (const char* id : {"lytic", "sharp_border", "sclerotic_rim", "cortex_broken", "expanded", "spicules",
                         "soft_tissue_mass", "chondroid_matrix", "small", "epiphysis", "central"})
    EXPECT_FALSE(facts.of(id).known()) << id;
}

TEST(LesionFacts, FollowTheMeasurements) {
  CtLesionMeasurements measured = respected_cortex_ct();
  measured.longest_diameter = Quantity{20, Unit::mm};
  measured.matrix = MatrixKind::chondroid;
  measured.periosteal_pattern = PeriostealPattern::sunburst;
  measured.cortex_expansion = Quantity{4, Unit::mm, 0.3};
  const Facts facts = facts_of(JudgedLesion{lytic_lesion(), measured});
  for (const char* id : {"lytic", "sharp_border", "sclerotic_rim", "expanded", "spicules", "chondroid_matrix",
                         "calcified", "small"})
    EXPECT_TRUE(facts.is_true(id)) << id;
  for (const char* id : {"mixed", "blurred_border", "cortex_broken", "several_lamellae", "nidus"})
    EXPECT_TRUE(facts.is_false(id)) << id;
  measured.longest_diameter = Quantity{20.1, Unit::mm};
  EXPECT_TRUE(facts_of(JudgedLesion{lytic_lesion(), measured}).is_false("small"));
}

TEST(LesionFacts, ADenseLesionIsAsDenseAsABoneIslandByItsMeanOrItsDensestPart) {
  const auto with = [](DensityClass density, const MeasuredQuantity& mean, const MeasuredQuantity& p90) {
    CtLesionMeasurements measured;
    measured.density = density;
    measured.mean_hu = mean;
    measured.p90_hu = p90;
    return facts_of(JudgedLesion{lytic_lesion(), measured}).of("dense_as_bone_island");
  };
  const Quantity dense{900, Unit::hu, 5.0}, lighter{700, Unit::hu, 5.0}, close{883, Unit::hu, 5.0};
  const Quantity densest{1080, Unit::hu}, light_end{800, Unit::hu};
  constexpr auto sclerotic = DensityClass::sclerotic;
  EXPECT_TRUE(with(sclerotic, dense, light_end).value());
  EXPECT_TRUE(with(sclerotic, lighter, densest).value());
  EXPECT_FALSE(with(sclerotic, lighter, light_end).value());
  EXPECT_FALSE(with(sclerotic, close, light_end).known());
  EXPECT_FALSE(with(sclerotic, Unknown{"too small"}, light_end).known());
  EXPECT_FALSE(with(DensityClass::mixed, dense, densest).value());
}

TEST(LesionFacts, ABorderWithinItsUncertaintyAnswersNothing) {
  CtLesionMeasurements measured = sharp_rimmed_ct();
  measured.margin_width = Quantity{2.9, Unit::mm, 0.3};
  const Facts facts = facts_of(JudgedLesion{lytic_lesion(), measured});
  EXPECT_FALSE(facts.of("sharp_border").known());
  EXPECT_FALSE(facts.of("blurred_border").known());
}

TEST(LesionFacts, KnowTheFrequentSitesOfMetastases) {
  JudgedLesion lesion{lytic_lesion(), sharp_rimmed_ct()};
  for (const char* bone : {"vertebra", "hip", "rib", "sternum", "femur", "humerus", "skull"}) {
    lesion.site.bone = std::string(bone);
    EXPECT_TRUE(facts_of(lesion).is_true("frequent_site_of_metastases")) << bone;
  }
  lesion.site.bone = std::string("phalanx");
  EXPECT_TRUE(facts_of(lesion).is_false("frequent_site_of_metastases"));
  EXPECT_TRUE(facts_of(lesion).is_true("distal_bone"));
}

}  // namespace
}  // namespace osteosign
