#include "pipeline/result/judgement_json.h"

#include "classify/knowledge.h"
#include "classify/rules_version.h"
#include "pipeline/result/finding_json.h"

namespace osteosign {
namespace {

void add_reasons(const std::vector<std::string>& speak_for, const std::vector<std::string>& speak_against,
                 ResultJson& json) {
  json["for"] = speak_for;
  json["against"] = speak_against;
}

std::string_view word(Leaning leaning) {
  switch (leaning) {
    case Leaning::benign:
      return "benign";
    case Leaning::malignant:
      return "malignant";
    case Leaning::none:
      return "none";
  }
  throw InternalError("leaning without a word");
}

template <class T>
void keep(ResultJson& json, const char* key, const Measured<T>& given) {
  if (given.known()) json[key] = given.value();
}

template <class Word>
void keep_word(ResultJson& json, const char* key, const Measured<Word>& given,
               const std::vector<const char*>& words) {
  if (given.known()) json[key] = words.at(static_cast<std::size_t>(given.value()));
}

void keep_laboratory(ResultJson& json, const LaboratoryValues& laboratory) {
  keep(json, "esr_mm_h", laboratory.esr_mm_h);
  keep(json, "crp_mg_l", laboratory.crp_mg_l);
  keep(json, "calcium_mmol_l", laboratory.calcium_mmol_l);
  keep(json, "psa_ng_ml", laboratory.psa_ng_ml);
  keep(json, "ca15_3_u_ml", laboratory.ca15_3_u_ml);
  keep(json, "ca125_u_ml", laboratory.ca125_u_ml);
  keep(json, "afp_ng_ml", laboratory.afp_ng_ml);
  keep(json, "beta_hcg_iu_l", laboratory.beta_hcg_iu_l);
  keep(json, "ca19_9_u_ml", laboratory.ca19_9_u_ml);
  keep(json, "nse_ng_ml", laboratory.nse_ng_ml);
  keep(json, "cyfra21_1_ng_ml", laboratory.cyfra21_1_ng_ml);
  keep(json, "thyroglobulin_ng_ml", laboratory.thyroglobulin_ng_ml);
  keep(json, "monoclonal_peak", laboratory.monoclonal_peak);
}

/// In the form of a context file.
ResultJson context_file_json(const ClinicalContext& context) {
  ResultJson json = ResultJson::object(), pain = ResultJson::object();
  keep(json, "age_years", context.age_years);
  keep_word(json, "sex", context.sex, {"F", "M", "O"});
  keep_word(pain, "rhythm", context.pain.rhythm, {"none", "mechanical", "night_only", "inflammatory"});
  keep(pain, "increasing", context.pain.increasing);
  keep(pain, "relieved_by_nsaid", context.pain.relieved_by_nsaid);
  keep(pain, "mechanical", context.pain.mechanical);
  keep_word(pain, "severity", context.pain.severity, {"mild", "moderate", "functional"});
  if (!pain.empty()) json["pain"] = std::move(pain);
  keep(json, "nerve_compression", context.nerve_compression);
  keep(json, "altered_general_state", context.altered_general_state);
  keep_word(json, "course", context.course, {"slow", "fast"});
  keep(json, "known_primary", context.known_primary);
  keep(json, "family_history_of_cancer", context.family_history_of_cancer);
  keep(json, "known_scoliosis", context.known_scoliosis);
  keep_laboratory(json, context.laboratory);
  return json;
}

}  // namespace

ResultJson differential_json(const std::vector<RankedTumour>& tumours) {
  ResultJson list = ResultJson::array();
  for (const RankedTumour& each : tumours) {
    ResultJson json{{"tumour", each.id},
                    {"name", each.name},
                    {"nature", each.nature},
                    {"subject", each.subject},
                    {"rank", each.rank}};
    add_reasons(each.reasons_for, each.reasons_against, json);
    if (!each.remark.empty()) json["remark"] = each.remark;
    json["source"] = each.source;
    list.push_back(std::move(json));
  }
  return list;
}

ResultJson metastasis_origins_json(const std::vector<RankedOrigin>& origins) {
  ResultJson list = ResultJson::array();
  for (const RankedOrigin& each : origins) {
    ResultJson json{{"origin", each.id}, {"name", each.name}, {"rank", each.rank}};
    add_reasons(each.reasons_for, each.reasons_against, json);
    if (!each.remark.empty()) json["remark"] = each.remark;
    json["source"] = each.source;
    list.push_back(std::move(json));
  }
  return list;
}

ResultJson clinical_context_json(const ClinicalContext& given, const ContextLeanings& leanings) {
  ResultJson items = ResultJson::array();
  for (const ContextItem& item : leanings.items)
    items.push_back({{"item", item.item},
                     {"value", item.value},
                     {"leaning", word(item.leaning)},
                     {"reason", item.reason}});
  return {
      {"given", context_file_json(given)}, {"leanings", std::move(items)}, {"not_given", leanings.not_given}};
}

ResultJson trace_json(const ConclusionTrace& trace) {
  ResultJson decided_by = ResultJson::array(), would_change = ResultJson::array();
  for (const auto& [criterion_id, subject] : trace.decided_by)
    decided_by.push_back({{"criterion", criterion_id}, {"subject", subject}});
  for (const WouldChange& each : trace.would_change)
    would_change.push_back({{"criterion", each.criterion},
                            {"subject", each.subject},
                            {"if_benign", word(each.if_benign)},
                            {"if_malignant", word(each.if_malignant)}});
  return {{"rule", trace.rule},
          {"source", trace.source},
          {"decided_by", std::move(decided_by)},
          {"would_change", std::move(would_change)}};
}

ResultJson rules_json(const CriteriaParameters& in_force) {
  ResultJson changed = ResultJson::object();
  CriteriaParameters values = in_force;
  describe(values, [&](const ParameterDescription& about, double value) {
    const double came_with = threshold(CriteriaParameters{}, about.name).value;
    if (value != came_with)
      changed[std::string(about.name)] = {{"value", rounded(value, measured_digits)},
                                          {"came_with", rounded(came_with, measured_digits)}};
  });
  return {
      {"version", rules_version}, {"tables_version", knowledge().version}, {"changed", std::move(changed)}};
}

}  // namespace osteosign
