#pragma once
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "pipeline/batch/study_index.h"

namespace osteosign {

/// A list of studies, one a row: CSV with a header line, or JSON (a list of objects with the same keys,
/// comments allowed). `input` names files or folders; each other column is an option of `analyze` without its
/// dashes
/// (`seed`, `labels`, `lesion`, `context`, ...). Several values of one cell are separated by ";" (in JSON
/// also a list); an empty cell is no option. Relative paths start at the folder of the list. A column that is
/// no option, a row without input and a row of another length throw UsageError with the line.
std::vector<ListRow> read_study_list(const std::filesystem::path& file, const std::set<std::string>& options);

/// The options whose value is a file.
const std::set<std::string>& file_options();

}  // namespace osteosign
