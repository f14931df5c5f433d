#include "pipeline/tables/quality_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "features/profile/order_statistics.h"
#include "io/values/quantity.h"
#include "pipeline/tables/level_sequence.h"
#include "pipeline/tables/quality_row.h"

namespace osteosign {
namespace {

constexpr std::array rules{
    QualityRule{
        "left_right_asymmetry",
        "A two-sided measurement of a vertebra differs between left and right by more than this share of "
        "their mean",
        0.5, "chosen: far beyond what is seen on intact phantoms and spines"},
    QualityRule{
        "level_sequence",
        "From cranial to caudal each vertebra of a series has the level after the one before; T13 and L6 "
        "may be there or not",
        0, "anatomy"},
    QualityRule{"vertebra_distance", "The centres of vertebrae that follow each other are 8 to 65 mm apart",
                0, "chosen: beyond the smallest cervical and the largest lumbar vertebra with its disc"},
    QualityRule{"impossible_size", "A size lies outside of what bones, lesions and scanners can have", 0,
                "chosen: wide ranges, one for each column, in quality_sizes.cpp"},
    QualityRule{
        "geometry_change",
        "Two CT series of one study differ in the distance of slices or pixels by more than this share", 0.2,
        "chosen: figures of such series should not be compared without a look"},
    QualityRule{"geometry_repaired",
                "A CT had missing or repeated slices, or its gantry tilt was sheared back", 0,
                "what the reader of the volume reports"},
    QualityRule{
        "outlier",
        "A measurement is more than this number of robust standard deviations from the median of the "
        "batch, of at least ten values",
        3.5,
        "the customary limit for 0.6745 (value - median) / MAD; a standard deviation is at least 0.02 of "
        "a fraction, 0.2 mm, 5 mm2, 50 mm3, 5 HU, 0.5 degrees"}};

double limit_of(std::string_view rule) { return std::ranges::find(rules, rule, &QualityRule::id)->limit; }

void add_asymmetries(CohortTables& tables) {
  const Table& vertebrae = tables.vertebrae;
  for (const TableColumn& left : vertebrae.columns) {
    if (!left.name.starts_with("left_") || !left.unit.starts_with("mm")) continue;
    const std::size_t left_place = column_place(vertebrae, left.name);
    const std::size_t right_place = column_place(vertebrae, "right_" + left.name.substr(5));
    for (const std::vector<Cell>& row : vertebrae.rows) {
      const auto a = number_of(row[left_place]), b = number_of(row[right_place]);
      if (!a || !b || *a + *b <= 0) continue;
      const double share = 2 * std::abs(*a - *b) / (*a + *b);
      if (share > limit_of("left_right_asymmetry"))
        add_quality(tables,
                    {row[0], "left_right_asymmetry", row[1], left.name.substr(5), share,
                     limit_of("left_right_asymmetry"),
                     fmt::format("left {} {unit}, right {} {unit}", *a, *b, fmt::arg("unit", left.unit))});
    }
  }
}

double share_between(double a, double b) { return std::abs(a - b) / std::max(a, b); }

void add_geometry(CohortTables& tables) {
  const Table& series = tables.series;
  const auto cell = [&](const std::vector<Cell>& row, const char* column) {
    return row[column_place(series, column)];
  };
  for (std::size_t each = 0; each < series.rows.size(); ++each) {
    const std::vector<Cell>& row = series.rows[each];
    for (const char* repaired : {"gaps", "duplicates", "tilt_deg"})
      if (const auto found = number_of(cell(row, repaired)); found && *found != 0)
        add_quality(tables, {row[0],
                             "geometry_repaired",
                             row[1],
                             repaired,
                             *found,
                             {},
                             fmt::format("{}: {}", repaired, *found)});
    for (std::size_t other = 0; other < each; ++other) {
      if (series.rows[other][0] != row[0] || cell(row, "modality") != cell(series.rows[other], "modality") ||
          !number_of(cell(row, "spacing_z_mm")))
        continue;
      for (const char* axis : {"spacing_x_mm", "spacing_z_mm"}) {
        const auto a = number_of(cell(row, axis)), b = number_of(cell(series.rows[other], axis));
        if (a && b && share_between(*a, *b) > limit_of("geometry_change"))
          add_quality(
              tables,
              {row[0], "geometry_change", row[1], axis, share_between(*a, *b), limit_of("geometry_change"),
               fmt::format("{} mm here, {} mm in series {}", *a, *b, cell_text(series.rows[other][1]))});
      }
    }
  }
}

/// A spread below which differences mean nothing, whatever most of the batch agrees on (all canals are wide,
/// so one that is 3 % narrower is no outlier).
double least_spread(std::string_view unit) {
  if (unit == ucum(Unit::fraction)) return 0.02;
  if (unit == ucum(Unit::mm)) return 0.2;
  if (unit == ucum(Unit::mm2)) return 5;
  if (unit == ucum(Unit::mm3)) return 50;
  if (unit == ucum(Unit::hu)) return 5;
  if (unit == ucum(Unit::degree)) return 0.5;
  return 0;
}

std::string with_unit(double value, const std::string& unit) {
  return unit == ucum(Unit::one) ? fmt::format("{}", value) : fmt::format("{} {}", value, unit);
}

void add_outliers(CohortTables& tables, const Table& table) {
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    if (table.columns[column].missing.find("`measurements`") == std::string::npos) continue;
    for (const Outlier& found : outliers(table, column, outlier_limit()))
      add_quality(tables,
                  {table.rows[found.row][0], "outlier", table.rows[found.row][1], table.columns[column].name,
                   std::round(found.robust_z * 100) / 100, outlier_limit(),
                   fmt::format("{} is far from the median of the batch",
                               with_unit(found.value, table.columns[column].unit))});
  }
}

}  // namespace

double outlier_limit() { return limit_of("outlier"); }

std::string quality_rules_text() {
  std::string text = "| rule | what is marked | limit | source |\n|---|---|---|---|\n";
  for (const QualityRule& rule : rules)
    text += fmt::format("| `{}` | {} | {} | {} |\n", rule.id, rule.meaning,
                        rule.limit == 0 ? std::string("-") : fmt::format("{}", rule.limit), rule.source);
  return text;
}

std::vector<Outlier> outliers(const Table& table, std::size_t column, double limit) {
  constexpr std::size_t fewest = 10;
  std::vector<double> values;
  for (const std::vector<Cell>& row : table.rows)
    if (const auto value = number_of(row[column])) values.push_back(*value);
  if (values.size() < fewest) return {};
  const double median = averaged_median(values);
  std::vector<double> distances;
  for (const double value : values) distances.push_back(std::abs(value - median));
  constexpr double sd_of_mad = 1 / 0.6745;
  const double spread =
      std::max(sd_of_mad * averaged_median(distances), least_spread(table.columns[column].unit));
  std::vector<Outlier> found;
  if (spread <= 0) return found;
  for (std::size_t row = 0; row < table.rows.size(); ++row)
    if (const auto value = number_of(table.rows[row][column]))
      if (const double z = (*value - median) / spread; std::abs(z) > limit) found.push_back({row, *value, z});
  return found;
}

void add_quality_rows(CohortTables& tables) {
  add_asymmetries(tables);
  add_level_sequences(tables);
  add_impossible_sizes(tables);
  add_geometry(tables);
  add_outliers(tables, tables.lesions);
  add_outliers(tables, tables.vertebrae);
  sort_rows(tables.quality);
}

}  // namespace osteosign
