#include "pipeline/followed_study.h"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <iterator>
#include <set>

#include "io/values/errors.h"
#include "pipeline/analyze_study.h"
#include "pipeline/result/read_result.h"

namespace osteosign {
namespace {

/// A level that is less certain could lay a spine on its neighbour.
constexpr double least_certainty_of_level = 0.9;

Measured<std::string> text_of(const ResultJson& json) {
  if (json.is_string()) return json.get<std::string>();
  return Unknown{json.at("unknown").get<std::string>()};
}

std::string text_or_empty(const ResultJson& json) { return json.is_string() ? json.get<std::string>() : ""; }

LesionSize size_of(const CtLesionMeasurements& measured) {
  return {measured.volume, measured.longest_diameter};
}
LesionSize size_of(const RadiographLesionMeasurements& measured) {
  return {Unknown{"a radiograph does not show a volume"}, measured.longest_diameter};
}

Eigen::Vector3d point_of(const ResultJson& json) {
  const auto point = json.get<std::array<double, 3>>();
  return {point[0], point[1], point[2]};
}

/// The view of the films of one series; empty when they differ or none is told.
std::string view_of(const ResultJson& result, const ResultJson& series_uid) {
  std::set<std::string> views;
  for (const ResultJson& series : result.at("series"))
    if (series.at("series_instance_uid") == series_uid) views.insert(text_or_empty(series.at("view")));
  return views.size() == 1 ? *views.begin() : "";
}

FollowedLesion lesion_of(const ResultJson& json, const JudgedLesion& judged, const ResultJson& result) {
  FollowedLesion lesion;
  lesion.id = json.at("id").get<std::string>();
  const ResultJson& location = json.at("location");
  lesion.location = {text_of(location.at("bone")), text_of(location.at("level")),
                     text_of(location.at("part")), text_of(location.at("side")),
                     text_of(location.at("position"))};
  if (json.contains("centre_mm")) {
    lesion.seen_on = "CT";
    lesion.centre_mm = point_of(json.at("centre_mm"));
  } else {
    lesion.seen_on = view_of(result, json.at("series_instance_uid"));
  }
  lesion.size = std::visit([](const auto& measured) { return size_of(measured); }, judged.measurements);
  lesion.image = judged.image;
  lesion.is_uncertain = !judged.only_to_be_looked_at.empty();
  return lesion;
}

std::string view_of(const StudyAnalysis& study, const std::string& sop_instance_uid) {
  for (const AnalyzedFilm& film : study.films)
    if (film.film.sop_instance_uid == sop_instance_uid)
      return film.film.view.known() ? film.film.view.value() : std::string();
  return {};
}

FollowedLesion lesion_of(const LesionResult& found, const StudyAnalysis& study) {
  FollowedLesion lesion;
  lesion.id = found.identity.id;
  lesion.location = found.location;
  if (const auto* const in_patient = std::get_if<LesionInPatient>(&found.place)) {
    lesion.seen_on = "CT";
    lesion.centre_mm = in_patient->centre_mm;
  } else {
    lesion.seen_on = view_of(study, image_of(found));
  }
  lesion.size = std::visit([](const auto& measured) { return size_of(measured); }, found.measurements);
  lesion.image = image_of(found);
  lesion.is_uncertain = !found.only_to_be_looked_at.empty();
  return lesion;
}

void add_vertebra(const VertebraLevel& level, const std::string& image, const Eigen::Vector3d& centre_mm,
                  FollowedStudy& study) {
  if (level.level.known() && level.certainty >= least_certainty_of_level)
    study.vertebrae.push_back({image, level.level.value(), centre_mm});
}

}  // namespace

FollowedStudy followed(const StudyAnalysis& study) {
  FollowedStudy followed;
  followed.study_instance_uid = study.study.study_instance_uid;
  followed.date = study.study.date;
  for (const LesionResult& lesion : study.lesions) followed.lesions.push_back(lesion_of(lesion, study));
  if (const auto* const spine = study.spine.if_known())
    for (const VertebraResult& vertebra : spine->vertebrae)
      add_vertebra(vertebra.judged.level, vertebra.series_instance_uid, vertebra.centre_in_patient_mm,
                   followed);
  followed.searched = study.assessment.searched;
  return followed;
}

FollowedStudy followed(const ResultJson& result, const std::string& origin) {
  const StoredMeasurements stored = read_result(result, origin);
  try {
    FollowedStudy followed;
    followed.study_instance_uid = text_or_empty(result.at("study").at("study_instance_uid"));
    followed.date = text_or_empty(result.at("study").at("date"));
    followed.dates_moved_by = result.at("study").value("pseudonyms_of_key", "");
    for (std::size_t each = 0; each < stored.study.lesions.size(); ++each)
      followed.lesions.push_back(lesion_of(result.at("lesions")[each], stored.study.lesions[each], result));
    for (std::size_t each = 0; each < stored.study.vertebrae.size(); ++each) {
      const ResultJson& vertebra = result.at("spine").at("vertebrae")[each];
      add_vertebra(stored.study.vertebrae[each].level, text_or_empty(vertebra.at("series_instance_uid")),
                   point_of(vertebra.at("centre_mm")), followed);
    }
    followed.searched = stored.study.searched;
    return followed;
  } catch (const ResultJson::exception& error) {
    throw InputError(origin + ": " + error.what());
  }
}

bool is_stored_result(const std::filesystem::path& path) {
  return path.extension() == ".json" || std::filesystem::exists(path / "result.json");
}

ResultJson stored_result(const std::filesystem::path& path) {
  const std::filesystem::path file = std::filesystem::is_directory(path) ? path / "result.json" : path;
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw InputError(fmt::format("{}: cannot be opened", file.string()));
  try {
    return ResultJson::parse(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
  } catch (const ResultJson::exception& error) {
    throw InputError(fmt::format("{}: is not JSON: {}", file.string(), error.what()));
  }
}

FollowedStudy earlier_study(const std::filesystem::path& path, const Parameters& parameters) {
  if (is_stored_result(path)) return followed(stored_result(path), path.string());
  AnalysisRequest request;
  request.inputs = {path};
  return followed(analyze_study(request, parameters, {}));
}

}  // namespace osteosign
