#include "pipeline/report/report_html.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <openssl/evp.h>

#include <mstch/mstch.hpp>
#include <nlohmann/json.hpp>

#include "io/files/png.h"
#include "pipeline/report/measurement_text.h"
#include "pipeline/report/report_template.h"

namespace osteosign {
namespace {

using Json = nlohmann::ordered_json;

std::string base64(const std::vector<std::uint8_t>& bytes) {
  std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
  const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes.data(),
                                     static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(length));
  return text;
}

std::string text_or_empty(const Json& object, const char* key) {
  return object.contains(key) && object.at(key).is_string() ? object.at(key).get<std::string>()
                                                            : std::string{};
}

/// The text of a value that may be an `unknown` object.
std::string text_or_unknown(const Json& value) {
  if (value.is_object() && value.contains("unknown"))
    return "unknown (" + value.at("unknown").get<std::string>() + ")";
  if (value.is_object() && value.contains("value")) return measured_text(value);
  return value.is_string() ? value.get<std::string>() : value.dump();
}

mstch::array text_array(const Json& texts) {
  mstch::array items;
  for (const Json& text : texts) items.emplace_back(text.get<std::string>());
  return items;
}

std::string joined(const Json& ids) {
  std::vector<std::string> words;
  for (const Json& id : ids) words.push_back(words_from_key(id.get<std::string>()));
  return words.empty() ? "none" : fmt::format("{}", fmt::join(words, ", "));
}

mstch::array picture_nodes(const std::vector<ReportPicture>& pictures, const std::string& subject) {
  mstch::array nodes;
  for (const ReportPicture& picture : pictures) {
    if (picture.subject != subject) continue;
    nodes.emplace_back(mstch::map{{"caption", picture.caption},
                                  {"width", picture.pixels.cols},
                                  {"height", picture.pixels.rows},
                                  {"base64", base64(encode_png(rgb_picture(picture)))}});
  }
  return nodes;
}

/// The reason of the finding says it already.
bool is_unknown_for(const Json& evidence, const std::string& reason) {
  const Json& value = evidence.contains("value") ? evidence.at("value") : evidence;
  return value.is_object() && value.contains("unknown") && value.at("unknown") == reason;
}

mstch::array finding_nodes(const Json& findings) {
  mstch::array nodes;
  for (const Json& finding : findings) {
    mstch::array evidence;
    for (const Json& entry : finding.at("evidence"))
      if (!is_unknown_for(entry, text_or_empty(finding, "reason")))
        evidence.emplace_back(evidence_text(entry));
    const std::string verdict = finding.at("verdict").get<std::string>();
    nodes.emplace_back(mstch::map{{"criterion", words_from_key(finding.at("criterion").get<std::string>())},
                                  {"verdict", verdict},
                                  {"verdict_name", words_from_key(verdict)},
                                  {"evidence", evidence},
                                  {"reason", text_or_empty(finding, "reason")}});
  }
  return nodes;
}

mstch::array measurement_nodes(const Json& measurements) {
  mstch::array nodes;
  for (const auto& [name, measurement] : measurements.items()) {
    mstch::map node{{"name", words_from_key(name)}, {"known", !measurement.contains("unknown")}};
    if (measurement.contains("unknown")) {
      node["reason"] = measurement.at("unknown").get<std::string>();
    } else {
      node["value"] = measured_text(measurement);
      node["method"] = text_or_empty(measurement, "method");
    }
    nodes.emplace_back(node);
  }
  return nodes;
}

mstch::array lesion_nodes(const Json& lesions, const std::vector<ReportPicture>& pictures) {
  mstch::array nodes;
  for (const Json& lesion : lesions) {
    const std::string id =
        lesion.at("id").is_string() ? lesion.at("id").get<std::string>() : lesion.at("id").dump();
    nodes.emplace_back(mstch::map{
        {"id", id},
        {"summary", fmt::format("Marked by {}; density: {}; bone: {}.", text_or_empty(lesion, "origin"),
                                text_or_unknown(lesion.at("density")),
                                text_or_unknown(lesion.at("location").at("bone")))},
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

void add_conclusion(const Json& result, mstch::map& page) {
  const bool refused = result.at("status") == "refused";
  const Json& assessment = result.at("assessment");
  const std::string conclusion = refused ? "refused" : assessment.at("conclusion").get<std::string>();
  const ConclusionWords words = conclusion_words(conclusion);
  page["conclusion_class"] = conclusion;
  page["conclusion"] = std::string(refused ? "Not analyzed" : words.title);
  page["conclusion_meaning"] =
      refused ? text_or_empty(result.at("refusal"), "reason") : std::string(words.meaning);
  page["has_signs"] = !refused && !result.at("lesions").empty();
  page["malignant_signs"] = joined(assessment.at("malignant_signs"));
  page["benign_signs"] = joined(assessment.at("benign_signs"));
  page["has_next_steps"] = !assessment.at("next_steps").empty();
  page["next_steps"] = text_array(assessment.at("next_steps"));
  mstch::array open;
  for (const Json& entry : assessment.at("not_assessable"))
    open.emplace_back(mstch::map{{"criterion", words_from_key(entry.at("criterion").get<std::string>())},
                                 {"subject", text_or_empty(entry, "subject")},
                                 {"reason", entry.at("reason").get<std::string>()}});
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

std::string report_html(const Json& result, const std::vector<ReportPicture>& pictures) {
  mstch::map page = header_node(result);
  add_conclusion(result, page);
  page["lesions"] = lesion_nodes(result.at("lesions"), pictures);
  page["has_study_findings"] = !result.at("findings").empty();
  page["study_findings"] = finding_nodes(result.at("findings"));
  page["pictures"] = picture_nodes(pictures, "study");
  page["has_series"] = !result.at("series").empty();
  page["series"] = series_nodes(result.at("series"));
  page["has_warnings"] = !result.at("warnings").empty();
  page["warnings"] = text_array(result.at("warnings"));
  add_provenance(result, page);
  return mstch::render(report_template, page);
}

}  // namespace osteosign
