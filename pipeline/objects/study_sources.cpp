#include "pipeline/objects/study_sources.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "io/dicom/read_study_attributes.h"
#include "io/files/derived_uid.h"
#include "io/files/sha256.h"
#include "io/values/errors.h"
#include "pipeline/version.h"

namespace osteosign {
namespace {

const SeriesEntry& first_series(const StudyAnalysis& study) {
  if (!study.cts.empty()) return study.cts.front().series;
  if (!study.films.empty()) return study.films.front().series;
  throw InternalError("objects of a study without images were asked for");
}

/// Images that have no valid UID, or are of no series with one, cannot be referred to.
SourceImage referable(const SeriesEntry& series, const std::string& sop_instance_uid, int frame) {
  if (!is_valid_uid(series.series_instance_uid) || !is_valid_uid(sop_instance_uid)) return {};
  for (const InstanceEntry& instance : series.instances)
    if (instance.sop_instance_uid == sop_instance_uid)
      return {instance.sop_class_uid, sop_instance_uid, frame};
  return {};
}

CtSource source_of(const AnalyzedCt& ct, const std::string& study_uid) {
  CtSource source;
  const std::string& series_uid = ct.series.series_instance_uid;
  source.images = {study_uid, is_valid_uid(series_uid) ? series_uid : std::string{}, "CT", {}};
  std::map<std::string, SourceImage> known;
  for (const SliceSource& slice : ct.ct.slices) {
    const auto [found, is_new] = known.try_emplace(slice.sop_instance_uid);
    if (is_new) found->second = referable(ct.series, slice.sop_instance_uid, 0);
    SourceImage image = found->second;
    if (!image.sop_instance_uid.empty()) image.frame = slice.frame;
    source.images.images.push_back(image);
  }
  const std::string& frame_of_reference = ct.ct.acquisition.frame_of_reference_uid;
  if (is_valid_uid(frame_of_reference)) source.frame_of_reference_uid = frame_of_reference;
  return source;
}

/// What stands for a UID that the images do not have.
std::string derived_from_files(const char* kind, const nlohmann::ordered_json& result, std::size_t number) {
  return derived_uid({kind, result.at("inputs").dump(), std::to_string(number)});
}

std::string digest_of(nlohmann::ordered_json result) {
  result.erase("timing_ms");
  return sha256_of_text(result.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}

/// Six digits of a time, or the start of the day.
std::string whole_time(const std::string& time) {
  std::string digits = time.substr(0, time.find('.'));
  digits.resize(6, '0');
  return digits;
}

/// Of pictures: YES when one of the images says so; else that of the films, when all say the same; CT slices
/// without the attribute have no text in them.
std::string burned_in_annotation(const StudyAnalysis& study) {
  std::set<std::string> of_films;
  bool of_ct = false;
  for (const AnalyzedCt& ct : study.cts)
    of_ct =
        of_ct || read_study_attributes(ct.series.instances.front().file).study.burned_in_annotation == "YES";
  for (const AnalyzedFilm& film : study.films)
    of_films.insert(read_study_attributes(film.film.file).study.burned_in_annotation);
  if (of_ct || of_films.contains("YES")) return "YES";
  if (of_films.empty()) return "NO";
  return of_films.size() == 1 ? *of_films.begin() : std::string{};
}

void put_pseudonyms(const Pseudonyms& pseudonyms, const ReadStudyAttributes& read, StudySources& sources) {
  sources.attributes = pseudonyms.attributes(sources.attributes);
  if (!read.date_of_images.empty()) sources.content_date = pseudonyms.date(read.date_of_images);
  sources.content_time = "000000";
}

}  // namespace

StudySources study_sources(const StudyAnalysis& study, const nlohmann::ordered_json& result) {
  const ReadStudyAttributes read = read_study_attributes(first_series(study).instances.front().file);
  StudySources sources;
  sources.attributes = read.study;
  sources.attributes.burned_in_annotation = burned_in_annotation(study);
  sources.equipment = {std::string(software_name), std::string(software_name), std::string(software_commit),
                       std::string(software_version)};
  sources.content_date = read.date_of_images.empty() ? "19000101" : read.date_of_images;
  sources.content_time = whole_time(read.time_of_images);
  if (study.pseudonyms) put_pseudonyms(*study.pseudonyms, read, sources);
  sources.digest = digest_of(result);
  if (sources.attributes.study_instance_uid.empty()) {
    sources.attributes.study_instance_uid = derived_from_files("study", result, 0);
    sources.remarks.push_back(
        "Study Instance UID (0020,000D) is absent or not valid: the written objects have a derived one");
  }
  for (const AnalyzedCt& ct : study.cts) {
    CtSource source = source_of(ct, sources.attributes.study_instance_uid);
    if (&ct == &study.cts.front()) source.position_reference = read.position_reference;
    if (source.frame_of_reference_uid.empty()) {
      source.frame_of_reference_uid = derived_from_files("frame of reference", result, sources.cts.size());
      sources.remarks.push_back(
          "Frame of Reference UID (0020,0052) is absent or not valid: the written objects have a derived "
          "one");
    }
    sources.cts.push_back(std::move(source));
  }
  for (const AnalyzedFilm& film : study.films)
    sources.films.push_back({sources.attributes.study_instance_uid,
                             film.series.series_instance_uid,
                             film.film.modality,
                             {referable(film.series, film.film.sop_instance_uid, 0)}});
  return sources;
}

ObjectHeader object_header(const StudySources& sources, ObjectKind kind, int series, int instance) {
  struct Words {
    const char* word;
    const char* description;
    int first_number;
  };
  const auto words = [&]() -> Words {
    switch (kind) {
      case ObjectKind::report:
        return {"SR", "osteosign measurements (research)", 9100};
      case ObjectKind::segmentation:
        return {"SEG", "osteosign segmentation (research)", 9200};
      case ObjectKind::capture:
        return {"SC", "osteosign pictures (research)", 9300};
      case ObjectKind::document:
        return {"PDF", "osteosign report (research)", 9400};
    }
    throw InternalError("an object of no kind");
  }();
  const std::string number = std::to_string(series);
  const std::string& study = sources.attributes.study_instance_uid;
  return {
      .study = sources.attributes,
      .identity = {.sop_instance_uid = derived_uid(
                       {"instance", study, words.word, sources.digest, number, std::to_string(instance)}),
                   .series_instance_uid = derived_uid({"series", study, words.word, sources.digest, number}),
                   .series_description = words.description,
                   .series_number = words.first_number + series,
                   .instance_number = instance,
                   .content_date = sources.content_date,
                   .content_time = sources.content_time},
      .equipment = sources.equipment};
}

std::optional<ReportedPlace> reported_place(const std::optional<ImagePlace>& place,
                                            const StudySources& sources,
                                            const std::string& frame_of_reference) {
  if (!place) return std::nullopt;
  if (const auto* const in_patient = std::get_if<ImagePlace::PatientPoint>(&place->point))
    return PatientPlace{frame_of_reference, PlaceShape::point, {in_patient->point_mm}};
  for (const SourceSeries& film : sources.films)
    if (!place->sop_instance_uid.empty() && film.images.front().sop_instance_uid == place->sop_instance_uid)
      return PixelPlace{
          film.images.front(), PlaceShape::point, {std::get<ImagePlace::PixelPoint>(place->point).pixel}};
  return std::nullopt;
}

}  // namespace osteosign
