#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "classify/criteria_parameters.h"

namespace osteosign {

/// Every parameter of the program: one group for each stage, described in the header of that stage.
struct Parameters {
  CriteriaParameters criteria;
};

/// Visits each group: its key in parameter files, what it is for, and its struct.
template <class Visitor>
void describe_groups(Parameters& parameters, Visitor&& visit) {
  visit("criteria", "What verdicts are held against.", parameters.criteria);
}

/// One parameter with its value in force.
struct ParameterRow {
  std::string_view group;
  std::string_view group_meaning;
  ParameterDescription description;
  double value;
};

/// All parameters in the order of their groups: what every text about parameters is printed from.
std::vector<ParameterRow> list_parameters(const Parameters& parameters);

/// The defaults, overridden by a parameter file: JSON with comments, groups as objects, every key optional.
/// Throws InputError when the file cannot be read, UsageError with the full path of the key on an unknown or
/// repeated key, a wrong type or a value out of its range ("site.json: criteria.margin_sharp_limit_mm: 40 is
/// above 20").
Parameters read_parameters(const std::filesystem::path& file);
/// The same from a text; `origin` names it in messages.
Parameters parse_parameters(const std::string& text, const std::string& origin);

}  // namespace osteosign
