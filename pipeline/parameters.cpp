#include "pipeline/parameters.h"

#include <fmt/format.h>

#include <array>

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

struct SharedLimit {
  std::string_view counted_at, judged_at;
  double counted, judged;
};

/// The measurement counts how much of a margin is sharp or wide, the criterion holds the median width against
/// the same limit: two values of one limit would contradict each other.
void require_equal_margin_limits(const Parameters& parameters, const std::string& origin) {
  const MarginParameters& on_ct = parameters.ct_lesion.margin;
  const RadiographMarginParameters& on_film = parameters.film_lesion.margin;
  const CriteriaParameters& criteria = parameters.criteria;
  const std::array limits{SharedLimit{"ct_lesion.sharp_below_mm", "margin_sharp_limit_mm",
                                      on_ct.sharp_below_mm, criteria.margin_sharp_limit_mm},
                          SharedLimit{"ct_lesion.wide_above_mm", "margin_wide_limit_mm", on_ct.wide_above_mm,
                                      criteria.margin_wide_limit_mm},
                          SharedLimit{"film_lesion.sharp_to_radius", "margin_sharp_limit_to_radius_ratio",
                                      on_film.sharp_to_radius, criteria.margin_sharp_limit_to_radius_ratio},
                          SharedLimit{"film_lesion.wide_to_radius", "margin_wide_limit_to_radius_ratio",
                                      on_film.wide_to_radius, criteria.margin_wide_limit_to_radius_ratio}};
  for (const SharedLimit& limit : limits)
    if (limit.counted != limit.judged)
      throw UsageError(
          fmt::format("{}: criteria.{} is {}, but {} is {}: they are one limit, give both the same value",
                      origin, limit.judged_at, limit.judged, limit.counted_at, limit.counted));
}

Parameters parameters_of(StrictObject given, const std::string& origin) {
  Parameters parameters;
  describe_groups(parameters, [&](std::string_view group, std::string_view, auto& members) {
    auto group_given = given.object(group);
    if (!group_given) return;
    describe(members, GroupReader{*group_given});
    group_given->refuse_other_keys();
  });
  given.refuse_other_keys();
  require_equal_margin_limits(parameters, origin);
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
  return parameters_of(StrictObject::read(file), file.string());
}

Parameters parse_parameters(const std::string& text, const std::string& origin) {
  return parameters_of(StrictObject::parse(text, origin), origin);
}

}  // namespace osteosign
