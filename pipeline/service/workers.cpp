#include "pipeline/service/workers.h"

#include <fmt/format.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "io/values/errors.h"
#include "pipeline/run_command.h"

namespace osteosign {
namespace {

namespace fs = std::filesystem;

std::string with_value(std::string word, const std::string& name, const std::string& value) {
  for (std::size_t at = word.find(name); at != std::string::npos; at = word.find(name, at + value.size()))
    word.replace(at, name.size(), value);
  return word;
}

std::vector<std::string> own_analyze(const WorkerSettings& settings) {
  std::vector<std::string> words{"/proc/self/exe", "analyze", "{input}", "--output", "{output}", "--quiet"};
  const auto add = [&](const char* option, const std::string& value) {
    words.emplace_back(option);
    words.push_back(value);
  };
  if (!settings.parameters.empty()) add("--parameters", settings.parameters);
  if (!settings.formats.empty()) add("--formats", settings.formats);
  if (settings.threads > 0) add("--threads", std::to_string(settings.threads));
  return words;
}

std::vector<std::string> worker_words(const WorkerSettings& settings, const fs::path& input,
                                      const fs::path& output) {
  std::vector<std::string> words =
      settings.command.empty() ? own_analyze(settings) : split_command(settings.command);
  for (std::string& word : words)
    word = with_value(with_value(word, "{input}", input.string()), "{output}", output.string());
  return words;
}

// Hard links to exactly the images of the job. Throws OutputError.
void link_images(const ServiceFolders& folders, const Job& job) {
  const fs::path input = folders.input(job.study, job.key);
  std::error_code error;
  fs::remove_all(input, error);
  fs::create_directories(input, error);
  if (error) throw OutputError(fmt::format("{}: {}", input.string(), error.message()));
  for (const std::string& image : job.images) {
    const fs::path source = folders.image(job.study, image);
    if (!fs::exists(source)) throw InputError(image + ": its images were removed");
    fs::create_hard_link(source, input / (image + ".dcm"), error);
    if (error) throw OutputError(fmt::format("{}.dcm: {}", image, error.message()));
  }
}

void remove_input(const ServiceFolders& folders, const Job& job) {
  std::error_code ignored;
  fs::remove_all(folders.input(job.study, job.key).parent_path(), ignored);
}

/// What a finished result from before a restart says of itself.
JobOutcome outcome_on_disk(const fs::path& result) {
  std::ifstream stream(result / "result.json");
  const auto json = nlohmann::json::parse(stream, nullptr, false);
  const bool refused = json.is_object() && json.value("status", "") == "refused";
  return refused ? JobOutcome{JobState::refused, "refused before a restart"}
                 : JobOutcome{JobState::analyzed, ""};
}

JobOutcome outcome_of(const ChildResult& result, bool has_result) {
  constexpr int first_refusal = static_cast<int>(FailureKind::cannot_read);
  constexpr int last_refusal = static_cast<int>(FailureKind::not_usable);
  if (result.succeeded() && has_result) return {JobState::analyzed, ""};
  if (result.succeeded()) return {JobState::failed, "ended well, but left no result"};
  constexpr int cannot_write = static_cast<int>(FailureKind::cannot_write);
  if (result.end == ChildResult::End::exited && result.code == cannot_write)
    return {JobState::waiting, result.text()};
  const bool refused = result.end == ChildResult::End::exited && result.code >= first_refusal &&
                       result.code <= last_refusal && has_result;
  return {refused ? JobState::refused : JobState::failed, result.text()};
}

/// Where a worker writes: only what has ended well, or with a refusal, gets the place of the result.
fs::path unfinished(const fs::path& result) { return result.string() + ".partial"; }

JobOutcome published(const JobOutcome& outcome, const fs::path& result) {
  std::error_code error;
  if (outcome.state != JobState::analyzed && outcome.state != JobState::refused) {
    fs::remove_all(unfinished(result), error);
    return outcome;
  }
  fs::rename(unfinished(result), result, error);
  return error ? JobOutcome{JobState::waiting, result.string() + ": " + error.message()} : outcome;
}

}  // namespace

Workers::Workers(ServiceFolders folders, WorkerSettings settings)
    : folders_(std::move(folders)), settings_(std::move(settings)) {}

ChildProcess Workers::start(const Job& job) const {
  link_images(folders_, job);
  const fs::path output = folders_.result(job.study, job.key);
  fs::create_directories(output.parent_path());
  fs::remove_all(unfinished(output));
  ChildCommand command{worker_words(settings_, folders_.input(job.study, job.key), unfinished(output))};
  command.errors = folders_.worker_log(job.study, job.key);
  command.time_limit = std::chrono::seconds(settings_.time_limit_s);
  command.memory_limit_bytes = static_cast<std::uint64_t>(settings_.memory_limit_mb) << 20U;
  return ChildProcess(command);
}

void Workers::begin(const Job& job) {
  const fs::path output = folders_.result(job.study, job.key);
  if (fs::exists(output)) {
    running_.push_back({job, std::nullopt, outcome_on_disk(output)});
    return;
  }
  try {
    running_.push_back({job, start(job), std::nullopt});
  } catch (const InputError& failure) {  // the program cannot be started
    running_.push_back({job, std::nullopt, JobOutcome{JobState::failed, failure.what()}});
  } catch (const std::runtime_error& failure) {  // the disk: OutputError, filesystem_error
    running_.push_back({job, std::nullopt, JobOutcome{JobState::waiting, failure.what()}});
  }
}

std::optional<JobOutcome> Workers::outcome_of_running(Running& running) const {
  if (running.outcome) return running.outcome;
  const auto result = running.process->poll();
  if (!result) return std::nullopt;
  const fs::path output = folders_.result(running.job.study, running.job.key);
  running.outcome = published(outcome_of(*result, fs::exists(unfinished(output))), output);
  return running.outcome;
}

std::vector<std::pair<Job, JobOutcome>> Workers::ended() {
  std::vector<std::pair<Job, JobOutcome>> outcomes;
  for (Running& each : running_)
    if (const auto outcome = outcome_of_running(each)) outcomes.emplace_back(each.job, *outcome);
  return outcomes;
}

void Workers::forget(const Job& job) {
  remove_input(folders_, job);
  running_.remove_if([&](const Running& each) { return each.job.key == job.key; });
}

void Workers::cancel(const std::string& study) {
  running_.remove_if([&](Running& each) {
    if (each.job.study != study) return false;
    each.process.reset();  // kills it
    remove_input(folders_, each.job);
    return true;
  });
}

std::vector<Job> Workers::cancel_all() {
  std::vector<Job> jobs;
  for (Running& each : running_) {
    if (each.process) each.process->stop();
    if (each.process) each.process->wait();
    jobs.push_back(each.job);
    remove_input(folders_, each.job);
  }
  running_.clear();
  return jobs;
}

}  // namespace osteosign
