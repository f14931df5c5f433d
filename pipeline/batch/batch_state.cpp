#include "pipeline/batch/batch_state.h"

#include "io/values/errors.h"

namespace osteosign {
namespace {

constexpr const char* tables =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
    "CREATE TABLE IF NOT EXISTS files (file TEXT PRIMARY KEY, stamp TEXT, sha256 TEXT);"
    "CREATE TABLE IF NOT EXISTS runs (study TEXT, ended TEXT, key TEXT, exit_code INTEGER, problem TEXT, "
    "seconds REAL, peak_memory_bytes INTEGER);";

SqliteFile opened(const std::filesystem::path& path) {
  SqliteFile file(path);
  file.execute(tables);
  return file;
}

SqliteFile opened_or_new(const std::filesystem::path& path) {
  try {
    return opened(path);
  } catch (const OutputError&) {
    std::error_code ignored;
    for (const char* part : {"", "-wal", "-shm", "-journal"})
      std::filesystem::remove(path.string() + part, ignored);
    return opened(path);
  }
}

}  // namespace

BatchState::BatchState(const std::filesystem::path& file) : file_(opened_or_new(file)) {}

FileHashes BatchState::hashes() {
  FileHashes hashes;
  SqliteStatement all = file_.prepare("SELECT file, stamp, sha256 FROM files");
  while (all.step()) hashes.remember(all.text(0), {all.text(1), all.text(2)});
  return hashes;
}

void BatchState::keep(FileHashes& hashes) {
  const auto fresh = hashes.take_new();
  if (fresh.empty()) return;
  file_.execute("BEGIN");
  SqliteStatement insert = file_.prepare("INSERT OR REPLACE INTO files VALUES (?, ?, ?)");
  for (const auto& [file, known] : fresh)
    insert.bind(1, file).bind(2, known.stamp).bind(3, known.sha256).run();
  file_.execute("COMMIT");
}

void BatchState::keep(const BatchStudy& study, const StudyOutcome& outcome) {
  SqliteStatement insert = file_.prepare("INSERT INTO runs VALUES (?, datetime('now'), ?, ?, ?, ?, ?)");
  insert.bind(1, study.study)
      .bind(2, outcome.key)
      .bind(3, outcome.exit_code ? Cell(std::int64_t{*outcome.exit_code}) : Cell())
      .bind(4, outcome.problem)
      .bind(5, outcome.seconds)
      .bind(6, static_cast<std::int64_t>(outcome.peak_memory_bytes))
      .run();
}

}  // namespace osteosign
