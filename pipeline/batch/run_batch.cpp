#include "pipeline/batch/run_batch.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <algorithm>
#include <optional>
#include <thread>

#include "io/values/errors.h"
#include "pipeline/batch/batch_state.h"
#include "pipeline/batch/collect.h"
#include "pipeline/batch/folder_lock.h"
#include "pipeline/batch/progress.h"
#include "pipeline/batch/result_key.h"
#include "pipeline/batch/stop_request.h"
#include "pipeline/batch/study_list.h"
#include "pipeline/batch/study_queue.h"

namespace osteosign {
namespace {

namespace fs = std::filesystem;
constexpr int some_failed = 81;

StudyIndex index_of(const BatchRequest& request) {
  if (request.index == IndexUse::reuse) {
    if (auto index = read_index(request.output)) return std::move(*index);
    throw InputError(fmt::format("{}: there is no index; run with --index-only first",
                                 (request.output / "index.json").string()));
  }
  StudyIndex index = request.list ? index_rows(read_study_list(*request.list, request.list_options))
                                  : index_inputs(request.inputs);
  write_index(index, request.output);
  return index;
}

void tell(const StudyIndex& index) {
  std::size_t doubtful = 0;
  for (const BatchStudy& study : index.studies) {
    if (study.likely_refusal.empty()) continue;
    ++doubtful;
    spdlog::info("{} will likely be refused: {}", study.study, study.likely_refusal);
  }
  spdlog::info("{} studies, {} of them will likely be refused; {} files belong to no study",
               index.studies.size(), doubtful, index.refused.size());
}

/// What `--jobs`, `--threads` and `--memory-limit` mean on this machine.
BatchRequest with_shares(BatchRequest request) {
  const int processors = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  if (request.jobs == 0) request.jobs = processors;
  if (request.threads == 0) request.threads = std::max(1, processors / request.jobs);
  if (!request.memory_limit_bytes) {
    const auto memory = static_cast<std::uint64_t>(sysconf(_SC_PHYS_PAGES)) *
                        static_cast<std::uint64_t>(sysconf(_SC_PAGE_SIZE));
    request.memory_limit_bytes = memory / 10 * 9 / static_cast<std::uint64_t>(request.jobs);
  }
  return request;
}

std::string owner_name(const BatchRequest& request) {
  return request.shard ? fmt::format("shard_{}_of_{}", request.shard->number, request.shard->count) : "batch";
}

/// A fresh folder to work in; those of owners that are no more are removed. The lock must be held.
fs::path work_folder(const BatchRequest& request) {
  const std::string owner = owner_name(request) + ".";
  const fs::path all = request.output / "work";
  std::error_code ignored;
  fs::create_directories(all, ignored);
  for (const auto& entry : fs::directory_iterator(all, ignored))
    if (entry.path().filename().string().starts_with(owner)) fs::remove_all(entry.path(), ignored);
  const fs::path work = all / (owner + std::to_string(getpid()));
  fs::create_directories(work);
  return work;
}

/// Removes what is left of the work, and the folder of all work when nobody else has some.
void clean_up(const fs::path& work) {
  std::error_code ignored;
  fs::remove_all(work, ignored);
  fs::remove(work.parent_path(), ignored);
}

void create_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw OutputError(fmt::format("{}: {}", folder.string(), error.message()));
}

/// The exit code, and the last lines that a person reads.
int summary(const BatchRequest& request, const std::map<std::string, std::size_t>& counts,
            std::size_t studies) {
  spdlog::info("{} studies: {}", studies, counts_text(counts));
  std::size_t good = 0;
  for (const char* status : {"analyzed", "partly_assessable"})
    if (const auto found = counts.find(status); found != counts.end()) good += found->second;
  if (request.shard)
    spdlog::info("when all shards are done: osteosign collect {}", request.output.string());
  else
    fmt::print("{}\n", (request.output / "overview.html").string());
  return good == studies ? 0 : some_failed;
}

}  // namespace

int run_batch(const BatchRequest& asked) {
  const BatchRequest request = with_shares(asked);
  create_folder(request.output / "studies");
  const FolderLock lock(request.output / "locks" / (owner_name(request) + ".lock"));
  const StudyIndex index = index_of(request);
  tell(index);
  if (request.index == IndexUse::only) return 0;
  const std::vector<BatchStudy> studies =
      request.shard ? studies_of_shard(index.studies, *request.shard) : index.studies;
  const fs::path work = work_folder(request);
  std::map<std::string, std::size_t> counts;
  {
    std::optional<BatchState> state;
    if (!request.shard) state.emplace(request.output / "state.sqlite");
    counts = run_studies(studies, request, {request.output / "studies", work}, state ? &*state : nullptr);
  }
  clean_up(work);
  if (!request.shard) collect({request.output}, request.output);
  if (index.studies.empty()) return static_cast<int>(FailureKind::no_images);
  return summary(request, counts, studies.size());
}

}  // namespace osteosign
