#pragma once
#include <filesystem>
#include <optional>

#include "pipeline/batch/file_hashes.h"
#include "pipeline/batch/study_run.h"
#include "pipeline/tables/sqlite_file.h"

namespace osteosign {

/// state.sqlite of an output folder: hashes of files, and when each study ran, for how long and with how much
/// memory. A help only: without it the next run hashes anew, and every table comes from the result folders. A
/// damaged file is made anew. Not for folders that several machines share: there, nothing is remembered.
class BatchState {
 public:
  explicit BatchState(const std::filesystem::path& file);
  FileHashes hashes();
  void keep(FileHashes& hashes);
  void keep(const BatchStudy& study, const StudyOutcome& outcome);

 private:
  SqliteFile file_;
};

}  // namespace osteosign
