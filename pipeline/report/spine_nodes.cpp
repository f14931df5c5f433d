#include "pipeline/report/spine_nodes.h"

#include <fmt/format.h>

#include <algorithm>

#include "pipeline/report/measured_cells.h"
#include "pipeline/report/measurement_text.h"

namespace osteosign {
namespace {

using Json = nlohmann::ordered_json;

const std::vector<MeasuredColumn>& columns() {
  static const std::vector<MeasuredColumn> all{
      {"Heights front, middle, back (mm)",
       {"/heights_mm/anterior", "/heights_mm/middle", "/heights_mm/posterior"},
       1,
       1},
      {"Left, right (mm)", {"/heights_mm/left", "/heights_mm/right"}, 1, 1},
      {"Loss (%)", {"/height_loss_fraction"}, 100, 0},
      {"Coronal wedge (°)", {"/coronal_wedge_deg"}, 1, 1},
      {"Wall bulge (mm)", {"/posterior_wall_bulge_mm"}, 1, 1},
      {"Canal narrowing (%)", {"/canal_narrowing_fraction"}, 100, 0},
      {"Tissue for fat in the canal (mm)", {"/measurements/epidural_tissue_thickness"}, 1, 1},
      {"Pedicle volume to expected, left, right",
       {"/pedicles/left/volume_ratio", "/pedicles/right/volume_ratio"},
       1,
       2},
      {"Pedicle ring (%), left, right",
       {"/pedicles/left/ring_completeness_fraction", "/pedicles/right/ring_completeness_fraction"},
       100,
       0},
      {"Body (HU)", {"/mean_hu"}, 1, 0}};
  return all;
}

std::string malignant_signs(const Json& findings) {
  std::string signs;
  for (const Json& finding : findings)
    if (finding.at("verdict") == "malignant")
      signs += (signs.empty() ? "" : ", ") + subject_of(text_or_empty(finding, "criterion"));
  return signs;
}

std::string range_text(const Json& score) {
  const int lowest = score.at("lowest").get<int>(), highest = score.at("highest").get<int>();
  return lowest == highest ? fmt::format("{}", lowest) : fmt::format("{} to {}", lowest, highest);
}

std::string sins_summary(const Json& sins) {
  if (sins.contains("unknown")) return "SINS: unknown, " + text_or_empty(sins, "unknown") + ".";
  if (sins.contains("not_applicable"))
    return "SINS: not applicable, " + text_or_empty(sins, "not_applicable") + ".";
  const std::string category = text_or_empty(sins, "category");
  return fmt::format("SINS of {}: {} of 18 points{}. {}.", text_or_empty(sins, "subject"), range_text(sins),
                     category.empty() ? ", category not decided" : ", " + category,
                     text_or_empty(sins, "issuer"));
}

/// The same with its parts.
std::string sins_text(const Json& sins) {
  if (!sins.contains("parts")) return sins_summary(sins);
  std::string parts;
  for (const auto& [name, part] : sins.at("parts").items())
    parts += fmt::format("{}{} {} ({})", parts.empty() ? "" : "; ", words_from_key(name), range_text(part),
                         text_or_empty(part, "because"));
  return fmt::format("{} Points: {}.", sins_summary(sins), parts);
}

std::string genant_text(const Json& genant) {
  if (genant.contains("unknown")) return "Genant: unknown, " + text_or_empty(genant, "unknown") + ".";
  const std::string category = text_or_empty(genant, "category");
  return fmt::format("Highest Genant grade: {} at {}{}. {}, {}.", range_text(genant),
                     text_or_empty(genant, "subject"), category.empty() ? "" : ", " + category,
                     text_or_empty(genant, "issuer"), text_or_empty(genant, "edition"));
}

mstch::map vertebra_node(const Json& vertebra, const std::vector<ReportPicture>& pictures, Reasons& reasons) {
  const std::string level = text_or_empty(vertebra, "level_shown");
  const std::string signs = malignant_signs(vertebra.at("findings"));
  mstch::map node{{"level", level},
                  {"source", text_or_empty(vertebra, "level_source")},
                  {"cells", measured_cells(vertebra, columns(), GenantColumn::last, reasons)},
                  {"findings", finding_nodes(vertebra.at("findings"))},
                  {"measurements", measurement_nodes(vertebra.at("measurements"))},
                  {"abnormal", !signs.empty()},
                  {"malignant_signs", signs},
                  {"sins", sins_text(vertebra.at("sins"))},
                  {"pictures", picture_nodes(pictures, level)}};
  node["verdicts"] = node["findings"];
  return node;
}

std::string summary_of(const Json& spine) {
  const Json& vertebrae = spine.at("vertebrae");
  const Json& cobb = spine.at("cobb_deg");
  return fmt::format("{} vertebrae; labels from: {}; largest Cobb angle: {}.", vertebrae.size(),
                     text_or_unknown(spine.at("labels_from")),
                     cobb.is_number() ? fmt::format("{:.0f}°", cobb.get<double>()) : text_or_unknown(cobb));
}

mstch::array titles_of_criteria(const Json& vertebrae) {
  mstch::array titles;
  if (vertebrae.empty()) return titles;
  for (const Json& finding : vertebrae.front().at("findings"))
    titles.emplace_back(subject_of(text_or_empty(finding, "criterion")));
  return titles;
}

}  // namespace

mstch::map spine_node(const Json& result, const std::vector<ReportPicture>& pictures) {
  const Json& spine = result.at("spine");
  if (spine.contains("unknown")) return {{"unknown", text_or_empty(spine, "unknown")}, {"known", false}};
  Reasons reasons;
  mstch::array vertebrae;
  for (const Json& vertebra : spine.at("vertebrae"))
    vertebrae.emplace_back(vertebra_node(vertebra, pictures, reasons));
  const Json& scores = result.at("scores");
  return {{"known", true},
          {"unknown", false},
          {"summary", summary_of(spine)},
          {"pictures", picture_nodes(pictures, "spine")},
          {"criteria", titles_of_criteria(spine.at("vertebrae"))},
          {"columns", column_titles(columns(), GenantColumn::last)},
          {"vertebrae", vertebrae},
          {"has_reasons", !reasons.empty()},
          {"reasons", reasons.nodes()},
          {"scores", mstch::array{genant_text(scores.at("genant")), sins_summary(scores.at("sins"))}}};
}

}  // namespace osteosign
