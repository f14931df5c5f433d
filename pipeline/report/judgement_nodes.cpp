#include "pipeline/report/judgement_nodes.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "classify/criterion.h"
#include "classify/knowledge.h"
#include "pipeline/report/measurement_text.h"

namespace osteosign {
namespace {

using Json = nlohmann::ordered_json;

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

/// Findings of the whole result, wherever they stand.
std::vector<const Json*> all_findings(const Json& result) {
  std::vector<const Json*> all;
  for (const Json& lesion : result.at("lesions"))
    for (const Json& finding : lesion.at("findings")) all.push_back(&finding);
  for (const Json& finding : result.at("findings")) all.push_back(&finding);
  return all;
}

bool is_decided_by(const Json& trace, const Json& finding) {
  return std::ranges::any_of(trace.at("decided_by"), [&](const Json& entry) {
    return entry.at("criterion") == finding.at("criterion") && entry.at("subject") == finding.at("subject");
  });
}

/// "lesion 1: the margin is blurred over a good part" and the values that lie beyond their thresholds.
std::vector<std::string> lines_of(const Json& finding) {
  const std::string subject = text_or_empty(finding, "subject");
  std::vector<std::string> lines{subject == "study" ? text_or_empty(finding, "reason")
                                                    : subject + ": " + text_or_empty(finding, "reason")};
  for (const Json& evidence : finding.at("evidence"))
    if (evidence.contains("unit") && evidence.contains("threshold")) lines.push_back(evidence_text(evidence));
  return lines;
}

mstch::array malignant_nodes(const Json& result) {
  const Json& trace = result.at("assessment").at("trace");
  mstch::array nodes;
  for (const Json& sign : result.at("assessment").at("malignant_signs")) {
    mstch::array lines;
    for (const Json* finding : all_findings(result)) {
      if (finding->at("criterion") != sign || finding->at("verdict") != "malignant" ||
          !is_decided_by(trace, *finding))
        continue;
      for (const std::string& line : lines_of(*finding)) lines.emplace_back(line);
    }
    nodes.emplace_back(mstch::map{{"sign", subject_of(sign.get<std::string>())}, {"lines", lines}});
  }
  return nodes;
}

/// Each criterion once, in the order of the seed.
std::string not_assessable_signs(const Json& entries) {
  std::vector<std::string> words;
  for (const Criterion& each : all_criteria())
    if (std::ranges::any_of(entries, [&](const Json& entry) { return entry.at("criterion") == each.id; }))
      words.emplace_back(each.subject_en);
  return words.empty() ? "none" : fmt::format("{}", fmt::join(words, ", "));
}

/// The nature of a tumour as a reader sees it; a verdict has the same words and other French.
std::string nature_text(const Json& entry) {
  const std::string nature = text_or_empty(entry, "nature");
  if (nature == "benign") return "benign lesion";
  return nature == "malignant" ? "malignant tumour" : nature;
}

mstch::array ranked_nodes(const Json& list) {
  mstch::array nodes;
  for (const Json& entry : list)
    nodes.emplace_back(mstch::map{{"rank", entry.at("rank").get<int>()},
                                  {"name", text_or_empty(entry, "name")},
                                  {"nature", nature_text(entry)},
                                  {"for", text_array(entry.at("for"))},
                                  {"against", text_array(entry.at("against"))},
                                  {"remark", text_or_empty(entry, "remark")},
                                  {"source", text_or_empty(entry, "source")}});
  return nodes;
}

void add_context(const Json& context, mstch::map& page) {
  mstch::array leanings;
  for (const Json& item : context.at("leanings")) {
    const std::string leaning = text_or_empty(item, "leaning");
    leanings.emplace_back(mstch::map{{"item", words_from_key(text_or_empty(item, "item"))},
                                     {"value", text_or_empty(item, "value")},
                                     {"leaning", leaning == "none" ? "neither" : leaning},
                                     {"leaning_class", leaning == "none" ? "neutral" : leaning},
                                     {"reason", text_or_empty(item, "reason")}});
  }
  page["has_context"] = true;
  page["has_leanings"] = !leanings.empty();
  page["leanings"] = leanings;
  page["not_given"] = joined(context.at("not_given"));
}

std::string value_text(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

std::string range_text(const Json& scored) {
  const std::string lowest = value_text(scored.at("lowest")), highest = value_text(scored.at("highest"));
  return lowest == highest ? lowest : fmt::format("{} to {}", lowest, highest);
}

mstch::map score_node(const std::string& name, const Json& score) {
  mstch::map node{{"score", name}, {"parts", mstch::array{}}, {"issuer", std::string()}};
  if (score.contains("unknown")) {
    node["value"] = "unknown: " + text_or_empty(score, "unknown");
    return node;
  }
  if (score.contains("not_applicable")) {
    node["value"] = "not applicable: " + text_or_empty(score, "not_applicable");
    return node;
  }
  node["value"] = range_text(score);
  node["issuer"] = text_or_empty(score, "issuer");
  node["edition"] = text_or_empty(score, "edition");
  if (score.at("category").is_string() && score.at("category") != range_text(score))
    node["category"] = text_or_empty(score, "category");
  mstch::array parts;
  for (const auto& [part, found] : score.at("parts").items())
    parts.emplace_back(mstch::map{{"name", words_from_key(part)},
                                  {"value", range_text(found)},
                                  {"because", text_or_empty(found, "because")}});
  node["parts"] = parts;
  if (!score.at("would_decide").empty()) node["would_decide"] = joined(score.at("would_decide"));
  return node;
}

/// "suspicious if malignant" of one open criterion on one subject; empty when nothing would have changed.
std::string change_text(const Json& trace, const Json& open) {
  for (const Json& change : trace.at("would_change")) {
    if (change.at("criterion") != open.at("criterion") || change.at("subject") != open.at("subject"))
      continue;
    const auto title = [](const Json& conclusion) {
      return std::string(conclusion_words(conclusion.get<std::string>()).title);
    };
    return fmt::format("if malignant: {}; if benign: {}", title(change.at("if_malignant")),
                       title(change.at("if_benign")));
  }
  return {};
}

}  // namespace

void add_conclusion(const Json& result, mstch::map& page) {
  const bool refused = result.at("status") == "refused";
  const Json& assessment = result.at("assessment");
  const std::string conclusion = refused ? "refused" : assessment.at("conclusion").get<std::string>();
  const ConclusionWords words = conclusion_words(conclusion);
  page["conclusion_class"] = conclusion;
  page["conclusion"] = std::string(refused ? "Not analyzed" : words.title);
  page["conclusion_meaning"] =
      refused ? text_or_empty(result.at("refusal"), "reason") : std::string(words.meaning);
  page["has_rule"] = !refused;
  page["rule"] = refused ? std::string() : "Rule: " + text_or_empty(assessment.at("trace"), "rule");
  page["rule_source"] = text_or_empty(assessment.at("trace"), "source");
  page["has_signs"] = !refused && !(result.at("lesions").empty() && result.at("spine").contains("unknown"));
  page["malignant_signs"] = joined_subjects(assessment.at("malignant_signs"));
  page["malignant"] = refused ? mstch::array{} : malignant_nodes(result);
  page["benign_signs"] = joined_subjects(assessment.at("benign_signs"));
  page["not_assessable_signs"] = not_assessable_signs(assessment.at("not_assessable"));
  page["has_next_steps"] = !assessment.at("next_steps").empty();
  page["next_steps"] = text_array(assessment.at("next_steps"));
}

void add_orientation(const Json& result, mstch::map& page) {
  const Json& tumours = result.at("differential");
  const Json& origins = result.at("metastasis_origin");
  page["has_orientation"] = !tumours.empty() || !origins.empty();
  page["has_differential"] = !tumours.empty();
  if (!tumours.empty()) page["differential_subject"] = text_or_empty(tumours.front(), "subject");
  constexpr int shown_rank = 5;  // the rest is folded
  Json first = Json::array(), further = Json::array();
  for (const Json& tumour : tumours)
    (tumour.at("rank").get<int>() <= shown_rank ? first : further).push_back(tumour);
  page["differential"] = ranked_nodes(first);
  page["has_further"] = !further.empty();
  page["further"] = ranked_nodes(further);
  page["has_origins"] = !origins.empty();
  page["origins"] = ranked_nodes(origins);
  page["origins_note"] = knowledge().origins_note;
  if (result.at("status") != "refused") add_context(result.at("clinical_context"), page);
}

void add_not_assessable(const Json& assessment, mstch::map& page) {
  struct Line {
    std::string criterion, reason, change, subjects;
  };
  std::vector<Line> lines;
  for (const Json& entry : assessment.at("not_assessable")) {
    const Line line{subject_of(text_or_empty(entry, "criterion")), text_or_empty(entry, "reason"),
                    change_text(assessment.at("trace"), entry), text_or_empty(entry, "subject")};
    const auto same = std::ranges::find_if(lines, [&](const Line& other) {
      return other.criterion == line.criterion && other.reason == line.reason && other.change == line.change;
    });
    if (same == lines.end())
      lines.push_back(line);
    else
      same->subjects += ", " + line.subjects;
  }
  mstch::array nodes;
  for (const Line& line : lines)
    nodes.emplace_back(mstch::map{{"criterion", line.criterion},
                                  {"subject", line.subjects},
                                  {"reason", line.reason},
                                  {"would_change", line.change}});
  page["has_not_assessable"] = !nodes.empty();
  page["not_assessable"] = nodes;
}

mstch::array score_nodes(const Json& scores) {
  constexpr std::array<std::pair<const char*, const char*>, 5> names{
      {{"lodwick", "Lodwick"},
       {"lodwick_madewell", "modified Lodwick-Madewell"},
       {"bone_rads", "Bone-RADS"},
       {"mirels", "Mirels"},
       {"enneking_t", "Enneking T"}}};
  mstch::array nodes;
  for (const auto& [key, name] : names) nodes.emplace_back(score_node(name, scores.at(key)));
  return nodes;
}

}  // namespace osteosign
