#include "pipeline/report/report_nodes.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "classify/criterion.h"
#include "io/files/png.h"
#include "pipeline/report/base64.h"
#include "pipeline/report/measurement_text.h"

namespace osteosign {
namespace {

using Json = nlohmann::ordered_json;

/// The reason of the finding says it already.
bool is_unknown_for(const Json& evidence, const std::string& reason) {
  const Json& value = evidence.contains("value") ? evidence.at("value") : evidence;
  return value.is_object() && value.contains("unknown") && value.at("unknown") == reason;
}

}  // namespace

std::string text_or_empty(const Json& object, const char* key) {
  return object.contains(key) && object.at(key).is_string() ? object.at(key).get<std::string>()
                                                            : std::string{};
}

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

std::string joined(const Json& keys) {
  std::vector<std::string> words;
  for (const Json& key : keys) words.push_back(words_from_key(key.get<std::string>()));
  return words.empty() ? "none" : fmt::format("{}", fmt::join(words, ", "));
}

std::string subject_of(const std::string& criterion_id) {
  return std::string(criterion(criterion_id).subject_en);
}

std::string joined_subjects(const Json& criterion_ids) {
  std::vector<std::string> words;
  for (const Json& id : criterion_ids) words.push_back(subject_of(id.get<std::string>()));
  return words.empty() ? "none" : fmt::format("{}", fmt::join(words, ", "));
}

mstch::map picture_node(const ReportPicture& picture) {
  return {{"caption", picture.caption},
          {"width", picture.pixels.cols},
          {"height", picture.pixels.rows},
          {"base64", base64(picture.png)}};
}

mstch::array picture_nodes(const std::vector<ReportPicture>& pictures, const std::string& subject) {
  mstch::array nodes;
  for (const ReportPicture& picture : pictures)
    if (picture.subject == subject) nodes.emplace_back(picture_node(picture));
  return nodes;
}

mstch::array finding_nodes(const Json& findings) {
  mstch::array nodes;
  for (const Json& finding : findings) {
    mstch::array evidence;
    for (const Json& entry : finding.at("evidence"))
      if (!is_unknown_for(entry, text_or_empty(finding, "reason")))
        evidence.emplace_back(evidence_text(entry));
    const std::string verdict = finding.at("verdict").get<std::string>();
    nodes.emplace_back(mstch::map{{"criterion", subject_of(finding.at("criterion").get<std::string>())},
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

}  // namespace osteosign
