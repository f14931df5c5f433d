#include "classify/criterion.h"

#include <gmock/gmock.h>

#include <set>

#include "classify/criteria_parameters.h"
#include "io/values/errors.h"

namespace osteosign {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(Criterion, TheListFollowsTheOrderOfTheSeed) {
  std::vector<std::string_view> ids;
  for (const Criterion& each : all_criteria()) ids.push_back(each.id);
  EXPECT_THAT(ids, ElementsAre("margin", "lytic_zone", "cortex", "periosteum", "soft_tissue", "evolution",
                               "multiplicity", "vertebral_lysis", "pedicle_absent", "asymmetric_collapse",
                               "posterior_wall", "trabecular_heterogeneity", "fracture_above_t5"));
}

TEST(Criterion, TheImagingGroupIsTheOneOfTheRule) {
  std::vector<std::string_view> ids;
  for (const Criterion& each : all_criteria())
    if (each.group == CriterionGroup::imaging) ids.push_back(each.id);
  EXPECT_THAT(ids, ElementsAre("margin", "lytic_zone", "cortex", "periosteum"));
}

TEST(Criterion, EveryCriterionIsDescribedInFull) {
  for (const Criterion& each : all_criteria())
    for (const std::string_view text : {each.subject_en, each.subject_fr, each.statement, each.benign_when,
                                        each.malignant_when, each.reference, name(each.group)})
      EXPECT_FALSE(text.empty()) << each.id;
}

TEST(Criterion, AskingForOneThatDoesNotExistIsABug) {
  try {
    criterion("colour");
    FAIL() << "no error";
  } catch (const InternalError& bug) {
    EXPECT_THAT(bug.what(), HasSubstr("there is no criterion \"colour\""));
  }
}

TEST(CriteriaParameters, EveryThresholdBelongsToACriterionOrToWhatStandsBesideThem) {
  CriteriaParameters parameters;
  describe(parameters, [](const ParameterDescription& description, double) {
    bool owned = false;
    for (const char* beside : {"lost_height_", "next_steps_", "context_", "bone_rads_", "sins_",
                               "fracture_line_", "differential_"})
      owned = owned || description.name.starts_with(beside);
    for (const Criterion& each : all_criteria())
      owned = owned || description.name.starts_with(std::string(each.id) + '_');
    EXPECT_TRUE(owned) << description.name;
  });
}

TEST(CriteriaParameters, EveryDefaultLiesInItsRangeAndEveryNameIsUnique) {
  CriteriaParameters parameters;
  std::set<std::string_view> names;
  describe(parameters, [&](const ParameterDescription& description, double value) {
    EXPECT_TRUE(names.insert(description.name).second) << description.name;
    EXPECT_GE(value, description.lowest) << description.name;
    EXPECT_LE(value, description.highest) << description.name;
  });
  EXPECT_EQ(names.size() * sizeof(double), sizeof(CriteriaParameters)) << "a member without a description";
}

TEST(CriteriaParameters, AThresholdCarriesTheValueInForceAndItsSource) {
  CriteriaParameters parameters;
  parameters.margin_sharp_limit_mm = 2.5;
  const Threshold limit = threshold(parameters, "margin_sharp_limit_mm");
  EXPECT_EQ(limit.value, 2.5);
  EXPECT_THAT(std::string(limit.source), HasSubstr("A4.1"));
}

TEST(CriteriaParameters, AThresholdThatIsNotDescribedIsABug) {
  try {
    threshold(CriteriaParameters{}, "margin_colour");
    FAIL() << "no error";
  } catch (const InternalError& bug) {
    EXPECT_THAT(bug.what(), HasSubstr("there is no threshold \"margin_colour\""));
  }
}

}  // namespace
}  // namespace osteosign
