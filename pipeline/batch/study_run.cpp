#include "pipeline/batch/study_run.h"

#include <fmt/format.h>
#include <signal.h>

#include <fstream>

#include "io/values/errors.h"
#include "pipeline/batch/run_record.h"
#include "pipeline/output_folder.h"

namespace osteosign {
namespace {

namespace fs = std::filesystem;

void move_to(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::rename(from, to, error);
  if (error) throw OutputError(fmt::format("{}: {}", to.string(), error.message()));
}

/// Folders of the same study: by its key, whatever kind of images it was said to have.
std::vector<fs::path> folders_of(const BatchStudy& study, const BatchFolders& folders) {
  std::vector<fs::path> found;
  for (const char* kind : {"ct_film", "ct", "film", "other"})
    if (fs::path folder = folders.results / fmt::format("{}_{}", kind, study.study); fs::exists(folder))
      found.push_back(std::move(folder));
  return found;
}

/// Moves away what is there before: when we are killed in between, the study runs again.
void publish(const BatchStudy& study, const BatchFolders& folders, const fs::path& made) {
  const fs::path old = folders.work / ("old_" + study.study);
  std::error_code ignored;
  for (const fs::path& folder : folders_of(study, folders)) {
    move_to(folder, old);
    fs::remove_all(old, ignored);
  }
  move_to(made, folders.results / study.folder);
}

std::string last_complaint(const fs::path& log) {
  std::ifstream stream(log, std::ios::binary);
  std::string complaint, last;
  constexpr std::string_view mark = " error: ";
  for (std::string line; std::getline(stream, line);) {
    if (const std::size_t at = line.find(mark); at != std::string::npos)
      complaint = line.substr(at + mark.size());
    if (!line.empty() && !line.starts_with("Run with --help")) last = line;
  }
  return complaint.empty() ? last : complaint;
}

}  // namespace

StudyRun::StudyRun(const BatchStudy& study, std::string key, const BatchRequest& request,
                   const BatchFolders& folders)
    : study_(study),
      key_(std::move(key)),
      folders_(folders),
      time_limit_(request.time_limit),
      process_(command(request)) {}

ChildCommand StudyRun::command(const BatchRequest& request) const {
  const fs::path list = folders_.work / (study_.study + ".txt");
  std::string inputs;
  for (const fs::path& input : study_.inputs) inputs += input.string() + '\n';
  write_text(list, inputs);
  ChildCommand command{.words = {"/proc/self/exe", "analyze", "--inputs-from", list.string(), "--output",
                                 made().string(), "--threads", std::to_string(request.threads)},
                       .output = {},
                       .errors = log(),
                       .time_limit = request.time_limit,
                       .memory_limit_bytes = request.memory_limit_bytes};
  for (const auto* words : {&request.analyze_words, &study_.words})
    command.words.insert(command.words.end(), words->begin(), words->end());
  return command;
}

std::string StudyRun::why_failed(const ChildResult& ended) const {
  if (ended.end == ChildResult::End::out_of_time)
    return fmt::format("took longer than the limit of {:.6g} s and was ended",
                       std::chrono::duration<double>(time_limit_).count());
  if (ended.end == ChildResult::End::signalled)
    return fmt::format("was ended by signal {}{}", ended.code,
                       ended.code == SIGKILL ? ", perhaps by the system for want of memory" : "");
  const std::string complaint = last_complaint(log());
  for (const char* words : {"nsufficient memory", "bad_alloc", "not enough memory", "allocate memory"})
    if (complaint.find(words) != std::string::npos)
      return "not enough memory within the limit for each study: " + complaint;
  return complaint.empty() ? ended.text() : complaint;
}

StudyOutcome StudyRun::finish(const ChildResult& ended) const {
  StudyOutcome outcome{.status = {}, .key = key_, .exit_code = {}, .problem = {}};
  outcome.seconds = std::chrono::duration<double>(ended.took).count();
  outcome.peak_memory_bytes = ended.peak_memory_bytes;
  if (ended.end == ChildResult::End::exited) outcome.exit_code = ended.code;
  const bool has_result = outcome.exit_code && fs::exists(made() / "result.json");
  if (!has_result) {
    outcome.problem = why_failed(ended);
    fs::create_directories(made());
    std::error_code ignored;
    fs::copy_file(log(), made() / "log.txt", fs::copy_options::overwrite_existing, ignored);
  }
  outcome.status = write_run_record(study_, outcome, made());
  publish(study_, folders_, made());
  return outcome;
}

std::optional<StudyOutcome> finished_before(const BatchStudy& study, const std::string& key,
                                            const BatchFolders& folders) {
  return read_run_record(folders.results / study.folder, key);
}

StudyOutcome finish_without_start(const BatchStudy& study, const std::string& problem,
                                  const BatchFolders& folders) {
  StudyOutcome outcome{.status = "failed", .key = {}, .exit_code = {}, .problem = problem};
  // What cannot be read or started now says nothing against a result that is there.
  if (has_good_result(folders.results / study.folder)) return outcome;
  const fs::path made = folders.work / study.folder;
  fs::create_directories(made);
  outcome.status = write_run_record(study, outcome, made);
  publish(study, folders, made);
  return outcome;
}

}  // namespace osteosign
