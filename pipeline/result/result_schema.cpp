#include "pipeline/result/result_schema.h"

#include <array>

#include "classify/criterion.h"
#include "features/values/lesion_measurements.h"
#include "features/values/radiograph_lesion_measurements.h"
#include "pipeline/parameters.h"
#include "pipeline/result/comparison_json.h"
#include "pipeline/result/judgement_schema.h"
#include "pipeline/result/measurements_schema.h"
#include "pipeline/result/schema_parts.h"
#include "pipeline/result/spine_schema.h"

namespace osteosign {
namespace {

constexpr auto optional = Presence::optional;

ResultJson criterion_schema() {
  std::vector<std::string_view> ids;
  for (const Criterion& each : all_criteria()) ids.push_back(each.id);
  return word_schema(ids);
}

ResultJson text_or_unknown() { return reference_schema("text_or_unknown"); }
ResultJson number_or_unknown() { return reference_schema("number_or_unknown"); }

constexpr std::array all_units{Unit::one, Unit::count, Unit::fraction, Unit::degree, Unit::hu, Unit::mm,
                               Unit::mm2, Unit::mm3,   Unit::pixel,    Unit::pixel2, Unit::day};

ResultJson quantity_schema(Unit unit) {
  return object_schema({{"value", number_schema()},
                        {"unit", word_schema({ucum(unit)})},
                        {"sd", number_schema(), optional},
                        {"method", text_schema(), optional}});
}

ResultJson parameters_schema() {
  std::vector<SchemaKey> groups, own;
  const std::vector<ParameterRow> rows = list_parameters({});
  for (std::size_t index = 0; index < rows.size(); ++index) {
    const ParameterRow& row = rows[index];
    ResultJson schema = number_schema();
    schema["description"] = row.description.meaning;
    own.push_back({row.description.name, std::move(schema)});
    if (index + 1 < rows.size() && rows[index + 1].group == row.group) continue;
    groups.push_back({row.group, object_schema(own)});
    own.clear();
  }
  return object_schema(groups);
}

ResultJson place_schema() {
  return object_schema({{"sop_instance_uid", text_or_unknown()},
                        {"frame", count_schema()},
                        {"point_mm", numbers_schema(3), optional},
                        {"pixel", numbers_schema(2), optional}});
}

ResultJson evidence_schema() {
  return object_schema({{"name", text_schema()},
                        {"value", number_or_unknown()},
                        {"unit", text_schema(), optional},
                        {"sd", number_schema(), optional},
                        {"method", text_schema(), optional},
                        {"threshold", number_schema(), optional},
                        {"threshold_source", text_schema(), optional},
                        {"where", reference_schema("place"), optional}});
}

ResultJson finding_schema() {
  return object_schema(
      {{"criterion", criterion_schema()},
       {"subject", text_schema()},
       {"verdict", word_schema({"benign", "malignant", "neutral", "not_assessable", "not_applicable"})},
       {"evidence", list_schema(evidence_schema())},
       {"reason", text_schema()}});
}

ResultJson series_schema() {
  const ResultJson text = text_or_unknown();
  const ResultJson number = number_or_unknown();
  return object_schema(
      {{"series_instance_uid", text},
       {"modality", text_schema()},
       {"view", text},
       {"slices", count_schema()},
       {"grid", object_schema({{"size", list_schema(count_schema())},
                               {"spacing_mm", or_unknown_schema(list_schema(number_schema()))},
                               {"origin_mm", or_unknown_schema(numbers_schema(3))},
                               {"direction", or_unknown_schema(list_schema(numbers_schema(3)))}})},
       {"spacing_source", text_schema()},
       {"geometry",
        or_unknown_schema(object_schema({{"tilt_deg", number_schema()},
                                         {"gaps", count_schema()},
                                         {"duplicates", count_schema()},
                                         {"policy", word_schema({"error", "interpolate", "report"})}}))},
       {"noise_hu", number},
       {"psf_sigma_mm", object_schema({{"in_plane", number}, {"axial", number}})}});
}

std::vector<SchemaKey> lesion_keys(const std::vector<SchemaKey>& place, const ResultJson& measurements) {
  const ResultJson text = text_or_unknown();
  const ResultJson number = number_or_unknown();
  const ResultJson pattern =
      or_unknown_schema(word_schema({"none", "solid", "single_lamella", "multilamellated", "interrupted",
                                     "codman_triangle", "hair_on_end", "sunburst", "outgrowth"}));
  std::vector<SchemaKey> keys{{"id", text_schema()},
                              {"series_instance_uid", text},
                              {"origin", word_schema({"candidate", "seed", "box", "mask"})},
                              {"confidence", number},
                              {"only_to_be_looked_at", text_schema(), optional},
                              {"location", location_schema()}};
  keys.insert(keys.end(), place.begin(), place.end());
  keys.insert(keys.end(), {{"volume_mm3", number},
                           {"longest_diameter_mm", number},
                           {"density", or_unknown_schema(word_schema({"lytic", "sclerotic", "mixed"}))},
                           {"periosteal_pattern", pattern},
                           {"measurements", measurements},
                           {"growth", growth_schema()},
                           {"places", places_schema()},
                           {"scores", object_schema(lesion_score_keys())},
                           {"findings", list_schema(reference_schema("finding"))}});
  return keys;
}

ResultJson ct_lesion_schema() {
  std::vector<SchemaKey> keys =
      lesion_keys({{"centre_mm", numbers_schema(3)}, {"bounding_box", numbers_schema(6)}},
                  measurements_schema<CtLesionMeasurements>());
  keys.push_back({"matrix", or_unknown_schema(word_schema({"none", "chondroid", "osteoid", "ground_glass",
                                                           "fat", "fluid_level", "gas", "nidus"}))});
  return object_schema(keys);
}

ResultJson film_lesion_schema() {
  return object_schema(lesion_keys({{"sop_instance_uid", text_or_unknown()},
                                    {"centre_pixel", numbers_schema(2)},
                                    {"bounding_box", numbers_schema(4)}},
                                   measurements_schema<RadiographLesionMeasurements>()));
}

ResultJson assessment_schema() {
  const ResultJson criteria = list_schema(criterion_schema());
  return object_schema(
      {{"conclusion", word_schema({"suspicious", "benign_appearance", "indeterminate", "no_lesion_found"})},
       {"malignant_signs", criteria},
       {"benign_signs", criteria},
       {"not_assessable",
        list_schema(object_schema(
            {{"criterion", criterion_schema()}, {"subject", text_schema()}, {"reason", text_schema()}}))},
       {"trace", trace_schema(criterion_schema())},
       {"searched", text_or_unknown()},
       {"next_steps", list_schema(text_schema())}});
}

std::vector<SchemaKey> provenance_keys() {
  return {{"software", object_schema({{"name", text_schema()},
                                      {"version", text_schema()},
                                      {"commit", text_schema()},
                                      {"rules_version", text_schema()}})},
          {"rules", rules_schema()},
          {"parameters", parameters_schema()},
          {"inputs", list_schema(object_schema({{"sop_instance_uid", text_or_unknown()},
                                                {"sha256", pattern_schema("^[0-9a-f]{64}$")}}))},
          {"timing_ms", map_schema(number_schema())}};
}

std::vector<SchemaKey> image_keys() {
  return {
      {"study", object_schema({{"study_instance_uid", text_or_unknown()},
                               {"date", or_unknown_schema(pattern_schema("^[0-9]{8}$"))},
                               {"modality", list_schema(text_schema())},
                               {"pseudonyms_of_key", text_schema(), optional}})},
      {"series", list_schema(series_schema())},
      {"refused_files", list_schema(object_schema({{"file", text_schema()}, {"reason", text_schema()}}))}};
}

std::vector<SchemaKey> judgement_keys() {
  ResultJson lesion;
  lesion["anyOf"] = ResultJson::array({reference_schema("ct_lesion"), reference_schema("film_lesion")});
  return {{"spine", or_unknown_schema(reference_schema("spine"))},
          {"film_spines", list_schema(reference_schema("film_spine"))},
          {"lesions", list_schema(lesion)},
          {"prior", comparison_schema()},
          {"findings", list_schema(reference_schema("finding"))},
          {"scores", scores_schema()},
          {"clinical_context", clinical_context_schema()},
          {"differential", differential_schema()},
          {"metastasis_origin", metastasis_origins_schema()},
          {"assessment", assessment_schema()},
          {"warnings", list_schema(text_schema())}};
}

/// `refusal` is there exactly when the study was refused.
ResultJson refusal_rule() {
  ResultJson rule;
  rule["if"]["properties"]["status"] = word_schema({"refused"});
  rule["then"]["required"] = {"refusal"};
  rule["else"]["not"]["required"] = {"refusal"};
  return rule;
}

ResultJson definitions() {
  ResultJson all;
  all["unknown"] = object_schema({{"unknown", text_schema()}});
  all["text_or_unknown"] = or_unknown_schema(text_schema());
  all["number_or_unknown"] = or_unknown_schema(number_schema());
  for (const Unit unit : all_units) all[quantity_definition(unit)] = quantity_schema(unit);
  all["place"] = place_schema();
  all["finding"] = finding_schema();
  all["sins"] = sins_schema();
  all["spine"] = spine_schema();
  all["film_spine"] = film_spine_schema();
  all["ct_lesion"] = ct_lesion_schema();
  all["film_lesion"] = film_lesion_schema();
  return all;
}

}  // namespace

ResultJson result_schema() {
  std::vector<SchemaKey> keys{
      {"schema_version", word_schema({})},
      {"status", word_schema({"analyzed", "partly_assessable", "refused"})},
      {"refusal", object_schema({{"reason", text_schema()}, {"code", count_schema()}}), optional}};
  keys.front().schema["enum"] = {1};
  for (const auto& part : {provenance_keys(), image_keys(), judgement_keys()})
    keys.insert(keys.end(), part.begin(), part.end());

  ResultJson schema{{"$schema", "http://json-schema.org/draft-07/schema#"},
                    {"title", "osteosign result.json"}};
  schema.update(object_schema(keys));
  schema.update(refusal_rule());
  schema["definitions"] = definitions();
  return schema;
}

}  // namespace osteosign
