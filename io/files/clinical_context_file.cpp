#include "io/files/clinical_context_file.h"

#include "io/files/strict_object.h"

namespace osteosign {
namespace {

template <class T>
void keep(Measured<T>& member, std::optional<T> given) {
  if (given) member = Measured<T>(std::move(*given));
}

template <class Word>
void keep_word(Measured<Word>& member, std::optional<std::size_t> place) {
  if (place) member = static_cast<Word>(*place);
}

Pain pain_of(StrictObject& given) {
  Pain pain;
  keep_word(pain.rhythm, given.one_of("rhythm", {"none", "mechanical", "night_only", "inflammatory"}));
  keep(pain.increasing, given.truth("increasing"));
  keep(pain.relieved_by_nsaid, given.truth("relieved_by_nsaid"));
  keep(pain.mechanical, given.truth("mechanical"));
  keep_word(pain.severity, given.one_of("severity", {"mild", "moderate", "functional"}));
  given.refuse_other_keys();
  return pain;
}

LaboratoryValues laboratory_of(StrictObject& given) {
  // Calcium of 10 is a value in mg/dL; markers have no upper end that a disease keeps to.
  constexpr NumberRange calcium_mmol_l{0.5, 6}, marker{0, 1e8};
  LaboratoryValues values;
  keep(values.esr_mm_h, given.number("esr_mm_h", {0, 250}));
  keep(values.crp_mg_l, given.number("crp_mg_l", {0, 1000}));
  keep(values.calcium_mmol_l, given.number("calcium_mmol_l", calcium_mmol_l));
  keep(values.psa_ng_ml, given.number("psa_ng_ml", marker));
  keep(values.ca15_3_u_ml, given.number("ca15_3_u_ml", marker));
  keep(values.ca125_u_ml, given.number("ca125_u_ml", marker));
  keep(values.afp_ng_ml, given.number("afp_ng_ml", marker));
  keep(values.beta_hcg_iu_l, given.number("beta_hcg_iu_l", marker));
  keep(values.ca19_9_u_ml, given.number("ca19_9_u_ml", marker));
  keep(values.nse_ng_ml, given.number("nse_ng_ml", marker));
  keep(values.cyfra21_1_ng_ml, given.number("cyfra21_1_ng_ml", marker));
  keep(values.thyroglobulin_ng_ml, given.number("thyroglobulin_ng_ml", marker));
  keep(values.monoclonal_peak, given.truth("monoclonal_peak"));
  return values;
}

ClinicalContext context_of(StrictObject given) {
  ClinicalContext context;
  keep(context.age_years, given.number("age_years", {0, 130}));
  keep_word(context.sex, given.one_of("sex", {"F", "M", "O"}));
  if (auto pain = given.object("pain")) context.pain = pain_of(*pain);
  keep(context.nerve_compression, given.truth("nerve_compression"));
  keep(context.altered_general_state, given.truth("altered_general_state"));
  keep_word(context.course, given.one_of("course", {"slow", "fast"}));
  keep(context.known_primary, given.text("known_primary"));
  keep(context.family_history_of_cancer, given.truth("family_history_of_cancer"));
  keep(context.known_scoliosis, given.truth("known_scoliosis"));
  context.laboratory = laboratory_of(given);
  given.refuse_other_keys();
  return context;
}

}  // namespace

ClinicalContext read_clinical_context(const std::filesystem::path& file) {
  return context_of(StrictObject::read(file));
}

ClinicalContext parse_clinical_context(const std::string& text, const std::string& origin) {
  return context_of(StrictObject::parse(text, origin));
}

}  // namespace osteosign
