#include "pipeline/inspect_study.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "io/dicom/read_ct.h"
#include "io/dicom/read_radiograph.h"
#include "io/values/errors.h"

namespace osteosign {
namespace {

using Json = nlohmann::ordered_json;

const char* kind_name(SeriesKind kind) {
  switch (kind) {
    case SeriesKind::ct:
      return "CT";
    case SeriesKind::radiograph:
      return "radiograph";
    case SeriesKind::segmentation:
      return "segmentation";
    case SeriesKind::structure_set:
      return "structure set";
    case SeriesKind::report:
      return "report";
    case SeriesKind::other:
      return "not read";
  }
  return "not read";
}

Json three_numbers(const Eigen::Vector3d& values) { return {values.x(), values.y(), values.z()}; }

Json ct_entry(const SeriesEntry& series, GapPolicy gaps) {
  const ReadCt read = read_ct(series, gaps);
  const CtGeometry& geometry = read.ct.geometry;
  Json entry{{"size", read.ct.grid.size},
             {"spacing_mm", three_numbers(read.ct.grid.spacing_mm)},
             {"origin_mm", three_numbers(read.ct.grid.origin_mm)},
             {"tilt_deg", geometry.tilt_deg},
             {"gaps", geometry.gaps},
             {"duplicates", geometry.duplicates},
             {"notes", geometry.notes}};
  for (const RefusedFile& file : read.refused)
    entry["refused"].push_back({{"file", file.file.string()}, {"reason", file.reason}});
  return entry;
}

Json film_entry(const InstanceEntry& instance) {
  const Radiograph film = read_radiograph(instance);
  Json entry{{"file", instance.file.string()},
             {"size", {film.columns, film.rows}},
             {"spacing_source", film.spacing_source}};
  if (const auto* spacing = film.spacing.if_known())
    entry["spacing_mm"] = {spacing->column_mm, spacing->row_mm};
  else
    entry["spacing_mm"] = {{"unknown", film.spacing.reason()}};
  const auto text_of = [](const Measured<std::string>& text) {
    return text.known() ? Json(text.value()) : Json{{"unknown", text.reason()}};
  };
  entry["view"] = text_of(film.view);
  entry["laterality"] = text_of(film.laterality);
  entry["notes"] = film.notes;
  return entry;
}

/// One readable part of a series, or the reason why it would be refused.
template <class Read>
Json read_or_refused(Read&& read) {
  try {
    return read();
  } catch (const Failure& failure) {
    return {{"refused", failure.what()}};
  }
}

/// A CT series that is refused for its gaps, with what `--gaps interpolate` would make of it.
Json ct_or_way_out(const SeriesEntry& series, GapPolicy gaps) {
  Json entry = read_or_refused([&] { return ct_entry(series, gaps); });
  const bool is_refused = entry.contains("refused") && entry.at("refused").is_string();
  if (!is_refused || gaps != GapPolicy::error) return entry;
  Json interpolated = read_or_refused([&] { return ct_entry(series, GapPolicy::interpolate); });
  if (interpolated.contains("size")) entry["with_gaps_interpolate"] = std::move(interpolated);
  return entry;
}

Json series_entry(const SeriesEntry& series, GapPolicy gaps) {
  Json entry{{"kind", kind_name(series.kind)},       {"series_instance_uid", series.series_instance_uid},
             {"modality", series.modality},          {"description", series.description},
             {"instances", series.instances.size()}, {"matrix", {series.columns, series.rows}}};
  if (!series.note.empty()) entry["separated"] = series.note;
  if (series.kind == SeriesKind::ct) entry["ct"] = ct_or_way_out(series, gaps);
  if (series.kind == SeriesKind::radiograph)
    for (const InstanceEntry& instance : series.instances)
      entry["films"].push_back(read_or_refused([&] { return film_entry(instance); }));
  return entry;
}

std::string numbers_text(const Json& numbers) {
  std::vector<std::string> words;
  for (const Json& number : numbers) words.push_back(fmt::format("{:.5g}", number.get<double>()));
  return fmt::format("{}", fmt::join(words, " x "));
}

std::string ct_text(const Json& ct) {
  if (ct.contains("refused") && ct.at("refused").is_string()) {
    const std::string refusal =
        fmt::format("      would be refused: {}\n", ct.at("refused").get<std::string>());
    if (!ct.contains("with_gaps_interpolate")) return refusal;
    return refusal + "      with --gaps interpolate it would be read as:\n" +
           ct_text(ct.at("with_gaps_interpolate"));
  }
  std::string text =
      fmt::format("      {} voxels of {} mm, gantry tilt {:.2f} degrees, {} missing slices, {} duplicates\n",
                  numbers_text(ct.at("size")), numbers_text(ct.at("spacing_mm")),
                  ct.at("tilt_deg").get<double>(), ct.at("gaps").dump(), ct.at("duplicates").dump());
  for (const Json& note : ct.at("notes")) text += fmt::format("      {}\n", note.get<std::string>());
  if (ct.contains("refused"))
    for (const Json& file : ct.at("refused"))
      text += fmt::format("      not used: {}: {}\n", file.at("file").get<std::string>(),
                          file.at("reason").get<std::string>());
  return text;
}

/// "AP", or why it is not known.
std::string word_text(const Json& word) {
  return word.is_string() ? word.get<std::string>()
                          : fmt::format("unknown ({})", word.at("unknown").get<std::string>());
}

std::string film_text(const Json& film) {
  if (film.contains("refused"))
    return fmt::format("      would be refused: {}\n", film.at("refused").get<std::string>());
  const bool has_spacing = film.at("spacing_mm").is_array();
  const std::string spacing =
      has_spacing ? fmt::format("pixel spacing {} mm, from {}", numbers_text(film.at("spacing_mm")),
                                film.at("spacing_source").get<std::string>())
                  : "pixel spacing " + word_text(film.at("spacing_mm"));
  std::string text = fmt::format("      {}: {} pixels\n        {}\n        view {}, side {}\n",
                                 film.at("file").get<std::string>(), numbers_text(film.at("size")), spacing,
                                 word_text(film.at("view")), word_text(film.at("laterality")));
  for (const Json& note : film.at("notes")) text += fmt::format("        {}\n", note.get<std::string>());
  return text;
}

std::string series_text(const Json& series) {
  std::string text =
      fmt::format("  {} '{}' ({}), instances: {}, {}\n", series.at("kind").get<std::string>(),
                  series.at("description").get<std::string>(), series.at("modality").get<std::string>(),
                  series.at("instances").dump(), series.at("series_instance_uid").get<std::string>());
  if (series.contains("separated"))
    text += fmt::format("      {}\n", series.at("separated").get<std::string>());
  if (series.contains("ct")) text += ct_text(series.at("ct"));
  if (series.contains("films"))
    for (const Json& film : series.at("films")) text += film_text(film);
  return text;
}

}  // namespace

Json inspect_listing(const Listing& listing, GapPolicy gaps) {
  Json inspection{{"studies", Json::array()}, {"refused_files", Json::array()}};
  for (const StudyEntry& study : listing.studies) {
    Json entry{
        {"study_instance_uid", study.study_instance_uid}, {"date", study.date}, {"series", Json::array()}};
    for (const SeriesEntry& series : study.series) entry["series"].push_back(series_entry(series, gaps));
    const SeriesChoice choice = choose_ct_series(study);
    for (const SeriesEntry* series : choice.chosen)
      entry["analyzed_ct_series"].push_back(series->series_instance_uid);
    entry["passed_over"] = choice.passed_over;
    inspection["studies"].push_back(entry);
  }
  for (const RefusedFile& file : listing.refused)
    inspection["refused_files"].push_back({{"file", file.file.string()}, {"reason", file.reason}});
  return inspection;
}

std::string inspection_text(const Json& inspection) {
  std::string text;
  for (const Json& study : inspection.at("studies")) {
    text += fmt::format(
        "study {} of {}\n", study.at("study_instance_uid").get<std::string>(),
        study.at("date").get<std::string>().empty() ? "unknown date" : study.at("date").get<std::string>());
    for (const Json& series : study.at("series")) text += series_text(series);
    if (study.contains("analyzed_ct_series"))
      for (const Json& uid : study.at("analyzed_ct_series"))
        text += fmt::format("  CT series to be analyzed: {}\n", uid.get<std::string>());
    for (const Json& passed : study.at("passed_over"))
      text += fmt::format("  passed over: {}\n", passed.get<std::string>());
  }
  for (const Json& file : inspection.at("refused_files"))
    text += fmt::format("not used: {}: {}\n", file.at("file").get<std::string>(),
                        file.at("reason").get<std::string>());
  return text;
}

}  // namespace osteosign
