#include "pipeline/report/measured_cells.h"

#include <fmt/format.h>

#include <algorithm>

#include "pipeline/report/report_nodes.h"

namespace osteosign {
namespace {

using Json = nlohmann::ordered_json;

mstch::map part_node(const Json& value, const MeasuredColumn& column, const char* separator,
                     Reasons& reasons) {
  const Json& number = value.contains("value") ? value.at("value") : value;
  mstch::map node{{"separator", std::string(separator)}, {"known", number.is_number()}};
  if (number.is_number())
    node["text"] = fmt::format("{:.{}f}", column.factor * number.get<double>(), column.decimals);
  else
    node["note"] = static_cast<int>(reasons.number_of(text_or_empty(value, "unknown")));
  return node;
}

mstch::map genant_cell(const Json& genant, Reasons& reasons) {
  mstch::map part{{"separator", std::string()}, {"known", true}};
  const Json& grade = genant.contains("grade") ? genant.at("grade") : genant;
  if (!grade.is_number()) {
    part["known"] = false;
    part["note"] = static_cast<int>(reasons.number_of(text_or_empty(grade, "unknown")));
  } else {
    const std::string type = text_or_empty(genant, "type");
    part["text"] = fmt::format("{}{}", grade.get<int>(), type.empty() || type == "none" ? "" : " " + type);
  }
  return {{"parts", mstch::array{part}}};
}

}  // namespace

std::size_t Reasons::number_of(const std::string& reason) {
  const auto found = std::ranges::find(reasons_, reason);
  if (found != reasons_.end()) return static_cast<std::size_t>(found - reasons_.begin()) + 1;
  reasons_.push_back(reason);
  return reasons_.size();
}

mstch::array measured_cells(const Json& vertebra, const std::vector<MeasuredColumn>& columns,
                            GenantColumn genant, Reasons& reasons) {
  mstch::array cells;
  for (const MeasuredColumn& column : columns) {
    mstch::array parts;
    for (const char* pointer : column.pointers)
      parts.emplace_back(
          part_node(vertebra.at(Json::json_pointer(pointer)), column, parts.empty() ? "" : " / ", reasons));
    cells.emplace_back(mstch::map{{"parts", parts}});
  }
  if (genant == GenantColumn::last) cells.emplace_back(genant_cell(vertebra.at("genant"), reasons));
  return cells;
}

mstch::array column_titles(const std::vector<MeasuredColumn>& columns, GenantColumn genant) {
  mstch::array titles;
  for (const MeasuredColumn& column : columns) titles.emplace_back(std::string(column.title));
  if (genant == GenantColumn::last) titles.emplace_back(std::string("Genant grade"));
  return titles;
}

}  // namespace osteosign
