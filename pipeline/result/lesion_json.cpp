#include "pipeline/result/lesion_json.h"

#include "pipeline/result/comparison_json.h"
#include "pipeline/result/finding_json.h"
#include "pipeline/result/measurements_json.h"
#include "pipeline/result/score_json.h"

namespace osteosign {
namespace {

void add_place(const LesionInPatient& place, ResultJson& json) {
  json["centre_mm"] = numbers_json(place.centre_mm, measured_digits);
  ResultJson box = numbers_json(place.box_lowest_mm, measured_digits);
  for (ResultJson& corner : numbers_json(place.box_highest_mm, measured_digits)) box.push_back(corner);
  json["bounding_box"] = std::move(box);
}

void add_place(const LesionOnFilm& place, ResultJson& json) {
  json["sop_instance_uid"] =
      text_or_unknown_json(place.sop_instance_uid, "the image has no SOP Instance UID (0008,0018)");
  json["centre_pixel"] = numbers_json(place.centre_pixel, measured_digits);
  json["bounding_box"] = numbers_json(place.box_pixels, measured_digits);
}

ResultJson density_json(const Measured<DensityClass>& density) {
  return density.known() ? ResultJson(word(density.value())) : unknown_json(density.reason());
}

ResultJson pattern_json(const Measured<PeriostealPattern>& pattern) {
  return pattern.known() ? ResultJson(word(pattern.value())) : unknown_json(pattern.reason());
}

/// On CT alone.
void add_matrix(const CtLesionMeasurements& measured, ResultJson& json) {
  json["matrix"] = measured.matrix.known() ? ResultJson(word(measured.matrix.value()))
                                           : unknown_json(measured.matrix.reason());
}
void add_matrix(const RadiographLesionMeasurements&, ResultJson&) {}

/// `lesion`: where a viewer finds it; then where single measurements were made.
ResultJson places_json(const LesionIdentity& identity) {
  ResultJson json = ResultJson::object();
  if (identity.place) json["lesion"] = place_json(*identity.place);
  for (const auto& [measurement, place] : identity.places) json[measurement] = place_json(place);
  return json;
}

MeasuredQuantity volume_of(const CtLesionMeasurements& measured) { return measured.volume; }
MeasuredQuantity volume_of(const RadiographLesionMeasurements&) {
  return Unknown{"a radiograph does not show a volume"};
}

}  // namespace

std::string_view word(LesionOrigin origin) {
  switch (origin) {
    case LesionOrigin::candidate:
      return "candidate";
    case LesionOrigin::seed:
      return "seed";
    case LesionOrigin::box:
      return "box";
    case LesionOrigin::mask:
      return "mask";
  }
  throw InternalError("lesion origin without a word");
}

std::string_view word(DensityClass density) {
  switch (density) {
    case DensityClass::lytic:
      return "lytic";
    case DensityClass::sclerotic:
      return "sclerotic";
    case DensityClass::mixed:
      return "mixed";
  }
  throw InternalError("density class without a word");
}

ResultJson lesion_json(const LesionResult& lesion, const Assessment& assessment) {
  ResultJson json{{"id", lesion.identity.id},
                  {"series_instance_uid", text_or_unknown_json(lesion.series_instance_uid,
                                                               "Series Instance UID (0020,000E) is absent")},
                  {"origin", word(lesion.origin)},
                  {"confidence", number_json(lesion.confidence)}};
  if (!lesion.only_to_be_looked_at.empty()) json["only_to_be_looked_at"] = lesion.only_to_be_looked_at;
  json["location"] = location_json(lesion.location);
  std::visit([&](const auto& place) { add_place(place, json); }, lesion.place);
  std::visit(
      [&](const auto& measured) {
        json["volume_mm3"] = number_json(volume_of(measured));
        json["longest_diameter_mm"] = number_json(measured.longest_diameter);
        json["density"] = density_json(measured.density);
        json["periosteal_pattern"] = pattern_json(measured.periosteal_pattern);
        add_matrix(measured, json);
        json["measurements"] = measurements_json(measured);
      },
      lesion.measurements);
  json["growth"] = growth_json(lesion.growth);
  json["places"] = places_json(lesion.identity);
  json["scores"] = lesion_scores_json(scores_of(assessment.scores, lesion.identity.id));
  json["findings"] = findings_json(assessment.findings, lesion.identity.id);
  return json;
}

}  // namespace osteosign
