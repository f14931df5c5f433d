#include "pipeline/result/judgement_schema.h"

namespace osteosign {
namespace {

ResultJson conclusion_schema() {
  return word_schema({"suspicious", "benign_appearance", "indeterminate", "no_lesion_found"});
}

/// Points, or the name of a grade.
ResultJson value_schema() {
  ResultJson either;
  either["anyOf"] = ResultJson::array({count_schema(), text_schema()});
  return either;
}

ResultJson score_schema() {
  const ResultJson part =
      object_schema({{"lowest", value_schema()}, {"highest", value_schema()}, {"because", text_schema()}});
  const ResultJson scored = object_schema({{"subject", text_schema()},
                                           {"lowest", value_schema()},
                                           {"highest", value_schema()},
                                           {"category", reference_schema("text_or_unknown")},
                                           {"issuer", text_schema()},
                                           {"edition", text_schema()},
                                           {"parts", map_schema(part)},
                                           {"would_decide", list_schema(text_schema())}});
  ResultJson any;
  any["anyOf"] = ResultJson::array(
      {scored, reference_schema("unknown"), object_schema({{"not_applicable", text_schema()}})});
  return any;
}

std::vector<SchemaKey> ranked_keys(std::vector<SchemaKey> first) {
  first.insert(first.end(), {{"rank", count_schema()},
                             {"for", list_schema(text_schema())},
                             {"against", list_schema(text_schema())},
                             {"remark", text_schema(), Presence::optional},
                             {"source", text_schema()}});
  return first;
}

}  // namespace

std::vector<SchemaKey> lesion_score_keys() {
  std::vector<SchemaKey> keys;
  for (const char* system : {"lodwick", "lodwick_madewell", "bone_rads", "mirels", "enneking_t"})
    keys.push_back({system, score_schema()});
  return keys;
}

ResultJson differential_schema() {
  return list_schema(object_schema(ranked_keys({{"tumour", text_schema()},
                                                {"name", text_schema()},
                                                {"nature", text_schema()},
                                                {"subject", text_schema()}})));
}

ResultJson metastasis_origins_schema() {
  return list_schema(object_schema(ranked_keys({{"origin", text_schema()}, {"name", text_schema()}})));
}

ResultJson clinical_context_schema() {
  return object_schema(
      {{"given", ResultJson{{"type", "object"}}},
       {"leanings", list_schema(object_schema({{"item", text_schema()},
                                               {"value", text_schema()},
                                               {"leaning", word_schema({"benign", "malignant", "none"})},
                                               {"reason", text_schema()}}))},
       {"not_given", list_schema(text_schema())}});
}

ResultJson rules_schema() {
  return object_schema(
      {{"version", text_schema()},
       {"tables_version", text_schema()},
       {"changed", map_schema(object_schema({{"value", number_schema()}, {"came_with", number_schema()}}))}});
}

ResultJson trace_schema(const ResultJson& criterion) {
  return object_schema(
      {{"rule", text_schema()},
       {"source", text_schema()},
       {"decided_by", list_schema(object_schema({{"criterion", criterion}, {"subject", text_schema()}}))},
       {"would_change", list_schema(object_schema({{"criterion", criterion},
                                                   {"subject", text_schema()},
                                                   {"if_benign", conclusion_schema()},
                                                   {"if_malignant", conclusion_schema()}}))}});
}

ResultJson places_schema() { return map_schema(reference_schema("place")); }

}  // namespace osteosign
