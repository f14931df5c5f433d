#include "pipeline/result/spine_schema.h"

#include "features/values/radiograph_vertebra_measurements.h"
#include "features/values/vertebra_measurements.h"
#include "pipeline/result/judgement_schema.h"
#include "pipeline/result/measurements_schema.h"

namespace osteosign {
namespace {

ResultJson number_or_unknown() { return reference_schema("number_or_unknown"); }
ResultJson text_or_unknown() { return reference_schema("text_or_unknown"); }

ResultJson described(ResultJson schema, std::string_view description) {
  schema["description"] = description;
  return schema;
}

ResultJson whole_number_schema(int lowest, int highest) {
  return {{"type", "integer"}, {"minimum", lowest}, {"maximum", highest}};
}

/// An object of one key each, with numbers or unknowns.
ResultJson numbers_by_name(const std::vector<std::string_view>& names) {
  std::vector<SchemaKey> keys;
  for (const std::string_view name : names) keys.push_back({name, number_or_unknown()});
  return object_schema(keys);
}

ResultJson pedicle_schema() {
  return numbers_by_name({"volume_mm3", "volume_ratio", "isthmus_area_mm2", "isthmus_ratio",
                          "ring_completeness_fraction", "mean_hu"});
}

ResultJson genant_schema() {
  return or_unknown_schema(
      object_schema({{"grade", or_unknown_schema(whole_number_schema(0, 3))},
                     {"type", or_unknown_schema(word_schema({"none", "wedge", "biconcave", "crush"}))}}));
}

ResultJson bool_schema() { return ResultJson{{"type", "boolean"}}; }

ResultJson vertebra_schema() {
  return object_schema(
      {{"label", described(whole_number_schema(1, 99),
                           "Number in vertebrae.nii.gz: TotalSegmentator v2, 99 when the level is unknown")},
       {"level", text_or_unknown()},
       {"level_certainty", described(number_schema(), "Probability of the likeliest level")},
       {"level_shown", described(text_schema(), "Subject of the findings; unique in the study")},
       {"level_source", text_or_unknown()},
       {"series_instance_uid", text_or_unknown()},
       {"centre_mm", numbers_schema(3)},
       {"cut_by_border", bool_schema()},
       {"body_volume_mm3", number_or_unknown()},
       {"mean_hu", number_or_unknown()},
       {"heights_mm", numbers_by_name({"anterior", "middle", "posterior", "left", "right"})},
       {"height_loss_fraction", number_or_unknown()},
       {"genant", genant_schema()},
       {"coronal_wedge_deg", number_or_unknown()},
       {"posterior_wall_bulge_mm", number_or_unknown()},
       {"canal_narrowing_fraction", number_or_unknown()},
       {"pedicles", object_schema({{"left", pedicle_schema()}, {"right", pedicle_schema()}})},
       {"sins", reference_schema("sins")},
       {"measurements", measurements_schema<VertebraMeasurements>()},
       {"cobb", or_unknown_schema(reference_schema(quantity_definition(Unit::degree)))},
       {"places", places_schema()},
       {"findings", list_schema(reference_schema("finding"))}});
}

/// A score, why it is not known, or why it does not apply.
ResultJson any_score_schema(const ResultJson& parts, const ResultJson& category, int highest_total) {
  const ResultJson scored = object_schema({{"subject", text_schema()},
                                           {"lowest", whole_number_schema(0, highest_total)},
                                           {"highest", whole_number_schema(0, highest_total)},
                                           {"category", or_unknown_schema(category)},
                                           {"issuer", text_schema()},
                                           {"edition", text_schema()},
                                           {"parts", parts}});
  ResultJson any;
  any["anyOf"] = ResultJson::array(
      {scored, reference_schema("unknown"), object_schema({{"not_applicable", text_schema()}})});
  return any;
}

ResultJson points_schema(int highest) {
  return object_schema({{"lowest", whole_number_schema(0, highest)},
                        {"highest", whole_number_schema(0, highest)},
                        {"because", text_schema()}});
}

}  // namespace

ResultJson spine_schema() {
  return object_schema({{"vertebrae", list_schema(vertebra_schema())},
                        {"cobb_deg", number_or_unknown()},
                        {"labels_from", text_or_unknown()}});
}

ResultJson film_spine_schema() {
  const ResultJson vertebra = object_schema(
      {{"number", described(count_schema(), "Counted from the upper end of the film")},
       {"view", word_schema({"frontal", "lateral"})},
       {"level", text_or_unknown()},
       {"level_shown", described(text_schema(), "Subject of the findings; unique in the study")},
       {"level_source", text_or_unknown()},
       {"image_left_side",
        described(text_or_unknown(), "Side of the patient at the left of the image: left or right")},
       {"centre_pixel", numbers_schema(2)},
       {"heights_mm",
        described(
            numbers_by_name({"anterior", "middle", "posterior", "image_left", "image_right"}),
            "Lateral view: anterior to posterior; frontal view: both sides of the image and the middle")},
       {"height_loss_fraction", number_or_unknown()},
       {"genant", genant_schema()},
       {"coronal_wedge_deg", number_or_unknown()},
       {"posterior_wall_bulge_mm", number_or_unknown()},
       {"measurements", measurements_schema<RadiographVertebraMeasurements>()},
       {"cobb", described(or_unknown_schema(reference_schema(quantity_definition(Unit::degree))),
                          "Cobb angle of the column on this film")},
       {"places", places_schema()},
       {"findings", list_schema(reference_schema("finding"))}});
  return object_schema(
      {{"sop_instance_uid", text_or_unknown()}, {"vertebrae", or_unknown_schema(list_schema(vertebra))}});
}

ResultJson sins_schema() {
  const ResultJson parts = object_schema({{"location", points_schema(3)},
                                          {"pain", points_schema(3)},
                                          {"bone_lesion", points_schema(2)},
                                          {"alignment", points_schema(4)},
                                          {"collapse", points_schema(3)},
                                          {"posterolateral", points_schema(3)}});
  return any_score_schema(parts, word_schema({"stable", "potentially unstable", "unstable"}), 18);
}

ResultJson scores_schema() {
  std::vector<SchemaKey> keys = lesion_score_keys();
  keys.push_back({"sins", reference_schema("sins")});
  keys.push_back({"genant", any_score_schema(map_schema(genant_schema()),
                                             word_schema({"normal", "mild", "moderate", "severe"}), 3)});
  return object_schema(keys);
}

}  // namespace osteosign
