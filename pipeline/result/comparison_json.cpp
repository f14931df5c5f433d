#include "pipeline/result/comparison_json.h"

#include "pipeline/result/measurements_json.h"
#include "pipeline/result/measurements_schema.h"

namespace osteosign {

ResultJson location_json(const LesionLocation& location) {
  return {{"bone", text_json(location.bone)},
          {"level", text_json(location.level)},
          {"part", text_json(location.part)},
          {"side", text_json(location.side)},
          {"position", text_json(location.position)}};
}

ResultJson growth_json(const Measured<FollowedGrowth>& growth) {
  if (!growth.known()) return unknown_json(growth.reason());
  return {{"prior_lesion", growth.value().earlier_id},
          {"matched_by", growth.value().matched_by},
          {"measurements", measurements_json(growth.value().growth)}};
}

ResultJson comparison_json(const Measured<StudyComparison>& comparison) {
  if (!comparison.known()) return unknown_json(comparison.reason());
  const StudyComparison& compared = comparison.value();
  ResultJson not_found_again = ResultJson::array();
  for (const LesionNotFoundAgain& lesion : compared.not_found_again)
    not_found_again.push_back(
        {{"prior_lesion", lesion.earlier_id}, {"location", location_json(lesion.location)}});
  ResultJson not_found_before = ResultJson::array();
  for (const auto& [id, growth] : compared.lesions)
    if (!growth.known()) not_found_before.push_back(id);
  return {{"study_instance_uid",
           text_or_unknown_json(compared.study_instance_uid, "the prior study has no Study Instance UID")},
          {"date", text_or_unknown_json(compared.date, "the prior study has no date")},
          {"interval_days", number_json(compared.interval_days)},
          {"searched", text_json(compared.earlier_searched)},
          {"not_found_before", std::move(not_found_before)},
          {"not_found_again", std::move(not_found_again)}};
}

void put_comparison(const StudyComparison& comparison, ResultJson& result) {
  for (ResultJson& lesion : result.at("lesions"))
    lesion["growth"] = growth_json(comparison.lesions.at(lesion.at("id").get<std::string>()));
  result["prior"] = comparison_json(comparison);
}

ResultJson location_schema() {
  const ResultJson text = reference_schema("text_or_unknown");
  return object_schema({{"bone", text}, {"level", text}, {"part", text}, {"side", text}, {"position", text}});
}

ResultJson growth_schema() {
  return or_unknown_schema(object_schema({{"prior_lesion", text_schema()},
                                          {"matched_by", text_schema()},
                                          {"measurements", measurements_schema<LesionGrowth>()}}));
}

ResultJson comparison_schema() {
  const ResultJson text = reference_schema("text_or_unknown");
  return or_unknown_schema(object_schema(
      {{"study_instance_uid", text},
       {"date", text},
       {"interval_days", reference_schema("number_or_unknown")},
       {"searched", text},
       {"not_found_before", list_schema(text_schema())},
       {"not_found_again",
        list_schema(object_schema({{"prior_lesion", text_schema()}, {"location", location_schema()}}))}}));
}

}  // namespace osteosign
