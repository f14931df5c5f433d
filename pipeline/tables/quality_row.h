#pragma once
#include <optional>
#include <string>

#include "pipeline/tables/cohort_tables.h"

namespace osteosign {

/// One row of the table `quality`.
struct QualityRow {
  Cell study;
  std::string rule;
  Cell subject;
  std::string column;
  double value;
  std::optional<double> limit;
  std::string reason;
};
void add_quality(CohortTables& tables, const QualityRow& row);

/// The number in a cell, whole or not.
std::optional<double> number_of(const Cell& cell);

/// Rule `impossible_size`.
void add_impossible_sizes(CohortTables& tables);

}  // namespace osteosign
