#include "classify/context_leaning.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace osteosign {
namespace {

using testing::Contains;
using testing::HasSubstr;

const CriteriaParameters criteria;

const ContextItem* item_of(const ContextLeanings& leanings, const char* name) {
  const auto found = std::ranges::find(leanings.items, name, &ContextItem::item);
  return found == leanings.items.end() ? nullptr : &*found;
}

Leaning leaning_of(const ClinicalContext& context, const char* name) {
  const ContextLeanings leanings = context_leanings(context, criteria);
  const ContextItem* const item = item_of(leanings, name);
  EXPECT_NE(item, nullptr) << name;
  return item == nullptr ? Leaning::none : item->leaning;
}

TEST(ContextLeaning, WhatNobodyGaveIsListedAndLeansNowhere) {
  const ContextLeanings leanings = context_leanings({}, criteria);
  EXPECT_TRUE(leanings.items.empty());
  for (const char* item : {"course", "pain.rhythm", "nerve_compression", "altered_general_state", "esr_mm_h",
                           "crp_mg_l", "calcium_mmol_l", "psa_ng_ml", "monoclonal_peak"})
    EXPECT_THAT(leanings.not_given, Contains(item));
}

TEST(ContextLeaning, TheCourse) {
  ClinicalContext context;
  context.course = Course::slow;
  EXPECT_EQ(leaning_of(context, "course"), Leaning::benign);
  context.course = Course::fast;
  EXPECT_EQ(leaning_of(context, "course"), Leaning::malignant);
}

TEST(ContextLeaning, PainByItsRhythm) {
  ClinicalContext context;
  for (const PainRhythm rhythm : {PainRhythm::none, PainRhythm::mechanical, PainRhythm::night_only}) {
    context.pain.rhythm = rhythm;
    EXPECT_EQ(leaning_of(context, "pain.rhythm"), Leaning::benign);
  }
  context.pain.rhythm = PainRhythm::inflammatory;
  EXPECT_EQ(leaning_of(context, "pain.rhythm"), Leaning::malignant);  // unknown growth is not taken for none
  context.pain.increasing = true;
  EXPECT_EQ(leaning_of(context, "pain.rhythm"), Leaning::malignant);
  context.pain.increasing = false;
  EXPECT_EQ(leaning_of(context, "pain.rhythm"), Leaning::none);
}

TEST(ContextLeaning, CompressionAndGeneralState) {
  ClinicalContext context;
  context.nerve_compression = context.altered_general_state = true;
  EXPECT_EQ(leaning_of(context, "nerve_compression"), Leaning::malignant);
  EXPECT_EQ(leaning_of(context, "altered_general_state"), Leaning::malignant);
  context.nerve_compression = context.altered_general_state = false;
  EXPECT_EQ(leaning_of(context, "nerve_compression"), Leaning::none);
  EXPECT_EQ(leaning_of(context, "altered_general_state"), Leaning::none);
}

TEST(ContextLeaning, LaboratoryAtBelowAndAboveItsLimits) {
  ClinicalContext context;
  LaboratoryValues& laboratory = context.laboratory;
  const auto at_and_above = [&](Measured<double>& value, double limit, const char* item) {
    value = limit;
    EXPECT_EQ(leaning_of(context, item), Leaning::none) << item;
    value = limit * 1.01;
    EXPECT_EQ(leaning_of(context, item), Leaning::malignant) << item;
    value = limit * 0.99;
    EXPECT_EQ(leaning_of(context, item), Leaning::none) << item;
  };
  at_and_above(laboratory.esr_mm_h, criteria.context_esr_high_mm_h, "esr_mm_h");
  at_and_above(laboratory.crp_mg_l, criteria.context_crp_high_mg_l, "crp_mg_l");
  at_and_above(laboratory.calcium_mmol_l, criteria.context_calcium_high_mmol_l, "calcium_mmol_l");
  at_and_above(laboratory.psa_ng_ml, 15, "psa_ng_ml");
}

TEST(ContextLeaning, OnlyAWholeNormalLaboratoryLeansToBenign) {
  ClinicalContext context;
  context.laboratory.esr_mm_h = 10.0;
  context.laboratory.crp_mg_l = 2.0;
  EXPECT_EQ(item_of(context_leanings(context, criteria), "laboratory"), nullptr);
  context.laboratory.calcium_mmol_l = 2.3;
  EXPECT_EQ(leaning_of(context, "laboratory"), Leaning::benign);
  context.laboratory.crp_mg_l = 50.0;
  EXPECT_EQ(item_of(context_leanings(context, criteria), "laboratory"), nullptr);
}

TEST(ContextLeaning, AMonoclonalPeakLeansToMalignant) {
  ClinicalContext context;
  context.laboratory.monoclonal_peak = true;
  EXPECT_EQ(leaning_of(context, "monoclonal_peak"), Leaning::malignant);
}

TEST(ContextLeaning, OfTheSecondaryMarkersTheHighestRelativeRiseCounts) {
  ClinicalContext context;
  EXPECT_FALSE(leading_secondary_marker(context.laboratory, criteria).known());
  context.laboratory.ca19_9_u_ml = 2 * criteria.context_ca19_9_high_u_ml;
  context.laboratory.nse_ng_ml = 3 * criteria.context_nse_high_ng_ml;
  context.laboratory.cyfra21_1_ng_ml = 1.5 * criteria.context_cyfra21_1_high_ng_ml;
  const RaisedMarker leading = leading_secondary_marker(context.laboratory, criteria).value();
  EXPECT_EQ(leading.name, "NSE");
  EXPECT_DOUBLE_EQ(leading.times_the_limit, 3);
  const ContextLeanings leanings = context_leanings(context, criteria);
  EXPECT_THAT(item_of(leanings, "secondary_markers")->reason, HasSubstr("the others do not count"));
}

}  // namespace
}  // namespace osteosign
