#include "pipeline/report/report_html.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "pipeline/report/film_spine_nodes.h"
#include "pipeline/report/judgement_nodes.h"
#include "pipeline/report/measurement_text.h"
#include "pipeline/report/report_nodes.h"
#include "pipeline/report/report_template.h"
#include "pipeline/report/spine_nodes.h"
#include "pipeline/report/words.h"

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

/// What became of a lesion since the earlier study; null where none was compared.
mstch::node growth_node(const Json& lesion) {
  if (!lesion.contains("growth") || lesion.at("growth").contains("unknown")) return nullptr;
  const Json& growth = lesion.at("growth");
  return mstch::map{{"prior_lesion", growth.at("prior_lesion").get<std::string>()},
                    {"matched_by", growth.at("matched_by").get<std::string>()},
                    {"measurements", measurement_nodes(growth.at("measurements"))}};
}

std::string text_or_reason(const Json& text) {
  return text.is_string() ? text.get<std::string>() : text.at("unknown").get<std::string>();
}

/// The earlier study; null where none was compared.
mstch::node prior_node(const Json& result) {
  if (!result.contains("prior") || result.at("prior").contains("unknown")) return nullptr;
  const Json& prior = result.at("prior");
  mstch::array gone;
  for (const Json& lesion : prior.at("not_found_again"))
    gone.emplace_back(mstch::map{{"id", lesion.at("prior_lesion").get<std::string>()},
                                 {"place", place_text(lesion.at("location"))}});
  return mstch::map{{"date", text_or_unknown(prior.at("date"))},
                    {"interval", text_or_unknown(prior.at("interval_days"))},
                    {"searched", text_or_reason(prior.at("searched"))},
                    {"has_not_found_before", !prior.at("not_found_before").empty()},
                    {"not_found_before", joined(prior.at("not_found_before"))},
                    {"has_not_found_again", !gone.empty()},
                    {"not_found_again", gone}};
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
        {"growth", growth_node(lesion)},
        {"scores", score_nodes(lesion.at("scores"))},
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

std::string spread_text(const Json& series) {
  if (!series.contains("psf_sigma_mm")) return "not measured";
  const Json& sigma = series.at("psf_sigma_mm");
  return fmt::format("in plane {}, axial {}", text_or_unknown(sigma.at("in_plane")),
                     text_or_unknown(sigma.at("axial")));
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
        {"quality",
         fmt::format("noise (HU) {}; point spread (mm) {}", quality_of("noise_hu"), spread_text(series))}});
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

mstch::map header_node(const Json& result) {
  const Json& study = result.at("study");
  const std::string uid = text_or_empty(study, "study_instance_uid"), date = text_or_empty(study, "date");
  mstch::map node{{"modalities", joined(study.at("modality"))}};
  if (!uid.empty()) node["study_uid"] = uid;
  if (!date.empty()) node["date"] = date;
  return node;
}

/// Those on vertebrae stand with the spine.
Json findings_on_the_study(const Json& findings) {
  Json on_the_study = Json::array();
  for (const Json& finding : findings)
    if (finding.at("subject") == "study") on_the_study.push_back(finding);
  return on_the_study;
}

/// Takes the first picture of each lesion and of the spine out of `pictures`, as many as the first page
/// shows: no picture stands in the page twice.
mstch::array take_first_pictures(const Json& result, std::vector<ReportPicture>& pictures) {
  constexpr std::size_t most_shown = 3;
  mstch::array shown;
  const auto take_one_of = [&](const std::string& subject) {
    const auto found = std::ranges::find(pictures, subject, &ReportPicture::subject);
    if (found == pictures.end() || shown.size() == most_shown) return;
    shown.emplace_back(picture_node(*found));
    pictures.erase(found);
  };
  for (const Json& lesion : result.at("lesions")) take_one_of(lesion.at("id").get<std::string>());
  take_one_of("spine");
  return shown;
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

mstch::map report_page(const Json& result, std::vector<ReportPicture> pictures) {
  mstch::map page = header_node(result);
  add_conclusion(result, page);
  page["first_pictures"] = take_first_pictures(result, pictures);
  add_orientation(result, page);
  add_not_assessable(result.at("assessment"), page);
  page["lesions"] = lesion_nodes(result.at("lesions"), pictures);
  page["prior"] = prior_node(result);
  page["spine"] = spine_node(result, pictures);
  page["film_spines"] = film_spine_nodes(result);
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

std::string report_html(const Json& result, const std::vector<ReportPicture>& pictures, Language language) {
  mstch::map page = report_page(result, pictures);
  page["lang"] = std::string(language == Language::french ? "fr" : "en");
  return mstch::render(template_in_language(report_template, language), nodes_in_language(page, language));
}

}  // namespace osteosign
