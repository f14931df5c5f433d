#include "pipeline/result/spine_json.h"

#include <algorithm>

#include "pipeline/result/finding_json.h"
#include "pipeline/result/measurements_json.h"
#include "pipeline/result/score_json.h"

namespace osteosign {
namespace {

ResultJson heights_json(const VertebraMeasurements& measured) {
  return {{"anterior", number_json(measured.anterior_height)},
          {"middle", number_json(measured.middle_height)},
          {"posterior", number_json(measured.posterior_height)},
          {"left", number_json(measured.left_height)},
          {"right", number_json(measured.right_height)}};
}

ResultJson pedicles_json(const VertebraMeasurements& measured) {
  return {{"left",
           {{"volume_mm3", number_json(measured.left_pedicle_volume)},
            {"volume_ratio", number_json(measured.left_pedicle_volume_ratio)},
            {"isthmus_area_mm2", number_json(measured.left_pedicle_isthmus_area)},
            {"isthmus_ratio", number_json(measured.left_pedicle_isthmus_ratio)},
            {"ring_completeness_fraction", number_json(measured.left_pedicle_ring_completeness)},
            {"mean_hu", number_json(measured.left_pedicle_hu)}}},
          {"right",
           {{"volume_mm3", number_json(measured.right_pedicle_volume)},
            {"volume_ratio", number_json(measured.right_pedicle_volume_ratio)},
            {"isthmus_area_mm2", number_json(measured.right_pedicle_isthmus_area)},
            {"isthmus_ratio", number_json(measured.right_pedicle_isthmus_ratio)},
            {"ring_completeness_fraction", number_json(measured.right_pedicle_ring_completeness)},
            {"mean_hu", number_json(measured.right_pedicle_hu)}}}};
}

const VertebraScores& scores_of(const Assessment& assessment, const std::string& subject) {
  const auto found = std::ranges::find(assessment.scores.vertebrae, subject, &VertebraScores::subject);
  if (found == assessment.scores.vertebrae.end())
    throw InternalError("vertebra \"" + subject + "\" was not scored");
  return *found;
}

ResultJson places_json(const VertebraPlaces& places) {
  ResultJson json = ResultJson::object();
  describe_places(places, [&](const char* name, const std::optional<ImagePlace>& place) {
    if (place) json[name] = place_json(*place);
  });
  return json;
}

void add_level(const VertebraResult& vertebra, ResultJson& json) {
  const VertebraLevel& level = vertebra.judged.level;
  json["label"] = vertebra.label;
  json["level"] = text_json(level.level);
  json["level_certainty"] = rounded(level.certainty, measured_digits);
  json["level_shown"] = vertebra.judged.subject;
  json["level_source"] = text_or_unknown_json(level.source, "nothing tells the level");
  json["series_instance_uid"] =
      text_or_unknown_json(vertebra.series_instance_uid, "Series Instance UID (0020,000E) is absent");
}

void add_figures(const VertebraResult& vertebra, const VertebraScores& scores, ResultJson& json) {
  const VertebraMeasurements& measured = vertebra.judged.measurements;
  json["centre_mm"] = numbers_json(vertebra.centre_in_patient_mm, measured_digits);
  json["cut_by_border"] = vertebra.cut_by_border;
  json["body_volume_mm3"] = number_json(measured.body_volume);
  json["mean_hu"] = number_json(measured.body_hu);
  json["heights_mm"] = heights_json(measured);
  json["height_loss_fraction"] = number_json(measured.height_loss);
  json["genant"] = genant_json(scores.genant);
  json["coronal_wedge_deg"] = number_json(measured.coronal_wedge);
  json["posterior_wall_bulge_mm"] = number_json(measured.posterior_wall_bulge);
  json["canal_narrowing_fraction"] = number_json(measured.canal_narrowing);
  json["pedicles"] = pedicles_json(measured);
  json["sins"] = sins_json(scores.sins);
  json["measurements"] = measurements_json(measured);
  json["cobb"] = quantity_json(vertebra.judged.cobb);
}

ResultJson film_vertebra_json(const FilmVertebraResult& vertebra, const Assessment& assessment) {
  const JudgedFilmVertebra& judged = vertebra.judged;
  const RadiographVertebraMeasurements& measured = judged.measurements;
  ResultJson json{{"number", vertebra.number},
                  {"view", std::string(word(judged.view))},
                  {"level", text_json(judged.level.level)},
                  {"level_shown", judged.subject},
                  {"level_source", text_or_unknown_json(judged.level.source, "nothing tells the level")},
                  {"image_left_side", text_json(judged.image_left_side)},
                  {"centre_pixel", numbers_json(vertebra.centre_px, measured_digits)},
                  {"heights_mm",
                   {{"anterior", number_json(measured.anterior_height)},
                    {"middle", number_json(measured.middle_height)},
                    {"posterior", number_json(measured.posterior_height)},
                    {"image_left", number_json(measured.image_left_height)},
                    {"image_right", number_json(measured.image_right_height)}}},
                  {"height_loss_fraction", number_json(measured.height_loss)},
                  {"genant", genant_json(genant(measured))},
                  {"coronal_wedge_deg", number_json(measured.coronal_wedge)},
                  {"posterior_wall_bulge_mm", number_json(measured.posterior_wall_bulge)},
                  {"measurements", measurements_json(measured)},
                  {"cobb", quantity_json(judged.cobb)}};
  json["places"] = ResultJson::object();
  describe_film_places(judged, [&](const char* name, const std::optional<ImagePlace>& place) {
    if (place) json["places"][name] = place_json(*place);
  });
  json["findings"] = findings_json(assessment.findings, judged.subject);
  return json;
}

}  // namespace

ResultJson spine_json(const Measured<SpineResult>& spine, const Assessment& assessment) {
  if (!spine.known()) return unknown_json(spine.reason());
  ResultJson vertebrae = ResultJson::array();
  for (const VertebraResult& vertebra : spine.value().vertebrae) {
    const std::string& subject = vertebra.judged.subject;
    ResultJson json;
    add_level(vertebra, json);
    add_figures(vertebra, scores_of(assessment, subject), json);
    json["places"] = places_json(vertebra.judged.places);
    json["findings"] = findings_json(assessment.findings, subject);
    vertebrae.push_back(std::move(json));
  }
  return {{"vertebrae", std::move(vertebrae)},
          {"cobb_deg", number_json(spine.value().cobb)},
          {"labels_from",
           text_or_unknown_json(spine.value().labels_from, "where the labels came from is not told")}};
}

ResultJson film_spine_json(const FilmSpineResult& film, const Assessment& assessment) {
  ResultJson json{{"sop_instance_uid",
                   text_or_unknown_json(film.sop_instance_uid, "SOP Instance UID (0008,0018) is absent")}};
  if (!film.vertebrae.known()) {
    json["vertebrae"] = unknown_json(film.vertebrae.reason());
    return json;
  }
  json["vertebrae"] = ResultJson::array();
  for (const FilmVertebraResult& vertebra : film.vertebrae.value())
    json["vertebrae"].push_back(film_vertebra_json(vertebra, assessment));
  return json;
}

}  // namespace osteosign
