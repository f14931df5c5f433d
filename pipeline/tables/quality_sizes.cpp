#include <fmt/format.h>

#include <array>

#include "pipeline/tables/quality_row.h"

namespace osteosign {
namespace {

struct SizeRange {
  const char* column;
  double lowest, highest;
};

// The smallest cervical and the largest lumbar body of an adult, with room on either side.
constexpr std::array vertebra_ranges{SizeRange{"body_volume_mm3", 1500, 120000},
                                     SizeRange{"anterior_height_mm", 2, 60},
                                     SizeRange{"middle_height_mm", 2, 60},
                                     SizeRange{"posterior_height_mm", 2, 60},
                                     SizeRange{"canal_area_mm2", 20, 1500},
                                     SizeRange{"left_pedicle_volume_mm3", 20, 15000},
                                     SizeRange{"right_pedicle_volume_mm3", 20, 15000}};
constexpr std::array lesion_ranges{SizeRange{"longest_diameter_mm", 1, 400},
                                   SizeRange{"perpendicular_diameter_mm", 1, 400},
                                   SizeRange{"volume_mm3", 1, 5e6}};
// In-plane spacing of micro CT up to that of thick reformats.
constexpr std::array series_ranges{SizeRange{"spacing_x_mm", 0.03, 5}, SizeRange{"spacing_y_mm", 0.03, 5},
                                   SizeRange{"spacing_z_mm", 0.03, 20}};

void check(CohortTables& tables, const Table& table, std::span<const SizeRange> ranges) {
  for (const SizeRange& range : ranges) {
    const std::size_t place = column_place(table, range.column);
    for (const std::vector<Cell>& row : table.rows) {
      const auto value = number_of(row[place]);
      if (!value || (*value >= range.lowest && *value <= range.highest)) continue;
      const double limit = *value < range.lowest ? range.lowest : range.highest;
      add_quality(tables, {row[0], "impossible_size", row[1], range.column, *value, limit,
                           fmt::format("{} lies outside of {} to {}", *value, range.lowest, range.highest)});
    }
  }
}

}  // namespace

Table quality_table() {
  return {"quality",
          "one row for each thing that a rule of quality control marks; it changes no result",
          {{"study", CellType::text, "", "Key of the study", ""},
           {"rule", CellType::text, "", "Rule, see pipeline/tables/README.md", ""},
           {"subject", CellType::text, "", "Lesion, vertebra or series that is marked", ""},
           {"column", CellType::text, "", "Column that is marked", ""},
           {"value", CellType::number, "", "Value that the rule looked at", ""},
           {"limit", CellType::number, "", "Limit that it is beyond", "the rule has none"},
           {"reason", CellType::text, "", "What was seen", ""}}};
}

std::optional<double> number_of(const Cell& cell) {
  if (const auto* const whole = std::get_if<std::int64_t>(&cell)) return static_cast<double>(*whole);
  if (const auto* const number = std::get_if<double>(&cell)) return *number;
  return std::nullopt;
}

void add_quality(CohortTables& tables, const QualityRow& row) {
  tables.quality.rows.push_back({row.study, row.rule, row.subject, row.column, row.value,
                                 row.limit ? Cell(*row.limit) : Cell(), row.reason});
}

void add_impossible_sizes(CohortTables& tables) {
  check(tables, tables.vertebrae, vertebra_ranges);
  check(tables, tables.lesions, lesion_ranges);
  check(tables, tables.series, series_ranges);
}

}  // namespace osteosign
