#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "pipeline/tables/cohort_tables.h"

namespace osteosign {

/// What result folders hold: output folders of `batch`, result folders of `analyze`, or folders of those.
struct Cohort {
  std::vector<StudyRecord> studies;        ///< by key
  std::vector<std::vector<Cell>> refused;  ///< rows of `refused_files` for files of no study
  std::size_t left_out = 0;  ///< results in a batch folder of studies that its index does not list
};

/// Reads them. Throws InputError for a folder that does not exist or holds no result, and when two folders
/// hold different results of one study.
Cohort read_cohort(const std::vector<std::filesystem::path>& folders);

/// Writes tables, database and overview of those folders into `output`.
std::map<std::string, std::size_t> collect(const std::vector<std::filesystem::path>& folders,
                                           const std::filesystem::path& output);

/// Shards of `count`, from 1, that have a study which failed or is pending: "3,7", empty when there is none.
std::string unfinished_shards(const Cohort& cohort, int count);

}  // namespace osteosign
