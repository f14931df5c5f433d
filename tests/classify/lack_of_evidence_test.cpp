// The safety promise of the rule: taking a known measurement away never moves a verdict or the conclusion
// towards benign, on any set of measurements.
#include <gmock/gmock.h>

#include <functional>
#include <map>
#include <random>

#include "classify/assess.h"

namespace osteosign {
namespace {

const CriteriaParameters criteria;

MeasuredQuantity random_quantity(std::mt19937& random, double highest, Unit unit) {
  std::uniform_real_distribution<double> share(0, 1);
  if (share(random) < 0.1) return Unknown{"drawn as unknown"};
  Quantity drawn{highest * share(random), unit};
  if (share(random) < 0.8) drawn.sd = 0.1 * highest * share(random);
  return drawn;
}

template <class Measurements>
std::vector<MeasuredQuantity*> judged_values(Measurements& measured) {
  std::vector<MeasuredQuantity*> values{&measured.margin_sharp_fraction, &measured.margin_wide_fraction,
                                        &measured.margin_valid_fraction, &measured.rim_completeness};
  if constexpr (std::is_same_v<Measurements, CtLesionMeasurements>)
    values.insert(values.end(), {&measured.cortex_erosion_depth, &measured.cortex_assessed_fraction,
                                 &measured.cortex_breach_area, &measured.soft_tissue_assessed_fraction,
                                 &measured.soft_tissue_mass_thickness, &measured.margin_width});
  else
    values.push_back(&measured.margin_width_to_radius);
  return values;
}

template <class Measurements>
Measurements random_measurements(std::mt19937& random) {
  Measurements measured;
  for (MeasuredQuantity* value : judged_values(measured)) *value = random_quantity(random, 1, Unit::fraction);
  *judged_values(measured).back() =
      random_quantity(random, std::is_same_v<Measurements, CtLesionMeasurements> ? 8 : 1.2, Unit::mm);
  if constexpr (std::is_same_v<Measurements, CtLesionMeasurements>)
    if (std::uniform_int_distribution<int>(0, 1)(random) == 0)
      measured.cortex_breach_area = measured.soft_tissue_mass_thickness = Quantity{0, Unit::mm2};
  return measured;
}

std::vector<MeasuredQuantity*> judged_values(LesionGrowth& growth) {
  return {&growth.interval, &growth.volume_ratio_lowest, &growth.volume_ratio_highest};
}

/// Drawn apart, so that the other draws reach what they guard.
Measured<LesionGrowth> random_growth(std::mt19937& random) {
  if (std::uniform_int_distribution<int>(0, 3)(random) == 0) return JudgedLesion{}.growth;
  LesionGrowth growth;
  growth.interval = random_quantity(random, 1000, Unit::day);
  growth.volume_ratio_lowest = random_quantity(random, 4, Unit::one);
  growth.volume_ratio_highest = random_quantity(random, 2, Unit::one);
  if (growth.volume_ratio_lowest.known() && growth.volume_ratio_highest.known())
    growth.volume_ratio_highest = Quantity{
        growth.volume_ratio_lowest.value().value + growth.volume_ratio_highest.value().value, Unit::one};
  return growth;
}

JudgedLesion random_lesion(std::mt19937& random, const std::string& id) {
  std::uniform_int_distribution<int> draw(0, 3);
  JudgedLesion lesion{{id}, CtLesionMeasurements{}};
  if (draw(random) < 2)
    lesion.measurements = random_measurements<CtLesionMeasurements>(random);
  else
    lesion.measurements = random_measurements<RadiographLesionMeasurements>(random);
  std::visit(
      [&](auto& measured) {
        if (const int pattern = std::uniform_int_distribution<int>(-3, 8)(random); pattern >= 0)
          measured.periosteal_pattern = static_cast<PeriostealPattern>(pattern);
        measured.periosteum_assessed_fraction = random_quantity(random, 2, Unit::fraction);
      },
      lesion.measurements);
  lesion.image = draw(random) == 0 ? "another image" : "an image";
  if (const int density = draw(random); density < 3)
    std::visit([=](auto& measured) { measured.density = static_cast<DensityClass>(density); },
               lesion.measurements);
  return lesion;
}

std::vector<MeasuredQuantity*> judged_values(VertebraMeasurements& m) {
  return {&m.anterior_height_loss,
          &m.middle_height_loss,
          &m.posterior_height_loss,
          &m.height_loss,
          &m.left_height,
          &m.right_height,
          &m.coronal_wedge_residual,
          &m.posterior_wall_bulge,
          &m.posterior_wall_convexity,
          &m.posterior_wall_breach_area,
          &m.posterior_wall_seen_fraction,
          &m.left_pedicle_volume_ratio,
          &m.right_pedicle_volume_ratio,
          &m.left_pedicle_isthmus_ratio,
          &m.right_pedicle_isthmus_ratio,
          &m.left_pedicle_ring_completeness,
          &m.right_pedicle_ring_completeness,
          &m.trabecular_sd_z,
          &m.octant_range_ratio,
          &m.lytic_volume,
          &m.cortical_defect_area,
          &m.epidural_tissue_thickness};
}

/// Twice the value at which a verdict changes, so that a draw falls on both sides.
double span_of(std::string_view name) {
  if (name == "lytic_volume") return 400;
  if (name == "cortical_defect_area" || name == "posterior_wall_breach_area") return 16;
  if (name == "posterior_wall_bulge") return 4;
  if (name == "trabecular_sd_z" || name == "octant_range_ratio") return 4;
  if (name == "coronal_wedge_residual") return 12;
  if (name == "left_height" || name == "right_height") return 30;
  if (name.find("pedicle") != std::string_view::npos) return 4;
  return name.ends_with("_loss") ? 0.4 : 1.2;
}

JudgedVertebra random_vertebra(std::mt19937& random, const std::string& level) {
  std::uniform_int_distribution<int> draw(0, 3);
  JudgedVertebra vertebra{level, {level, level, 1.0, "label map"}, {}, {}, Unknown{"drawn as unknown"}};
  const bool crushed = draw(random) == 0;
  describe(vertebra.measurements, [&](const MeasurementDescription& about, MeasuredQuantity& value) {
    if (about.name.starts_with("epidural_")) return;
    const double scale = !crushed && about.name.ends_with("_loss") ? 0.3 : 1;
    value = draw(random) == 0 && draw(random) == 0
                ? MeasuredQuantity(Unknown{"drawn as unknown"})
                : random_quantity(random, scale * span_of(about.name), about.unit);
    if (value.known() && draw(random) > 0) {
      Quantity drawn = value.value();
      drawn.sd.reset();
      value = drawn;
    }
  });
  if (draw(random) > 0) vertebra.cobb = random_quantity(random, 20, Unit::degree);
  if (draw(random) == 0) vertebra.level.level = Unknown{"drawn as unknown"};
  return vertebra;
}

std::vector<MeasuredQuantity*> judged_values(RadiographVertebraMeasurements& m) {
  return {&m.image_left_pedicle_seen,
          &m.image_right_pedicle_seen,
          &m.image_left_pedicle_expected,
          &m.image_right_pedicle_expected,
          &m.pedicle_asymmetry_z,
          &m.anterior_height_loss,
          &m.middle_height_loss,
          &m.posterior_height_loss,
          &m.image_left_height_loss,
          &m.image_right_height_loss,
          &m.image_left_height_to_width,
          &m.image_right_height_to_width,
          &m.coronal_wedge_residual,
          &m.posterior_wall_bulge,
          &m.posterior_wall_bulge_to_depth,
          &m.posterior_wall_bulge_excess,
          &m.posterior_wall_convex_share,
          &m.posterior_wall_contrast,
          &m.faintest_edge_contrast,
          &m.lucent_share,
          &m.texture_z};
}

/// Twice the value at which a verdict of a film changes.
double film_span_of(std::string_view name) {
  if (name == "pedicle_asymmetry_z") return 8;
  if (name == "texture_z") return 16;
  if (name == "lucent_share") return 0.4;
  if (name == "posterior_wall_bulge_to_depth" || name == "posterior_wall_bulge_excess") return 0.2;
  if (name == "coronal_wedge_residual") return 12;
  if (name == "posterior_wall_bulge") return 6;
  return name.ends_with("_loss") ? 0.4 : 1.2;
}

JudgedFilmVertebra random_film_vertebra(std::mt19937& random, const std::string& subject) {
  std::uniform_int_distribution<int> draw(0, 3);
  const std::string level = "T" + std::to_string(3 + draw(random));
  JudgedFilmVertebra vertebra{.subject = subject, .level = {level, level, 1, "user"}, .measurements = {}};
  if (draw(random) > 1) vertebra.view = SpineView::lateral;
  describe(vertebra.measurements, [&](const MeasurementDescription& about, MeasuredQuantity& value) {
    value = random_quantity(random, film_span_of(about.name), about.unit);
  });
  if (draw(random) > 0) vertebra.cobb = random_quantity(random, 20, Unit::degree);
  return vertebra;
}

StudyMeasurements random_study(std::mt19937& random) {
  std::uniform_int_distribution<int> draw(0, 3);
  StudyMeasurements study;
  for (int lesion = draw(random); lesion > 0; --lesion)
    study.lesions.push_back(random_lesion(random, "L" + std::to_string(lesion)));
  for (int vertebra = draw(random) / 2; vertebra > 0; --vertebra)
    study.vertebrae.push_back(random_vertebra(random, "T" + std::to_string(3 + draw(random))));
  if (draw(random) > 0) study.searched = std::string("every bone");
  return study;
}

/// What lies in the canals, and lesions in the vertebrae. Drawn apart, as growth is.
void draw_canals(StudyMeasurements& study, std::mt19937& random) {
  std::uniform_int_distribution<int> draw(0, 3);
  for (JudgedVertebra& vertebra : study.vertebrae)
    vertebra.measurements.epidural_tissue_thickness = random_quantity(random, 6, Unit::mm);
  for (JudgedLesion& lesion : study.lesions) {
    if (draw(random) == 0) continue;
    lesion.site.bone = std::string("vertebra");
    if (!study.vertebrae.empty()) lesion.level = study.vertebrae.back().level.level;
  }
}

/// Every study that differs from this one by one known value less.
std::vector<StudyMeasurements> with_one_value_less(const StudyMeasurements& study) {
  std::vector<StudyMeasurements> poorer;
  const auto take = [&](const std::function<void(StudyMeasurements&)>& away) {
    poorer.push_back(study);
    away(poorer.back());
  };
  if (study.searched.known()) take([](StudyMeasurements& less) { less.searched = Unknown{"taken away"}; });
  for (std::size_t lesion = 0; lesion < study.lesions.size(); ++lesion) {
    take([=](StudyMeasurements& less) {
      std::visit([](auto& measured) { measured.density = Unknown{"taken away"}; },
                 less.lesions[lesion].measurements);
    });
    const auto take_of_lesion = [&](auto away_from) {
      take([=](StudyMeasurements& less) { std::visit(away_from, less.lesions[lesion].measurements); });
    };
    take_of_lesion([](auto& measured) { measured.periosteal_pattern = Unknown{"taken away"}; });
    take_of_lesion([](auto& measured) { measured.periosteum_assessed_fraction = Unknown{"taken away"}; });
    take_of_lesion([](auto& measured) { measured.periosteum_thickness = Unknown{"taken away"}; });
    if (study.lesions[lesion].growth.known()) {
      take([=](StudyMeasurements& less) { less.lesions[lesion].growth = Unknown{"taken away"}; });
      LesionGrowth shape;
      for (std::size_t value = 0; value < judged_values(shape).size(); ++value)
        take([=](StudyMeasurements& less) {
          LesionGrowth growth = less.lesions[lesion].growth.value();
          *judged_values(growth)[value] = Unknown{"taken away"};
          less.lesions[lesion].growth = growth;
        });
    }
    const std::size_t values = std::visit([](auto measured) { return judged_values(measured).size(); },
                                          study.lesions[lesion].measurements);
    for (std::size_t value = 0; value < values; ++value)
      take([=](StudyMeasurements& less) {
        std::visit([=](auto& measured) { *judged_values(measured)[value] = Unknown{"taken away"}; },
                   less.lesions[lesion].measurements);
      });
  }
  for (std::size_t each = 0; each < study.vertebrae.size(); ++each) {
    take([=](StudyMeasurements& less) { less.vertebrae[each].level.level = Unknown{"taken away"}; });
    take([=](StudyMeasurements& less) { less.vertebrae[each].cobb = Unknown{"taken away"}; });
    VertebraMeasurements shape;
    for (std::size_t value = 0; value < judged_values(shape).size(); ++value)
      take([=](StudyMeasurements& less) {
        *judged_values(less.vertebrae[each].measurements)[value] = Unknown{"taken away"};
      });
  }
  return poorer;
}

/// What is taken away only widens the range of a score.
void expect_no_lower_score(const Score<LesionScore>& with, const Score<LesionScore>& without) {
  const auto* const before = std::get_if<LesionScore>(&with);
  const auto* const after = std::get_if<LesionScore>(&without);
  if (before == nullptr || after == nullptr) return;
  EXPECT_LE(after->lowest_rank, before->lowest_rank);
  EXPECT_GE(after->highest_rank, before->highest_rank);
}

/// Without a value a verdict may stay or be withheld, and a conclusion may stay, be left open, or become
/// suspicious.
void expect_no_step_towards_benign(const Assessment& with, const Assessment& without) {
  EXPECT_TRUE(without.conclusion == with.conclusion || without.conclusion == Conclusion::indeterminate ||
              without.conclusion == Conclusion::suspicious)
      << static_cast<int>(with.conclusion) << " -> " << static_cast<int>(without.conclusion);
  ASSERT_EQ(with.findings.size(), without.findings.size());
  for (std::size_t index = 0; index < with.findings.size(); ++index) {
    const Verdict before = with.findings[index].verdict;
    const Verdict after = without.findings[index].verdict;
    // What makes several lesions an exception (cartilage) must be known: without it they are the sign again.
    const bool is_exception_lost = with.findings[index].criterion == "multiplicity" &&
                                   before == Verdict::neutral && after == Verdict::malignant;
    EXPECT_TRUE(after == before || after == Verdict::not_assessable || is_exception_lost)
        << with.findings[index].criterion << ' ' << static_cast<int>(before) << " -> "
        << static_cast<int>(after);
  }
  for (std::size_t lesion = 0; lesion < with.scores.lesions.size(); ++lesion)
    for (const auto system : {&LesionScores::lodwick, &LesionScores::lodwick_madewell,
                              &LesionScores::bone_rads, &LesionScores::enneking_t})
      expect_no_lower_score(with.scores.lesions[lesion].*system, without.scores.lesions[lesion].*system);
}

/// Every film vertebra that differs from this one by one known value less.
std::vector<JudgedFilmVertebra> with_one_value_less(const JudgedFilmVertebra& vertebra) {
  std::vector<JudgedFilmVertebra> poorer(2, vertebra);
  poorer[0].level.level = Unknown{"taken away"};
  poorer[1].cobb = Unknown{"taken away"};
  RadiographVertebraMeasurements shape;
  for (std::size_t value = 0; value < judged_values(shape).size(); ++value) {
    poorer.push_back(vertebra);
    *judged_values(poorer.back().measurements)[value] = Unknown{"taken away"};
  }
  return poorer;
}

/// A conclusion does not hang on what is known beside the images.
ClinicalContext random_context(std::mt19937& random) {
  std::uniform_int_distribution<int> draw(0, 3);
  ClinicalContext context;
  if (draw(random) > 0) context.age_years = 20.0 * draw(random);
  if (draw(random) > 0) context.sex = draw(random) > 1 ? Sex::male : Sex::female;
  if (draw(random) > 1) context.pain.rhythm = static_cast<PainRhythm>(draw(random));
  if (draw(random) > 1) context.known_primary = std::string(draw(random) > 1 ? "none" : "lung");
  if (draw(random) > 1) context.laboratory.calcium_mmol_l = 2.0 + 0.3 * draw(random);
  return context;
}

TEST(LackOfEvidence, TheClinicalContextChangesNoVerdictAndNoConclusion) {
  std::mt19937 random(29);
  for (int round = 0; round < 500 && !testing::Test::HasFailure(); ++round) {
    const StudyMeasurements study = random_study(random);
    const Assessment with = assess(study, random_context(random), criteria),
                     without = assess(study, {}, criteria);
    EXPECT_EQ(with.conclusion, without.conclusion);
    for (std::size_t index = 0; index < with.findings.size(); ++index)
      EXPECT_EQ(with.findings[index].verdict, without.findings[index].verdict);
  }
}

TEST(LackOfEvidence, NeverMovesAVerdictOrTheConclusionTowardsBenign) {
  std::mt19937 random(28), of_growth(31), of_canals(37);
  std::map<std::string, int> benign_verdicts, malignant_verdicts;
  for (int round = 0; round < 2000 && !testing::Test::HasFailure(); ++round) {
    StudyMeasurements study = random_study(random);
    for (JudgedLesion& lesion : study.lesions) lesion.growth = random_growth(of_growth);
    draw_canals(study, of_canals);
    const Assessment assessment = assess(study, {}, criteria);
    for (const Finding& finding : assessment.findings) {
      benign_verdicts[finding.criterion] += finding.verdict == Verdict::benign ? 1 : 0;
      malignant_verdicts[finding.criterion] += finding.verdict == Verdict::malignant ? 1 : 0;
    }
    for (const StudyMeasurements& poorer : with_one_value_less(study))
      expect_no_step_towards_benign(assessment, assess(poorer, {}, criteria));
  }
  for (const char* id :
       {"margin", "lytic_zone", "evolution", "multiplicity", "vertebral_lysis", "pedicle_absent",
        "asymmetric_collapse", "posterior_wall", "trabecular_heterogeneity", "fracture_above_t5"}) {
    EXPECT_GT(benign_verdicts[id], 3) << id << ": the draw must reach what it guards";
    EXPECT_GT(malignant_verdicts[id], 3) << id;
  }
}

TEST(LackOfEvidence, AFilmOfTheSpineIsNeverBenignAndTakingAValueAwayHidesASignAtMost) {
  std::mt19937 random(33);
  std::map<std::string, int> malignant_verdicts;
  for (int round = 0; round < 3000 && !testing::Test::HasFailure(); ++round) {
    StudyMeasurements study;
    study.film_vertebrae.push_back(random_film_vertebra(random, "radiograph 1, vertebra 1 from above"));
    const Assessment with = assess(study, {}, criteria);
    EXPECT_NE(with.conclusion, Conclusion::benign_appearance);
    for (const Finding& finding : with.findings) {
      EXPECT_NE(finding.verdict, Verdict::benign) << finding.criterion;
      malignant_verdicts[finding.criterion] += finding.verdict == Verdict::malignant ? 1 : 0;
    }
    for (const JudgedFilmVertebra& poorer : with_one_value_less(study.film_vertebrae.front())) {
      StudyMeasurements less = study;
      less.film_vertebrae = {poorer};
      const Assessment without = assess(less, {}, criteria);
      ASSERT_EQ(with.findings.size(), without.findings.size());
      for (std::size_t index = 0; index < with.findings.size(); ++index) {
        const Verdict before = with.findings[index].verdict, after = without.findings[index].verdict;
        EXPECT_TRUE(after == before || after == Verdict::not_assessable || after == Verdict::malignant)
            << with.findings[index].criterion << ' ' << static_cast<int>(before) << " -> "
            << static_cast<int>(after);
      }
    }
  }
  for (const char* id : {"vertebral_lysis", "pedicle_absent", "asymmetric_collapse", "posterior_wall",
                         "trabecular_heterogeneity", "fracture_above_t5"})
    EXPECT_GT(malignant_verdicts[id], 3) << id << ": the draw must reach what it guards";
}

}  // namespace
}  // namespace osteosign
