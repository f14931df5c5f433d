#include "classify/sins_of_vertebra.h"

#include <gmock/gmock.h>

#include "classify/assess.h"
#include "tests/classify/sample_lesions.h"
#include "tests/classify/sample_vertebrae.h"

namespace osteosign {
namespace {

using testing::HasSubstr;

JudgedVertebra lytic_vertebra(const std::string& level) {
  JudgedVertebra vertebra = intact_vertebra(level);
  vertebra.measurements.lytic_volume = Quantity{4000, Unit::mm3};
  return vertebra;
}

Sins scored(const JudgedVertebra& vertebra, const ClinicalContext& context = {},
            const std::vector<JudgedLesion>& lesions = {}) {
  const StudyMeasurements study{lesions, {vertebra}};
  return std::get<Sins>(assess(study, context, {}).scores.vertebrae.at(0).sins);
}

std::pair<int, int> range(const PointRange& part) { return {part.lowest, part.highest}; }
std::pair<int, int> only(int points) { return {points, points}; }

TEST(SinsOfVertebra, TheLocationFollowsTheLevel) {
  for (const auto& [level, points] : std::vector<std::pair<std::string, int>>{{"C1", 3},
                                                                              {"C2", 3},
                                                                              {"C3", 2},
                                                                              {"C6", 2},
                                                                              {"C7", 3},
                                                                              {"T2", 3},
                                                                              {"T3", 1},
                                                                              {"T10", 1},
                                                                              {"T11", 3},
                                                                              {"L1", 3},
                                                                              {"L2", 2},
                                                                              {"L4", 2},
                                                                              {"L5", 3},
                                                                              {"L6", 3}})
    EXPECT_EQ(range(scored(lytic_vertebra(level)).parts.location), only(points)) << level;
  EXPECT_EQ(range(scored(of_unknown_level(lytic_vertebra("L3"))).parts.location), std::pair(1, 3));
}

TEST(SinsOfVertebra, PainComesFromTheContextAlone) {
  const auto with = [](const Pain& pain) {
    ClinicalContext context;
    context.pain = pain;
    return range(scored(lytic_vertebra("L3"), context).parts.pain);
  };
  Pain pain;
  EXPECT_EQ(with(pain), std::pair(0, 3));
  pain.mechanical = true;
  EXPECT_EQ(with(pain), only(3));
  pain.mechanical = false;
  EXPECT_EQ(with(pain), std::pair(0, 1));
  pain.rhythm = PainRhythm::inflammatory;
  EXPECT_EQ(with(pain), only(1));
  pain.rhythm = PainRhythm::none;
  EXPECT_EQ(with(pain), only(0));
}

TEST(SinsOfVertebra, TheLesionIsTheOneThatWasMeasuredInTheVertebra) {
  CtLesionMeasurements sclerotic;
  sclerotic.density = DensityClass::sclerotic;
  const JudgedLesion here{{"1"}, sclerotic, std::string("L3")},
      elsewhere{{"2"}, sclerotic, std::string("L4")};
  JudgedVertebra bulging = intact_vertebra("L3");
  bulging.measurements.posterior_wall_breach_area = Quantity{30, Unit::mm2};
  EXPECT_EQ(range(scored(lytic_vertebra("L3")).parts.bone_lesion), std::pair(1, 2));
  EXPECT_EQ(range(scored(bulging).parts.bone_lesion), std::pair(0, 2));
  EXPECT_EQ(range(scored(bulging, {}, {here}).parts.bone_lesion), only(0));
  EXPECT_EQ(range(scored(bulging, {}, {elsewhere}).parts.bone_lesion), std::pair(0, 2));
  EXPECT_EQ(range(scored(lytic_vertebra("L3"), {}, {here}).parts.bone_lesion), only(1));
  CtLesionMeasurements lytic;
  lytic.density = DensityClass::lytic;
  EXPECT_EQ(range(scored(lytic_vertebra("L3"), {}, {{{"1"}, lytic, std::string("L3")}}).parts.bone_lesion),
            only(2));
}

TEST(SinsOfVertebra, CollapseFollowsTheLoss) {
  const auto with = [](const MeasuredQuantity& loss) {
    JudgedVertebra vertebra = lytic_vertebra("L3");
    vertebra.measurements.anterior_height_loss = loss;
    vertebra.measurements.height_loss = loss;
    return range(scored(vertebra).parts.collapse);
  };
  EXPECT_EQ(with(Quantity{0.1, Unit::fraction}), std::pair(0, 1));
  EXPECT_EQ(with(Quantity{0.3, Unit::fraction}), only(2));
  EXPECT_EQ(with(Quantity{0.5, Unit::fraction}), only(3));
  EXPECT_EQ(with(Quantity{0.7, Unit::fraction}), only(3));
  EXPECT_EQ(with(Quantity{0.48, Unit::fraction, 0.04}), std::pair(2, 3));
  EXPECT_EQ(with(Quantity{0.21, Unit::fraction, 0.04}), std::pair(0, 2));
  EXPECT_EQ(with(Unknown{"no neighbours"}), std::pair(0, 3));
}

TEST(SinsOfVertebra, LysisOfMostOfTheBodyCountsWithoutCollapse) {
  JudgedVertebra vertebra = lytic_vertebra("L3");
  vertebra.measurements.lytic_volume = Quantity{20000, Unit::mm3};
  EXPECT_EQ(range(scored(vertebra).parts.collapse), only(1));
}

TEST(SinsOfVertebra, PediclesAreCountedAndJointsStayOpenWhereThereIsLysis) {
  JudgedVertebra broken_wall = intact_vertebra("L3");
  broken_wall.measurements.posterior_wall_breach_area = Quantity{30, Unit::mm2};
  EXPECT_EQ(range(scored(broken_wall).parts.posterolateral), only(0));
  JudgedVertebra one_eyed = intact_vertebra("L3");
  one_eyed.measurements.left_pedicle_volume_ratio = Quantity{0.1, Unit::one};
  EXPECT_EQ(range(scored(one_eyed).parts.posterolateral), only(1));
  one_eyed.measurements.right_pedicle_ring_completeness = Unknown{"too coarse"};
  EXPECT_EQ(range(scored(one_eyed).parts.posterolateral), std::pair(1, 3));
  one_eyed.measurements.right_pedicle_volume_ratio = Quantity{0.1, Unit::one};
  one_eyed.measurements.lytic_volume = Quantity{500, Unit::mm3};
  EXPECT_EQ(range(scored(one_eyed).parts.posterolateral), only(3));
  EXPECT_EQ(range(scored(lytic_vertebra("L3")).parts.posterolateral), std::pair(0, 3));
}

PointRange alignment_of(const std::string& level, const MeasuredQuantity& above,
                        const MeasuredQuantity& below) {
  JudgedVertebra vertebra = lytic_vertebra(level);
  vertebra.measurements.shift_above = above;
  vertebra.measurements.shift_below = below;
  return scored(vertebra).parts.alignment;
}

TEST(SinsOfVertebra, ASlipCountsWhereWearMakesNone) {
  const Quantity none{0.8, Unit::mm, 1}, slip{6, Unit::mm, 1};
  EXPECT_EQ(range(alignment_of("T7", slip, none)), only(4));
  EXPECT_EQ(range(alignment_of("T7", none, slip)), only(4));
  EXPECT_EQ(range(alignment_of("L4", none, slip)), std::pair(0, 4));
  EXPECT_THAT(alignment_of("L4", none, slip).because, HasSubstr("needs an earlier image"));
  EXPECT_EQ(range(alignment_of("C5", slip, slip)), std::pair(0, 4));
}

TEST(SinsOfVertebra, WithoutASlipABendMayStillBeNew) {
  const Quantity none{0.8, Unit::mm, 1}, near_the_limit{3.4, Unit::mm, 1};
  EXPECT_EQ(range(alignment_of("T7", none, none)), std::pair(0, 2));
  EXPECT_EQ(range(alignment_of("L4", none, none)), std::pair(0, 2));
  EXPECT_EQ(range(alignment_of("T7", none, near_the_limit)), std::pair(0, 4));
  EXPECT_EQ(range(alignment_of("L5", none, Unknown{"the vertebra below is not in view"})), std::pair(0, 4));
  EXPECT_EQ(range(scored(lytic_vertebra("L3")).parts.alignment), std::pair(0, 4));
}

TEST(SinsOfVertebra, DoesNotApplyWithoutAMalignantSign) {
  const StudyMeasurements study{{}, {wedged_vertebra("L1")}};
  const Scores scores = assess(study, {}, {}).scores;
  EXPECT_THAT(std::get<NotApplicable>(scores.vertebrae.at(0).sins).reason, HasSubstr("SINS scores tumours"));
  EXPECT_THAT(std::get<NotApplicable>(scores.sins).reason, HasSubstr("no vertebra has a malignant sign"));
}

TEST(SinsOfVertebra, AppliesToAVertebraWithAMalignantLesion) {
  CtLesionMeasurements blurred = sharp_rimmed_ct();
  blurred.margin_wide_fraction = Quantity{0.6, Unit::fraction};
  EXPECT_EQ(scored(intact_vertebra("L3"), {}, {{{"1"}, blurred, std::string("L3")}}).subject, "L3");
}

TEST(ScoresOfAStudy, AreThoseOfTheWorstVertebra) {
  JudgedVertebra mild = intact_vertebra("T8");
  mild.measurements.anterior_height_loss = Quantity{0.22, Unit::fraction};
  JudgedVertebra destroyed = lytic_vertebra("L1");
  destroyed.measurements.anterior_height_loss = Quantity{0.6, Unit::fraction};
  const StudyMeasurements study{{}, {mild, lytic_vertebra("T9"), destroyed, lytic_vertebra("L3")}};
  const Scores scores = assess(study, {}, {}).scores;
  EXPECT_EQ(std::get<Sins>(scores.sins).subject, "L1");
  const auto& genant = std::get<GenantScore>(scores.genant);
  EXPECT_EQ(genant.subject, "L1");
  EXPECT_EQ(genant.lowest, 3);
  EXPECT_EQ(genant.category.value(), "severe");
  EXPECT_EQ(scores.vertebrae.size(), 4U);
}

TEST(ScoresOfAStudy, AreUnknownWithoutAVertebra) {
  const Scores scores = assess({}, {}, {}).scores;
  EXPECT_EQ(std::get<Unknown>(scores.sins).reason, "no vertebra was measured");
  EXPECT_EQ(std::get<Unknown>(scores.genant).reason, "no vertebra was measured");
}

}  // namespace
}  // namespace osteosign
