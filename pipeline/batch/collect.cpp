#include "pipeline/batch/collect.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

#include "io/values/errors.h"
#include "pipeline/batch/study_index.h"
#include "pipeline/output_folder.h"
#include "pipeline/overview/overview_html.h"
#include "pipeline/tables/quality_rules.h"
#include "pipeline/tables/write_tables.h"

namespace osteosign {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// The JSON of a file; null when there is none, a reason when it is damaged.
Json read_json(const fs::path& file, std::string& problem) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return {};
  Json json = Json::parse(stream, nullptr, false);
  if (json.is_discarded() || !json.is_object()) {
    problem = file.filename().string() + " is damaged";
    return {};
  }
  return json;
}

StudyRecord record_of(const fs::path& folder) {
  std::string problem;
  StudyRecord record = record_of_result(read_json(folder / "result.json", problem), folder);
  record.run = read_json(folder / "batch.json", problem);
  record.problem = problem;
  if (const std::string told = text_member(record.run, "study"); !told.empty()) record.study = told;
  if (const std::string told = text_member(record.run, "problem"); !told.empty()) record.problem = told;
  if (record.result.is_null() && record.problem.empty()) record.problem = "there is no result.json";
  return record;
}

bool is_result(const fs::path& folder) {
  return fs::exists(folder / "result.json") || fs::exists(folder / "batch.json");
}

/// Result folders below a folder, sorted; hidden folders and those of running work are passed over.
void find_results(const fs::path& folder, std::vector<fs::path>& found) {
  if (is_result(folder)) return found.push_back(folder);
  std::vector<fs::path> folders;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (entry.is_directory() && !name.starts_with(".") && name != "work") folders.push_back(entry.path());
  }
  std::ranges::sort(folders);
  for (const fs::path& inner : folders) find_results(inner, found);
}

using Records = std::map<std::string, StudyRecord>;

bool has_failed(const StudyRecord& record) { return text_member(record.run, "status") == "failed"; }

/// Of two records of one study a result wins over a failure, and anything over none.
void add_record(StudyRecord record, Records& records) {
  const auto [place, is_new] = records.try_emplace(record.study, record);
  if (is_new || record.folder.empty()) return;
  StudyRecord& there = place->second;
  if (there.folder.empty() || (has_failed(there) && !has_failed(record))) {
    there = std::move(record);
    return;
  }
  if (has_failed(record)) return;
  if (text_member(there.run, "key") != text_member(record.run, "key") || there.run.is_null())
    throw InputError(fmt::format("{} and {} hold different results of one study; leave one out",
                                 there.location, record.location));
}

void add_folder(const fs::path& folder, Records& records, Cohort& cohort) {
  if (!fs::is_directory(folder)) throw InputError(fmt::format("{}: no such folder", folder.string()));
  const auto index = read_index(folder);
  std::vector<fs::path> found;
  find_results(folder, found);
  if (!index && found.empty())
    throw InputError(fmt::format("{}: holds no result of osteosign", folder.string()));
  std::set<std::string> listed;
  if (index)
    for (const BatchStudy& study : index->studies) listed.insert(study.study);
  for (const fs::path& result : found) {
    StudyRecord record = record_of(result);
    if (index && !listed.contains(record.study))
      ++cohort.left_out;
    else
      add_record(std::move(record), records);
  }
  if (!index) return;
  for (const BatchStudy& study : index->studies) {
    StudyRecord pending;
    pending.study = study.study;
    pending.run = Json{{"study_instance_uid", study.study_instance_uid}, {"files", study.files}};
    add_record(std::move(pending), records);
  }
  for (const RefusedFile& file : index->refused)
    cohort.refused.push_back({Cell(), file.file.string(), file.reason});
}

}  // namespace

Cohort read_cohort(const std::vector<fs::path>& folders) {
  Cohort cohort;
  Records records;
  for (const fs::path& folder : folders) add_folder(folder, records, cohort);
  for (auto& [study, record] : records) cohort.studies.push_back(std::move(record));
  std::ranges::sort(cohort.refused);
  const auto same = std::ranges::unique(cohort.refused);
  cohort.refused.erase(same.begin(), same.end());
  return cohort;
}

std::map<std::string, std::size_t> collect(const std::vector<fs::path>& folders, const fs::path& output) {
  const Cohort cohort = read_cohort(folders);
  CohortTables tables = cohort_tables(cohort.studies);
  for (const std::vector<Cell>& row : cohort.refused) tables.refused_files.rows.push_back(row);
  sort_rows(tables.refused_files);
  add_quality_rows(tables);
  write_tables(tables, output);
  const fs::path partial = output / ".overview.partial";
  write_text(partial, overview_html(tables, cohort.studies, output));
  fs::rename(partial, output / "overview.html");
  if (cohort.left_out > 0)
    spdlog::warn("{} results of studies that are no longer among the inputs are left out of the tables",
                 cohort.left_out);
  std::map<std::string, std::size_t> counts;
  const std::size_t status = column_place(tables.studies, "status");
  for (const std::vector<Cell>& row : tables.studies.rows) ++counts[cell_text(row[status])];
  return counts;
}

std::string unfinished_shards(const Cohort& cohort, int count) {
  CohortTables tables;
  std::set<int> shards;
  for (const StudyRecord& record : cohort.studies) add_study_rows(record, tables);
  const std::size_t status = column_place(tables.studies, "status");
  for (const std::vector<Cell>& row : tables.studies.rows)
    if (const std::string word = cell_text(row[status]); word == "failed" || word == "pending")
      shards.insert(shard_of(cell_text(row[0]), count));
  return fmt::format("{}", fmt::join(shards, ","));
}

}  // namespace osteosign
