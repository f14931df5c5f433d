#include "pipeline/tables/level_sequence.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "pipeline/tables/quality_row.h"

namespace osteosign {
namespace {

struct PlacedVertebra {
  Cell study, subject;
  double x, y, z;
  std::optional<int> place;
};

// T13 and L6 are rare: T12 may be followed by L1. L6 follows L5 in the list, and may be missing.
bool follow_each_other(int upper, int lower) {
  constexpr int t12 = 19, l1 = 21;
  return lower == upper + 1 || (upper == t12 && lower == l1);
}

void check_pair(CohortTables& tables, const PlacedVertebra& upper, const PlacedVertebra& lower) {
  constexpr double nearest_mm = 8, furthest_mm = 65;
  if (upper.place && lower.place && !follow_each_other(*upper.place, *lower.place))
    add_quality(tables,
                {lower.study, "level_sequence", lower.subject, "level",
                 static_cast<double>(*lower.place - *upper.place), 1.0,
                 fmt::format("{} lies below {}", cell_text(lower.subject), cell_text(upper.subject))});
  const double distance = std::hypot(upper.x - lower.x, upper.y - lower.y, upper.z - lower.z);
  if (distance < nearest_mm || distance > furthest_mm)
    add_quality(tables, {lower.study, "vertebra_distance", lower.subject, "centre_z_mm",
                         std::round(distance * 10) / 10, distance < nearest_mm ? nearest_mm : furthest_mm,
                         fmt::format("{:.1f} mm from {}", distance, cell_text(upper.subject))});
}

}  // namespace

std::optional<int> level_place(const std::string& level) {
  const std::map<char, std::pair<int, int>> regions{{'C', {0, 7}}, {'T', {7, 13}}, {'L', {20, 6}}};
  if (level.size() < 2 || level.size() > 3 || level.find_first_not_of("0123456789", 1) != std::string::npos)
    return std::nullopt;
  const auto region = regions.find(level[0]);
  const int number = std::stoi(level.substr(1));
  if (region == regions.end() || number < 1 || number > region->second.second) return std::nullopt;
  return region->second.first + number;
}

void add_level_sequences(CohortTables& tables) {
  const Table& table = tables.vertebrae;
  const auto place = [&](const char* column) { return column_place(table, column); };
  std::map<std::pair<Cell, Cell>, std::vector<PlacedVertebra>> of_series;
  for (const std::vector<Cell>& row : table.rows) {
    const auto x = number_of(row[place("centre_x_mm")]), y = number_of(row[place("centre_y_mm")]),
               z = number_of(row[place("centre_z_mm")]);
    if (!x || !y || !z) continue;
    of_series[{row[0], row[place("series_instance_uid")]}].push_back(
        {row[0], row[1], *x, *y, *z, level_place(cell_text(row[place("level")]))});
  }
  for (auto& [series, vertebrae] : of_series) {
    std::ranges::sort(vertebrae, std::greater{}, &PlacedVertebra::z);
    for (std::size_t each = 1; each < vertebrae.size(); ++each)
      check_pair(tables, vertebrae[each - 1], vertebrae[each]);
  }
}

}  // namespace osteosign
