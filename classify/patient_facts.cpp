#include "classify/facts.h"
#include "classify/lesion_descriptors.h"

namespace osteosign {
namespace {

template <class T, class Ask>
Measured<bool> asked(const Measured<T>& given, Ask&& ask) {
  if (!given.known()) return given.unknown();
  return ask(given.value());
}

Measured<bool> above(const Measured<double>& given, double limit) {
  return asked(given, [limit](double value) { return value > limit; });
}

Measured<bool> either(const Measured<bool>& one, const Measured<bool>& other) {
  if (one.known() && one.value()) return true;
  if (other.known() && other.value()) return true;
  if (!one.known()) return one;
  return other;
}

}  // namespace

void add_patient_facts(Facts& facts, const ClinicalContext& context, const CriteriaParameters& criteria) {
  facts.set("male", asked(context.sex, [](Sex sex) { return sex == Sex::male; }));
  facts.set("female", asked(context.sex, [](Sex sex) { return sex == Sex::female; }));
  const auto aged = [&](double from, double until) {
    return asked(context.age_years, [=](double age) { return age >= from && age <= until; });
  };
  constexpr double oldest = 200;
  const double young_until = criteria.context_young_until_years;
  facts.set("child_to_young_adult", aged(0, young_until));
  facts.set("adolescent_or_young_adult", aged(criteria.context_adolescent_from_years, young_until));
  facts.set("adult", aged(criteria.context_adult_from_years, oldest));
  facts.set("after_fifty", above(context.age_years, criteria.next_steps_metastasis_age_years));
  const auto rhythm_is = [&](PainRhythm wanted) {
    return asked(context.pain.rhythm, [wanted](PainRhythm rhythm) { return rhythm == wanted; });
  };
  facts.set("no_pain", rhythm_is(PainRhythm::none));
  facts.set("night_pain", rhythm_is(PainRhythm::night_only));
  facts.set("inflammatory_pain", rhythm_is(PainRhythm::inflammatory));
  facts.set("relieved_by_nsaid", context.pain.relieved_by_nsaid);
  facts.set("known_primary", has_known_primary(context));
  const LaboratoryValues& laboratory = context.laboratory;
  facts.set("calcium_high", above(laboratory.calcium_mmol_l, criteria.context_calcium_high_mmol_l));
  facts.set("monoclonal_peak", laboratory.monoclonal_peak);
  facts.set("psa_specific", above(laboratory.psa_ng_ml, criteria.context_psa_specific_ng_ml));
  facts.set("ca15_3_high", above(laboratory.ca15_3_u_ml, criteria.context_ca15_3_high_u_ml));
  facts.set("ca125_high", above(laboratory.ca125_u_ml, criteria.context_ca125_high_u_ml));
  facts.set("germ_cell_markers_high",
            either(above(laboratory.afp_ng_ml, criteria.context_afp_high_ng_ml),
                   above(laboratory.beta_hcg_iu_l, criteria.context_beta_hcg_high_iu_l)));
}

}  // namespace osteosign
