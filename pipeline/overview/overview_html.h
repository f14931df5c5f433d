#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "pipeline/tables/cohort_tables.h"

namespace osteosign {

/// The overview of a batch: one self-contained page with a row for each study (small picture, what it came
/// to, link to its report), distributions of the measurements with outliers marked, quality control, files
/// that were not used. Links start at `output`, the folder that the page goes to. It can be read without
/// scripts; with them tables can be sorted.
std::string overview_html(const CohortTables& tables, const std::vector<StudyRecord>& records,
                          const std::filesystem::path& output);

}  // namespace osteosign
