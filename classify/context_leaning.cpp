#include "classify/context_leaning.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <sstream>

namespace osteosign {
namespace {

/// What one value of an item speaks for.
struct Reading {
  Leaning leaning;
  std::string reason;
};

std::string number_text(double value, const char* unit) {
  std::ostringstream text;
  text << value << ' ' << unit;
  return text.str();
}

class Items {
 public:
  template <class T, class Text, class Read>
  void add(const char* item, const Measured<T>& given, Text&& text, Read&& read) {
    if (!given.known()) {
      leanings_.not_given.emplace_back(item);
      return;
    }
    Reading reading = read(given.value());
    leanings_.items.push_back({item, text(given.value()), reading.leaning, std::move(reading.reason)});
  }
  void add_truth(const char* item, const Measured<bool>& given, const Reading& when_true,
                 const Reading& when_false) {
    add(
        item, given, [](bool value) { return std::string(value ? "yes" : "no"); },
        [&](bool value) { return value ? when_true : when_false; });
  }
  void add_level(const char* item, const Measured<double>& given, const char* unit, double high,
                 const Reading& when_high) {
    add(
        item, given, [unit](double value) { return number_text(value, unit); },
        [&](double value) {
          return value > high ? when_high : Reading{Leaning::none, "not above " + number_text(high, unit)};
        });
  }
  void add_item(ContextItem item) { leanings_.items.push_back(std::move(item)); }
  ContextLeanings leanings() && { return std::move(leanings_); }

 private:
  ContextLeanings leanings_;
};

const Reading says_nothing{Leaning::none, "speaks for neither"};

Reading reading_of(PainRhythm rhythm, const Measured<bool>& increasing) {
  switch (rhythm) {
    case PainRhythm::none:
      return {Leaning::benign, "no pain leans to benign, without certainty"};
    case PainRhythm::mechanical:
      return {Leaning::benign, "mechanical pain leans to benign, without certainty"};
    case PainRhythm::night_only:
      return {Leaning::benign, "purely nocturnal pain leans to benign, without certainty"};
    case PainRhythm::inflammatory:
      if (increasing.known() && !increasing.value())
        return {Leaning::none, "inflammatory pain that does not grow speaks for neither"};
      if (!increasing.known())
        return {Leaning::malignant, "inflammatory pain leans to malignant; whether it grows was not given"};
      return {Leaning::malignant, "inflammatory pain of growing intensity leans to malignant"};
  }
  throw InternalError("pain rhythm without a leaning");
}

std::string word(PainRhythm rhythm) {
  switch (rhythm) {
    case PainRhythm::none:
      return "none";
    case PainRhythm::mechanical:
      return "mechanical";
    case PainRhythm::night_only:
      return "night only";
    case PainRhythm::inflammatory:
      return "inflammatory";
  }
  throw InternalError("pain rhythm without a word");
}

void add_clinical_items(Items& items, const ClinicalContext& context) {
  items.add(
      "course", context.course, [](Course course) { return course == Course::slow ? "slow" : "fast"; },
      [](Course course) {
        return course == Course::slow ? Reading{Leaning::benign, "a slow course leans to benign"}
                                      : Reading{Leaning::malignant, "a fast course leans to malignant"};
      });
  items.add("pain.rhythm", context.pain.rhythm, word,
            [&](PainRhythm rhythm) { return reading_of(rhythm, context.pain.increasing); });
  items.add_truth(
      "pain.relieved_by_nsaid", context.pain.relieved_by_nsaid,
      {Leaning::none, "night pain that an NSAID or aspirin relieves is that of an osteoid osteoma"},
      says_nothing);
  items.add_truth("nerve_compression", context.nerve_compression,
                  {Leaning::malignant, "signs of nerve compression lean to malignant"}, says_nothing);
  items.add_truth("altered_general_state", context.altered_general_state,
                  {Leaning::malignant, "an altered general state leans to malignant"}, says_nothing);
  items.add(
      "known_primary", context.known_primary, [](const std::string& organ) { return organ; },
      [](const std::string& organ) {
        return organ == "none" ? says_nothing
                               : Reading{Leaning::none, "a metastasis of it has to be thought of"};
      });
  items.add_truth("family_history_of_cancer", context.family_history_of_cancer,
                  {Leaning::none, "to be kept in mind in the search for a primary cancer"}, says_nothing);
}

/// Benign lesions come without any abnormality: that needs all of it to be known.
void add_normal_laboratory(Items& items, const LaboratoryValues& laboratory,
                           const CriteriaParameters& criteria) {
  const auto normal = [](const Measured<double>& value, double high) {
    return value.known() && value.value() <= high;
  };
  if (normal(laboratory.esr_mm_h, criteria.context_esr_high_mm_h) &&
      normal(laboratory.crp_mg_l, criteria.context_crp_high_mg_l) &&
      normal(laboratory.calcium_mmol_l, criteria.context_calcium_high_mmol_l))
    items.add_item({"laboratory", "ESR, CRP and calcium are normal", Leaning::benign,
                    "benign lesions come without a laboratory abnormality"});
}

void add_laboratory_items(Items& items, const LaboratoryValues& laboratory,
                          const CriteriaParameters& criteria) {
  const Reading inflammatory{Leaning::malignant, "an inflammatory syndrome leans to malignant"};
  items.add_level("esr_mm_h", laboratory.esr_mm_h, "mm/h", criteria.context_esr_high_mm_h, inflammatory);
  items.add_level("crp_mg_l", laboratory.crp_mg_l, "mg/L", criteria.context_crp_high_mg_l, inflammatory);
  items.add_level("calcium_mmol_l", laboratory.calcium_mmol_l, "mmol/L", criteria.context_calcium_high_mmol_l,
                  {Leaning::malignant, "a high calcium leans to malignant; PTH is needed"});
  add_normal_laboratory(items, laboratory, criteria);
  items.add_truth("monoclonal_peak", laboratory.monoclonal_peak,
                  {Leaning::malignant, "a monoclonal peak points to a plasmacytoma or a myeloma"},
                  says_nothing);
}

void add_markers(Items& items, const LaboratoryValues& laboratory, const CriteriaParameters& criteria) {
  const Reading raised{Leaning::none, "raised: helps in the search for the primary cancer"};
  items.add(
      "psa_ng_ml", laboratory.psa_ng_ml, [](double value) { return number_text(value, "ng/mL"); },
      [&](double value) {
        if (value > criteria.context_psa_specific_ng_ml)
          return Reading{Leaning::malignant, "above " +
                                                 number_text(criteria.context_psa_specific_ng_ml, "ng/mL") +
                                                 ": sensitive and very specific for the prostate"};
        if (value > criteria.context_psa_high_ng_ml) return raised;
        return Reading{Leaning::none, "not above " + number_text(criteria.context_psa_high_ng_ml, "ng/mL")};
      });
  items.add_level("ca15_3_u_ml", laboratory.ca15_3_u_ml, "U/mL", criteria.context_ca15_3_high_u_ml, raised);
  items.add_level("ca125_u_ml", laboratory.ca125_u_ml, "U/mL", criteria.context_ca125_high_u_ml, raised);
  items.add_level("afp_ng_ml", laboratory.afp_ng_ml, "ng/mL", criteria.context_afp_high_ng_ml, raised);
  items.add_level("beta_hcg_iu_l", laboratory.beta_hcg_iu_l, "IU/L", criteria.context_beta_hcg_high_iu_l,
                  raised);
  if (const auto leading = leading_secondary_marker(laboratory, criteria); leading.known())
    items.add_item({"secondary_markers", leading.value().name, Leaning::none,
                    leading.value().times_the_limit > 1
                        ? "the one with the highest relative rise; the others do not count"
                        : "none of the secondary markers is raised"});
}

}  // namespace

ContextLeanings context_leanings(const ClinicalContext& context, const CriteriaParameters& criteria) {
  Items items;
  add_clinical_items(items, context);
  add_laboratory_items(items, context.laboratory, criteria);
  add_markers(items, context.laboratory, criteria);
  return std::move(items).leanings();
}

Measured<RaisedMarker> leading_secondary_marker(const LaboratoryValues& laboratory,
                                                const CriteriaParameters& criteria) {
  std::optional<RaisedMarker> leading;
  const auto consider = [&](const char* name, const Measured<double>& given, double high) {
    if (!given.known()) return;
    const double times = given.value() / high;
    if (!leading || times > leading->times_the_limit) leading = RaisedMarker{name, times};
  };
  consider("CA 19-9", laboratory.ca19_9_u_ml, criteria.context_ca19_9_high_u_ml);
  consider("NSE", laboratory.nse_ng_ml, criteria.context_nse_high_ng_ml);
  consider("CYFRA 21-1", laboratory.cyfra21_1_ng_ml, criteria.context_cyfra21_1_high_ng_ml);
  consider("thyroglobulin", laboratory.thyroglobulin_ng_ml, criteria.context_thyroglobulin_high_ng_ml);
  if (!leading) return Unknown{"no secondary marker was given"};
  return *leading;
}

}  // namespace osteosign
