#pragma once
#include <map>
#include <string>

#include "pipeline/batch/batch_request.h"

namespace osteosign {

/// Looks through the inputs, analyzes every study that has no result of the same key yet, each in a process
/// of its own, and writes the tables (a shard leaves them to `collect`). Ctrl-C ends the studies that are
/// running and leaves the folder such that the next run goes on. Returns the exit code: 0 when every study
/// has a result, 21 when there is none, 81 when some were refused, failed or are pending. Throws UsageError,
/// InputError, OutputError for what concerns the run as a whole.
int run_batch(const BatchRequest& request);

}  // namespace osteosign
