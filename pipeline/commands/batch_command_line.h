#pragma once
#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <vector>

#include "pipeline/batch/batch_request.h"

namespace osteosign {

/// `batch` and `collect` as they stand on the command line.
struct BatchCommandLine {
  BatchRequest request;
  std::string shard;
  double time_limit_s = 3600, memory_limit_gb = 0;
  std::vector<std::filesystem::path> collected;
  std::filesystem::path collect_output;
  int unfinished_shards = 0;
  std::vector<const CLI::Option*> study_options = {};  ///< those that are handed on to `analyze`
};

/// Adds both commands. `add_study_options` adds the options of `analyze` that hold for every study.
void add_batch(CLI::App& program, BatchCommandLine& line,
               const std::function<void(CLI::App&)>& add_study_options);

/// Runs the one that was given. `threads`: of each study, as given; the rows of a list may have the other
/// options of `analyze`.
int run_batch_or_collect(const CLI::App& program, BatchCommandLine line, int threads);

}  // namespace osteosign
