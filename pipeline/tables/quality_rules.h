#pragma once
#include <string_view>

#include "pipeline/tables/cohort_tables.h"

namespace osteosign {

/// A rule of quality control; pipeline/tables/README.md is printed from the list of them.
/// A rule marks what a person should look at. It changes no result.
struct QualityRule {
  std::string_view id;
  std::string_view meaning;
  double limit;  ///< 0 where `meaning` tells ranges
  std::string_view source;
};

/// The rules as a table in Markdown.
std::string quality_rules_text();

/// Fills the table `quality` from the others.
void add_quality_rows(CohortTables& tables);

/// Values further than `limit` robust standard deviations from the median: 0.6745 (value - median) / MAD.
/// Empty cells are passed over. Nothing is far when there are fewer than ten values or more than half of them
/// are equal.
struct Outlier {
  std::size_t row;
  double value, robust_z;
};
std::vector<Outlier> outliers(const Table& table, std::size_t column, double limit);
/// The limit of the rule `outlier`.
double outlier_limit();

}  // namespace osteosign
