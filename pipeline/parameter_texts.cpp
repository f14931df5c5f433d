#include "pipeline/parameter_texts.h"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>
#include <utility>

namespace osteosign {

std::string parameter_template(const Parameters& parameters) {
  std::string text =
      "// Parameters of osteosign. Every key is optional: what is not given keeps its default.\n{";
  std::string_view open_group;
  for (const ParameterRow& row : list_parameters(parameters)) {
    const bool new_group = row.group != open_group;
    if (new_group) {
      text += open_group.empty() ? "\n" : "\n  },\n";
      text += fmt::format("  // {}\n  \"{}\": {{\n", row.group_meaning, row.group);
      open_group = row.group;
    } else {
      text += ",\n";
    }
    const ParameterDescription& about = row.description;
    text += fmt::format("    // {} Source: {}. From {} to {}.\n    \"{}\": {}", about.meaning, about.source,
                        about.lowest, about.highest, about.name, row.value);
  }
  return text + "\n  }\n}\n";
}

std::string parameter_table(const Parameters& parameters) {
  std::string table =
      "| parameter | default | unit | range | meaning | source |\n|---|---|---|---|---|---|\n";
  for (const ParameterRow& row : list_parameters(parameters)) {
    const ParameterDescription& about = row.description;
    table += fmt::format("| `{}.{}` | {} | {} | {} to {} | {} | {} |\n", row.group, about.name, row.value,
                         unit_in_name(about.name), about.lowest, about.highest, about.meaning, about.source);
  }
  return table;
}

nlohmann::ordered_json parameters_in_force(const Parameters& parameters) {
  nlohmann::ordered_json in_force = nlohmann::ordered_json::object();
  for (const ParameterRow& row : list_parameters(parameters))
    in_force[std::string(row.group)][std::string(row.description.name)] = row.value;
  return in_force;
}

std::string_view unit_in_name(std::string_view parameter_name) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 8> units{{{"_mm", "mm"},
                                                                                {"_mm2", "mm²"},
                                                                                {"_mm3", "mm³"},
                                                                                {"_hu", "HU"},
                                                                                {"_deg", "°"},
                                                                                {"_px", "px"},
                                                                                {"_years", "years"},
                                                                                {"_pixels", "px"}}};
  for (const auto& [ending, unit] : units)
    if (parameter_name.ends_with(ending)) return unit;
  return "";
}

}  // namespace osteosign
