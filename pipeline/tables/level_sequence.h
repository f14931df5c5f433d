#pragma once
#include <optional>
#include <string>

#include "pipeline/tables/cohort_tables.h"

namespace osteosign {

/// Place of a level from cranial to caudal: C1 is 1, T1 is 8, T13 is 20, L1 is 21, L6 is 26. Nothing for
/// other words.
std::optional<int> level_place(const std::string& level);

/// Rules `level_sequence` and `vertebra_distance`.
void add_level_sequences(CohortTables& tables);

}  // namespace osteosign
