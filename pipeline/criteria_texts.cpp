#include "pipeline/criteria_texts.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "classify/criterion.h"
#include "pipeline/parameter_texts.h"

namespace osteosign {
namespace {

/// Both criteria of collapse share what a loss of height is.
bool is_a_criterion_of_collapse(std::string_view id) {
  return id == "asymmetric_collapse" || id == "fracture_above_t5";
}

bool is_threshold_of(const Criterion& about, std::string_view parameter) {
  return parameter.starts_with(std::string(about.id) + '_') ||
         (is_a_criterion_of_collapse(about.id) && parameter.starts_with("lost_height_"));
}

/// The thresholds of a criterion are the parameters that start with its id.
std::vector<ParameterRow> thresholds_of(const Criterion& about, const CriteriaParameters& criteria) {
  std::vector<ParameterRow> own;
  Parameters parameters;
  parameters.criteria = criteria;
  for (const ParameterRow& row : list_parameters(parameters))
    if (row.group == "criteria" && is_threshold_of(about, row.description.name)) own.push_back(row);
  return own;
}

std::string value_with_unit(const ParameterRow& row) {
  const std::string_view unit = unit_in_name(row.description.name);
  return unit.empty() ? fmt::format("{}", row.value) : fmt::format("{} {}", row.value, unit);
}

}  // namespace

std::string criteria_text(const CriteriaParameters& criteria) {
  std::string text;
  for (const Criterion& about : all_criteria()) {
    text += fmt::format("{}: {} ({}), {} group\n  {}\n  benign:    {}\n  malignant: {}\n", about.id,
                        about.subject_en, about.subject_fr, name(about.group), about.statement,
                        about.benign_when, about.malignant_when);
    for (const ParameterRow& row : thresholds_of(about, criteria))
      text += fmt::format("  threshold: {} = {}; {} ({})\n", row.description.name, value_with_unit(row),
                          row.description.meaning, row.description.source);
    text += fmt::format("  reference: {}\n\n", about.reference);
  }
  return text;
}

std::string criteria_table(const CriteriaParameters& criteria) {
  std::string table =
      "| id | subject (French) | statement | benign | malignant | thresholds | group | reference |\n"
      "|---|---|---|---|---|---|---|---|\n";
  for (const Criterion& about : all_criteria()) {
    std::vector<std::string> thresholds;
    for (const ParameterRow& row : thresholds_of(about, criteria))
      thresholds.push_back(fmt::format("`{}` {}", row.description.name, value_with_unit(row)));
    table += fmt::format("| `{}` | {} ({}) | {} | {} | {} | {} | {} | {} |\n", about.id, about.subject_en,
                         about.subject_fr, about.statement, about.benign_when, about.malignant_when,
                         fmt::join(thresholds, "<br>"), name(about.group), about.reference);
  }
  return table;
}

}  // namespace osteosign
