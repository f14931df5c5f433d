// The safety promise of the rule: taking a known measurement away never moves a verdict or the conclusion
// towards benign, on any set of measurements.
#include <gmock/gmock.h>

#include <functional>
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
                                 &measured.cortex_breach_area, &measured.margin_width});
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
      measured.cortex_breach_area = Quantity{0, Unit::mm2};
  return measured;
}

JudgedLesion random_lesion(std::mt19937& random, const std::string& id) {
  std::uniform_int_distribution<int> draw(0, 3);
  JudgedLesion lesion{{id}, CtLesionMeasurements{}};
  if (draw(random) < 2)
    lesion.measurements = random_measurements<CtLesionMeasurements>(random);
  else
    lesion.measurements = random_measurements<RadiographLesionMeasurements>(random);
  if (const int density = draw(random); density < 3)
    std::visit([=](auto& measured) { measured.density = static_cast<DensityClass>(density); },
               lesion.measurements);
  return lesion;
}

StudyMeasurements random_study(std::mt19937& random) {
  std::uniform_int_distribution<int> draw(0, 3);
  StudyMeasurements study;
  for (int lesion = draw(random); lesion > 0; --lesion)
    study.lesions.push_back(random_lesion(random, "L" + std::to_string(lesion)));
  if (draw(random) > 0) study.searched = std::string("every bone");
  return study;
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
    const std::size_t values = std::visit([](auto measured) { return judged_values(measured).size(); },
                                          study.lesions[lesion].measurements);
    for (std::size_t value = 0; value < values; ++value)
      take([=](StudyMeasurements& less) {
        std::visit([=](auto& measured) { *judged_values(measured)[value] = Unknown{"taken away"}; },
                   less.lesions[lesion].measurements);
      });
  }
  return poorer;
}

/// Without a value a verdict may stay or be withheld, and a conclusion may stay or be left open: nothing
/// else.
void expect_no_step_towards_benign(const Assessment& with, const Assessment& without) {
  EXPECT_TRUE(without.conclusion == with.conclusion || without.conclusion == Conclusion::indeterminate)
      << static_cast<int>(with.conclusion) << " -> " << static_cast<int>(without.conclusion);
  ASSERT_EQ(with.findings.size(), without.findings.size());
  for (std::size_t index = 0; index < with.findings.size(); ++index) {
    const Verdict before = with.findings[index].verdict;
    const Verdict after = without.findings[index].verdict;
    EXPECT_TRUE(after == before || after == Verdict::not_assessable)
        << with.findings[index].criterion << ' ' << static_cast<int>(before) << " -> "
        << static_cast<int>(after);
  }
}

TEST(LackOfEvidence, NeverMovesAVerdictOrTheConclusionTowardsBenign) {
  std::mt19937 random(28);
  int benign_verdicts = 0;
  int malignant_verdicts = 0;
  for (int round = 0; round < 2000 && !testing::Test::HasFailure(); ++round) {
    const StudyMeasurements study = random_study(random);
    const Assessment assessment = assess(study, {}, criteria);
    for (const Finding& finding : assessment.findings) {
      benign_verdicts += finding.verdict == Verdict::benign ? 1 : 0;
      malignant_verdicts += finding.verdict == Verdict::malignant ? 1 : 0;
    }
    for (const StudyMeasurements& poorer : with_one_value_less(study))
      expect_no_step_towards_benign(assessment, assess(poorer, {}, criteria));
  }
  EXPECT_GT(benign_verdicts, 100) << "the draw must reach what it guards";
  EXPECT_GT(malignant_verdicts, 100);
}

}  // namespace
}  // namespace osteosign
