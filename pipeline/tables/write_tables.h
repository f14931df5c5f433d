#pragma once
#include <filesystem>
#include <string>

#include "pipeline/tables/cohort_tables.h"

namespace osteosign {

/// One row for each column of each table: name, type, unit, definition, when a cell is empty.
Table data_dictionary();

/// Writes every table and the data dictionary as `tables/NAME.csv` and together as `tables.sqlite` into a
/// folder. The same tables give the same bytes (of the same SQLite library). Each file appears whole or not
/// at all. Throws OutputError.
void write_tables(CohortTables& tables, const std::filesystem::path& folder);

/// What each table has, for documents: a list in Markdown.
std::string tables_text();

}  // namespace osteosign
