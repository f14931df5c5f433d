#include "pipeline/parameters.h"

#include "io/files/strict_object.h"

namespace osteosign {
namespace {

/// Takes the members of one group from the file where it has them.
struct GroupReader {
  StrictObject& given;

  void operator()(const ParameterDescription& description, double& member) {
    if (const auto value = given.number(description.name, {description.lowest, description.highest}))
      member = *value;
  }
  void operator()(const ParameterDescription& description, int& member) {
    if (const auto value = given.whole_number(description.name, {description.lowest, description.highest}))
      member = *value;
  }
};

Parameters parameters_of(StrictObject given) {
  Parameters parameters;
  describe_groups(parameters, [&](std::string_view group, std::string_view, auto& members) {
    auto group_given = given.object(group);
    if (!group_given) return;
    describe(members, GroupReader{*group_given});
    group_given->refuse_other_keys();
  });
  given.refuse_other_keys();
  return parameters;
}

}  // namespace

std::vector<ParameterRow> list_parameters(const Parameters& parameters) {
  Parameters in_force = parameters;
  std::vector<ParameterRow> rows;
  describe_groups(in_force, [&](std::string_view group, std::string_view meaning, auto& members) {
    describe(members, [&](const ParameterDescription& description, const auto& value) {
      rows.push_back({group, meaning, description, static_cast<double>(value)});
    });
  });
  return rows;
}

Parameters read_parameters(const std::filesystem::path& file) {
  return parameters_of(StrictObject::read(file));
}

Parameters parse_parameters(const std::string& text, const std::string& origin) {
  return parameters_of(StrictObject::parse(text, origin));
}

}  // namespace osteosign
