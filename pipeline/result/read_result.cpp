#include "pipeline/result/read_result.h"

#include <array>

#include "features/values/radiograph_lesion_measurements.h"
#include "features/values/vertebra_measurements.h"
#include "io/values/errors.h"

namespace osteosign {
namespace {

Measured<std::string> text_of(const ResultJson& json) {
  if (json.is_string()) return json.get<std::string>();
  return Unknown{json.at("unknown").get<std::string>()};
}

std::string text_or_empty(const ResultJson& json) { return json.is_string() ? json.get<std::string>() : ""; }

MeasuredQuantity quantity_of(const ResultJson& json, Unit unit) {
  if (json.contains("unknown")) return Unknown{json.at("unknown").get<std::string>()};
  Quantity quantity{json.at("value").get<double>(), unit};
  if (json.contains("sd")) quantity.sd = json.at("sd").get<double>();
  if (json.contains("method")) quantity.method = json.at("method").get<std::string>();
  return quantity;
}

template <class Measurements>
Measurements measurements_of(const ResultJson& json) {
  Measurements measured;
  describe(measured, [&](const MeasurementDescription& about, MeasuredQuantity& quantity) {
    const std::string name(about.name);
    quantity = json.contains(name)
                   ? quantity_of(json.at(name), about.unit)
                   : MeasuredQuantity(Unknown{"the stored result does not hold this measurement"});
  });
  return measured;
}

/// The choice whose word stands there; `last` is the last of the words.
template <class Word>
Measured<Word> word_of(const ResultJson& json, Word last) {
  if (!json.is_string()) return Unknown{json.at("unknown").get<std::string>()};
  const auto given = json.get<std::string>();
  for (int each = 0; each <= static_cast<int>(last); ++each)
    if (word(static_cast<Word>(each)) == given) return static_cast<Word>(each);
  throw InputError("\"" + given + "\" is not one of the words that are known here");
}

Measured<DensityClass> density_of(const ResultJson& json) {
  if (!json.is_string()) return Unknown{json.at("unknown").get<std::string>()};
  const auto given = json.get<std::string>();
  if (given == "lytic") return DensityClass::lytic;
  if (given == "sclerotic") return DensityClass::sclerotic;
  if (given == "mixed") return DensityClass::mixed;
  throw InputError("\"" + given + "\" is no density");
}

ImagePlace place_of(const ResultJson& json) {
  ImagePlace place;
  place.sop_instance_uid = text_or_empty(json.at("sop_instance_uid"));
  place.frame = json.at("frame").get<int>();
  if (json.contains("point_mm")) {
    const auto point = json.at("point_mm").get<std::array<double, 3>>();
    place.point = ImagePlace::PatientPoint{{point[0], point[1], point[2]}};
  } else {
    const auto pixel = json.at("pixel").get<std::array<double, 2>>();
    place.point = ImagePlace::PixelPoint{{pixel[0], pixel[1]}};
  }
  return place;
}

LesionIdentity identity_of(const ResultJson& json) {
  LesionIdentity identity{json.at("id").get<std::string>()};
  for (const auto& [name, place] : json.at("places").items())
    if (name == "lesion")
      identity.place = place_of(place);
    else
      identity.places.emplace(name, place_of(place));
  return identity;
}

Measured<LesionGrowth> growth_of(const ResultJson& lesion) {
  if (!lesion.contains("growth")) return JudgedLesion{}.growth;
  const ResultJson& growth = lesion.at("growth");
  if (growth.contains("unknown")) return Unknown{growth.at("unknown").get<std::string>()};
  return measurements_of<LesionGrowth>(growth.at("measurements"));
}

JudgedLesion lesion_of(const ResultJson& json) {
  JudgedLesion lesion{identity_of(json), CtLesionMeasurements{}};
  const bool on_film = !json.contains("matrix");
  if (on_film) {
    auto measured = measurements_of<RadiographLesionMeasurements>(json.at("measurements"));
    measured.density = density_of(json.at("density"));
    if (json.contains("periosteal_pattern"))
      measured.periosteal_pattern = word_of(json.at("periosteal_pattern"), PeriostealPattern::outgrowth);
    else
      measured.periosteal_pattern = Unknown{"the stored result does not hold this measurement"};
    lesion.measurements = measured;
    lesion.image = text_or_empty(json.at("sop_instance_uid"));
  } else {
    auto measured = measurements_of<CtLesionMeasurements>(json.at("measurements"));
    measured.density = density_of(json.at("density"));
    measured.periosteal_pattern = word_of(json.at("periosteal_pattern"), PeriostealPattern::outgrowth);
    measured.matrix = word_of(json.at("matrix"), MatrixKind::nidus);
    lesion.measurements = measured;
    lesion.image = text_or_empty(json.at("series_instance_uid"));
  }
  const ResultJson& location = json.at("location");
  lesion.level = text_of(location.at("level"));
  lesion.site = {text_of(location.at("bone")), text_of(location.at("part")),
                 text_of(location.at("position"))};
  lesion.found_by_search = json.at("origin") == "candidate";
  lesion.only_to_be_looked_at = json.value("only_to_be_looked_at", "");
  lesion.growth = growth_of(json);
  return lesion;
}

JudgedVertebra vertebra_of(const ResultJson& json, const MeasuredQuantity& cobb) {
  JudgedVertebra vertebra{json.at("level_shown").get<std::string>(), {}, {}, {}, cobb};
  vertebra.level = {text_of(json.at("level")), vertebra.subject, json.at("level_certainty").get<double>(),
                    text_or_empty(json.at("level_source"))};
  vertebra.measurements = measurements_of<VertebraMeasurements>(json.at("measurements"));
  const ResultJson& places = json.at("places");
  describe_places(vertebra.places, [&](const char* name, std::optional<ImagePlace>& place) {
    if (places.contains(name)) place = place_of(places.at(name));
  });
  return vertebra;
}

JudgedFilmVertebra film_vertebra_of(const ResultJson& json) {
  JudgedFilmVertebra vertebra{json.at("level_shown").get<std::string>(), {}, {}};
  vertebra.level = {text_of(json.at("level")), vertebra.subject, 0, text_or_empty(json.at("level_source"))};
  vertebra.measurements = measurements_of<RadiographVertebraMeasurements>(json.at("measurements"));
  vertebra.image_left_side = text_of(json.at("image_left_side"));
  if (json.value("view", "frontal") == "lateral") vertebra.view = SpineView::lateral;
  if (json.contains("cobb")) vertebra.cobb = quantity_of(json.at("cobb"), Unit::degree);
  const ResultJson& places = json.at("places");
  describe_film_places(vertebra, [&](const char* name, std::optional<ImagePlace>& place) {
    if (places.contains(name)) place = place_of(places.at(name));
  });
  return vertebra;
}

/// A result of an earlier version has no `film_spines`.
std::vector<JudgedFilmVertebra> film_vertebrae_of(const ResultJson& result) {
  std::vector<JudgedFilmVertebra> vertebrae;
  if (!result.contains("film_spines")) return vertebrae;
  for (const ResultJson& film : result.at("film_spines"))
    if (film.at("vertebrae").is_array())
      for (const ResultJson& vertebra : film.at("vertebrae")) vertebrae.push_back(film_vertebra_of(vertebra));
  return vertebrae;
}

StoredMeasurements stored_in(const ResultJson& result) {
  StoredMeasurements stored;
  stored.study.searched = text_of(result.at("assessment").at("searched"));
  for (const ResultJson& lesion : result.at("lesions")) stored.study.lesions.push_back(lesion_of(lesion));
  const ResultJson& spine = result.at("spine");
  if (spine.contains("vertebrae"))
    for (const ResultJson& vertebra : spine.at("vertebrae"))
      stored.study.vertebrae.push_back(vertebra_of(vertebra, quantity_of(vertebra.at("cobb"), Unit::degree)));
  stored.study.film_vertebrae = film_vertebrae_of(result);
  stored.context = result.at("clinical_context").at("given");
  return stored;
}

}  // namespace

StoredMeasurements read_result(const ResultJson& result, const std::string& origin) {
  if (!result.is_object() || result.value("schema_version", 0) != 1 || !result.contains("software") ||
      !result.at("software").contains("name") || result.at("software").at("name") != "osteosign")
    throw InputError(origin + ": is no result.json of osteosign");
  if (result.value("status", "") == "refused")
    throw InputError(origin + ": this study was refused: there is nothing to judge");
  try {
    return stored_in(result);
  } catch (const ResultJson::exception& error) {
    throw InputError(origin + ": " + error.what());
  } catch (const InputError& error) {
    throw InputError(origin + ": " + error.what());
  }
}

}  // namespace osteosign
