#include "pipeline/report/report_html.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "pipeline/report/measurement_text.h"
#include "pipeline/report/report_nodes.h"
#include "pipeline/report/report_template.h"
#include "pipeline/report/spine_nodes.h"

namespace osteosign {
namespace {

using Json = nlohmann::ordered_json;

/// "; periosteum: single lamella", or nothing where it is not told.
std::string word_text(const Json& lesion, const char* key, const char* title) {
  if (!lesion.contains(key) || !lesion.at(key).is_string()) return {};
  std::string said = lesion.at(key).get<std::string>();
  std::ranges::replace(said, '_', ' ');
  return fmt::format("; {}: {}", title, said);
}

/// "vertebra L3, left pedicle, left": the bone or why it is not known, then what else is told.
std::string place_text(const Json& location) {
  std::string text = text_or_unknown(location.at("bone"));
  if (location.at("level").is_string()) text += " " + location.at("level").get<std::string>();
  for (const char* key : {"part", "side", "position"})
    if (location.at(key).is_string()) text += ", " + location.at(key).get<std::string>();
  return text;
}

std::string origin_text(const Json& lesion) {
  const std::string origin = text_or_empty(lesion, "origin");
  if (origin != "candidate") return "Marked by " + origin;
  const Json& confidence = lesion.at("confidence");
  return fmt::format(
      "Found by the search, confidence {}",
      confidence.is_number() ? fmt::format("{:.2f}", confidence.get<double>()) : text_or_unknown(confidence));
}

mstch::array lesion_nodes(const Json& lesions, const std::vector<ReportPicture>& pictures) {
  mstch::array nodes;
  for (const Json& lesion : lesions) {
    const std::string id =
        lesion.at("id").is_string() ? lesion.at("id").get<std::string>() : lesion.at("id").dump();
    nodes.emplace_back(mstch::map{
        {"id", id},
        {"summary", fmt::format("{}; density: {}; bone: {}{}{}.", origin_text(lesion),
                                text_or_unknown(lesion.at("density")), place_text(lesion.at("location")),
                                word_text(lesion, "matrix", "matrix"),
                                word_text(lesion, "periosteal_pattern", "periosteum"))},
        {"pictures", picture_nodes(pictures, id)},
        {"findings", finding_nodes(lesion.at("findings"))},
        {"measurements", measurement_nodes(lesion.at("measurements"))}});
  }
  return nodes;
}

std::string grid_text(const Json& series) {
  const Json& grid = series.at("grid");
  std::vector<std::string> size, spacing;
  for (const Json& count : grid.at("size")) size.push_back(count.dump());
  if (grid.at("spacing_mm").is_array())
    for (const Json& step : grid.at("spacing_mm"))
      spacing.push_back(fmt::format("{:.3g}", step.get<double>()));
  const std::string spacing_text = spacing.empty() ? text_or_unknown(grid.at("spacing_mm"))
                                                   : fmt::format("{} mm", fmt::join(spacing, " × "));
  return fmt::format("{}; spacing {}", fmt::join(size, " × "), spacing_text);
}

mstch::array series_nodes(const Json& all_series) {
  mstch::array nodes;
  for (const Json& series : all_series) {
    std::string geometry = "spacing from " + text_or_empty(series, "spacing_source");
    if (series.contains("geometry") && series.at("geometry").contains("tilt_deg"))
      geometry = fmt::format(
          "tilt {}°, gaps {}, duplicates {}; {}", series.at("geometry").at("tilt_deg").dump(),
          series.at("geometry").at("gaps").dump(), series.at("geometry").at("duplicates").dump(), geometry);
    const auto quality_of = [&](const char* key) {
      return series.contains(key) ? text_or_unknown(series.at(key)) : "not measured";
    };
    nodes.emplace_back(mstch::map{
        {"name", text_or_empty(series, "modality") + " " + text_or_empty(series, "series_instance_uid")},
        {"grid", grid_text(series)},
        {"geometry", geometry},
        {"quality", fmt::format("noise (HU) {}; point spread (mm) {}", quality_of("noise_hu"),
                                quality_of("psf_sigma_mm"))}});
  }
  return nodes;
}

void append_parameters(const Json& values, const std::string& prefix, mstch::array& nodes) {
  for (const auto& [name, value] : values.items()) {
    if (value.is_object())
      append_parameters(value, prefix + name + ".", nodes);
    else
      nodes.emplace_back(mstch::map{{"name", prefix + name}, {"value", value.dump()}});
  }
}

struct ConclusionWords {
  const char* title;
  const char* meaning;
};

ConclusionWords conclusion_words(const std::string& conclusion) {
  if (conclusion == "suspicious")
    return {"Suspicious", "At least one malignant sign: one is enough to require further investigation."};
  if (conclusion == "benign_appearance")
    return {"Benign appearance",
            "No malignant sign, and margin, lytic zone, cortex and periosteum were all found benign."};
  if (conclusion == "no_lesion_found")
    return {"No lesion found",
            "No lesion was marked or found in what was analyzed. This is not proof of absence."};
  return {"Indeterminate",
          "No malignant sign among those that could be assessed, but not every sign could be. Never benign "
          "by lack of evidence."};
}

mstch::map header_node(const Json& result) {
  const Json& study = result.at("study");
  const std::string uid = text_or_empty(study, "study_instance_uid"), date = text_or_empty(study, "date");
  mstch::map node{{"modalities", joined(study.at("modality"))}};
  if (!uid.empty()) node["study_uid"] = uid;
  if (!date.empty()) node["date"] = date;
  return node;
}

/// One line for each reason, with the subjects that share it.
mstch::array not_assessable_nodes(const Json& entries) {
  struct Line {
    std::string criterion, reason, subjects;
  };
  std::vector<Line> lines;
  for (const Json& entry : entries) {
    const std::string criterion = words_from_key(text_or_empty(entry, "criterion"));
    const std::string reason = text_or_empty(entry, "reason"), subject = text_or_empty(entry, "subject");
    const auto same = std::ranges::find_if(
        lines, [&](const Line& line) { return line.criterion == criterion && line.reason == reason; });
    if (same == lines.end())
      lines.push_back({criterion, reason, subject});
    else
      same->subjects += ", " + subject;
  }
  mstch::array nodes;
  for (const Line& line : lines)
    nodes.emplace_back(
        mstch::map{{"criterion", line.criterion}, {"subject", line.subjects}, {"reason", line.reason}});
  return nodes;
}

/// Those on vertebrae stand with the spine.
Json findings_on_the_study(const Json& findings) {
  Json on_the_study = Json::array();
  for (const Json& finding : findings)
    if (finding.at("subject") == "study") on_the_study.push_back(finding);
  return on_the_study;
}

void add_conclusion(const Json& result, mstch::map& page) {
  const bool refused = result.at("status") == "refused";
  const Json& assessment = result.at("assessment");
  const std::string conclusion = refused ? "refused" : assessment.at("conclusion").get<std::string>();
  const ConclusionWords words = conclusion_words(conclusion);
  page["conclusion_class"] = conclusion;
  page["conclusion"] = std::string(refused ? "Not analyzed" : words.title);
  page["conclusion_meaning"] =
      refused ? text_or_empty(result.at("refusal"), "reason") : std::string(words.meaning);
  page["has_signs"] = !refused && !(result.at("lesions").empty() && result.at("spine").contains("unknown"));
  page["malignant_signs"] = joined(assessment.at("malignant_signs"));
  page["benign_signs"] = joined(assessment.at("benign_signs"));
  page["has_next_steps"] = !assessment.at("next_steps").empty();
  page["next_steps"] = text_array(assessment.at("next_steps"));
  const mstch::array open = not_assessable_nodes(assessment.at("not_assessable"));
  page["has_not_assessable"] = !open.empty();
  page["not_assessable"] = open;
}

void add_provenance(const Json& result, mstch::map& page) {
  const Json& software = result.at("software");
  page["software"] =
      fmt::format("{} {} ({}), rules {}", text_or_empty(software, "name"), text_or_empty(software, "version"),
                  text_or_empty(software, "commit"), text_or_empty(software, "rules_version"));
  mstch::array parameters;
  append_parameters(result.at("parameters"), "", parameters);
  page["parameters"] = parameters;
  page["inputs"] = fmt::format("{} input files; their SOP Instance UIDs and SHA-256 sums are in result.json.",
                               result.at("inputs").size());
  mstch::array refused;
  for (const Json& file : result.at("refused_files"))
    refused.emplace_back(mstch::map{{"file", file.at("file").get<std::string>()},
                                    {"reason", file.at("reason").get<std::string>()}});
  page["has_refused"] = !refused.empty();
  page["refused_count"] = static_cast<int>(refused.size());
  page["refused"] = refused;
}

}  // namespace

mstch::map report_page(const Json& result, const std::vector<ReportPicture>& pictures) {
  mstch::map page = header_node(result);
  add_conclusion(result, page);
  page["lesions"] = lesion_nodes(result.at("lesions"), pictures);
  page["spine"] = spine_node(result, pictures);
  const Json study_findings = findings_on_the_study(result.at("findings"));
  page["has_study_findings"] = !study_findings.empty();
  page["study_findings"] = finding_nodes(study_findings);
  page["pictures"] = picture_nodes(pictures, "study");
  page["has_series"] = !result.at("series").empty();
  page["series"] = series_nodes(result.at("series"));
  page["has_warnings"] = !result.at("warnings").empty();
  page["warnings"] = text_array(result.at("warnings"));
  add_provenance(result, page);
  return page;
}

std::string report_html(const Json& result, const std::vector<ReportPicture>& pictures) {
  return mstch::render(report_template, report_page(result, pictures));
}

}  // namespace osteosign
