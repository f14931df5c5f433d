#pragma once
#include <map>
#include <vector>

#include "pipeline/batch/batch_state.h"
#include "pipeline/batch/study_run.h"

namespace osteosign {

/// Analyzes those studies that have no result of the same key yet, `request.jobs` at a time, until all are
/// done or a stop is asked for. Returns how many have each status; those that were not run are `pending`.
/// Without `state` files are hashed anew.
std::map<std::string, std::size_t> run_studies(const std::vector<BatchStudy>& studies,
                                               const BatchRequest& request, const BatchFolders& folders,
                                               BatchState* state);

}  // namespace osteosign
