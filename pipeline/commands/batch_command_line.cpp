#include "pipeline/commands/batch_command_line.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <cmath>

#include "io/values/errors.h"
#include "pipeline/batch/collect.h"
#include "pipeline/batch/progress.h"
#include "pipeline/batch/run_batch.h"
#include "pipeline/batch/study_list.h"

namespace osteosign {
namespace {

/// Options that every run decides for itself, and those of the run as a whole.
const std::set<std::string> not_handed_on{"help", "threads", "quiet"};
const std::set<std::string> not_in_a_list{"help",    "threads",  "quiet",       "output",
                                          "formats", "language", "inputs-from", "pseudonymize"};

std::string long_name(const CLI::Option& option) {
  return option.get_lnames().empty() ? std::string() : option.get_lnames().front();
}

void add_run_options(CLI::App& batch, BatchCommandLine& line) {
  batch.add_option("-j,--jobs", line.request.jobs, "studies at a time; 0: as many as processors")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  batch.add_option("--shard", line.shard, "I/N: do part I of N; the same studies on every machine");
  batch.add_option("--time-limit", line.time_limit_s, "seconds that a study may take")
      ->check(CLI::Range(0.001, 1e7))
      ->capture_default_str();
  batch
      .add_option("--memory-limit", line.memory_limit_gb,
                  "gigabytes that a study may use; default: its share of 90 % of the memory")
      ->check(CLI::Range(0.01, 1e5));
  batch.add_flag_callback(
      "--index-only", [&line] { line.request.index = IndexUse::only; },
      "tell what is there and what will likely be refused, write index.json, and stop");
  batch.add_flag_callback(
      "--from-index", [&line] { line.request.index = IndexUse::reuse; },
      "run what index.json lists, without looking through the inputs again");
}

/// What was given for every study, as words of `analyze`.
std::vector<std::string> analyze_words(const BatchCommandLine& line) {
  std::vector<std::string> words;
  for (const CLI::Option* option : line.study_options)
    for (const std::string& value : option->results()) {
      const bool is_file = file_options().contains(long_name(*option));
      words.push_back(
          fmt::format("--{}={}", long_name(*option),
                      is_file ? std::filesystem::absolute(value).lexically_normal().string() : value));
    }
  return words;
}

int run_collect(const BatchCommandLine& line) {
  if (line.unfinished_shards > 0) {
    fmt::print("{}\n", unfinished_shards(read_cohort(line.collected), line.unfinished_shards));
    return 0;
  }
  const std::filesystem::path output =
      line.collect_output.empty() ? line.collected.front() : line.collect_output;
  std::filesystem::create_directories(output);
  spdlog::info("{}", counts_text(collect(line.collected, output)));
  fmt::print("{}\n", (output / "overview.html").string());
  return 0;
}

}  // namespace

void add_batch(CLI::App& program, BatchCommandLine& line,
               const std::function<void(CLI::App&)>& add_study_options) {
  CLI::App& batch = *program.add_subcommand(
      "batch", "many studies: index, analyze each in a process of its own, go on where it stopped, tables");
  batch.add_option("INPUT", line.request.inputs, "DICOM files or folders, mixed and nested as they come");
  batch.add_option("--list", line.request.list,
                   "CSV or JSON, one study a row: input, and any option of analyze for this study alone");
  batch.add_option("-o,--output", line.request.output, "folder of results, tables and overview; go on in it")
      ->required();
  add_run_options(batch, line);
  const std::vector<const CLI::Option*> own = static_cast<const CLI::App&>(batch).get_options();
  add_study_options(batch);
  for (const CLI::Option* option : static_cast<const CLI::App&>(batch).get_options())
    if (std::ranges::find(own, option) == own.end() && !not_handed_on.contains(long_name(*option)))
      line.study_options.push_back(option);
  CLI::App& collect = *program.add_subcommand("collect", "result folders, also of several shards -> tables");
  collect
      .add_option("DIR", line.collected, "output folders of batch, results of analyze, or folders of those")
      ->required();
  collect.add_option("-o,--output", line.collect_output,
                     "where tables and overview go; default: the first DIR");
  collect
      .add_option("--unfinished-shards", line.unfinished_shards,
                  "N: only print which of N shards have a study that failed or is pending")
      ->check(CLI::Range(1, 1000000));
}

int run_batch_or_collect(const CLI::App& program, BatchCommandLine line, int threads) {
  if (program.got_subcommand("collect")) return run_collect(line);
  if (line.request.list.has_value() == !line.request.inputs.empty() && line.request.index != IndexUse::reuse)
    throw UsageError("batch takes either inputs or --list FILE");
  for (const CLI::Option* option : program.get_subcommand("analyze")->get_options())
    if (const std::string name = long_name(*option); !name.empty() && !not_in_a_list.contains(name))
      line.request.list_options.insert(name);
  if (line.request.index == IndexUse::reuse && !line.request.inputs.empty())
    throw UsageError("--from-index runs what index.json lists: no INPUT beside it");
  line.request.analyze_words = analyze_words(line);
  // index.json, batch.json and the log of a failure would still tell who the patients are.
  for (const std::string& word : line.request.analyze_words)
    if (word.starts_with("--pseudonymize="))
      throw UsageError("batch does not pseudonymize in this version: its own files hold UIDs and paths");
  line.request.threads = threads;
  if (!line.shard.empty()) line.request.shard = parse_shard(line.shard);
  line.request.time_limit = std::chrono::milliseconds(std::llround(1000 * line.time_limit_s));
  if (line.memory_limit_gb > 0)
    line.request.memory_limit_bytes = static_cast<std::uint64_t>(1e9 * line.memory_limit_gb);
  return run_batch(line.request);
}

}  // namespace osteosign
