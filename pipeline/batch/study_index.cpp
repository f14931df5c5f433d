#include "pipeline/batch/study_index.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "io/values/errors.h"
#include "pipeline/tables/cohort_tables.h"

namespace osteosign {
namespace {

namespace fs = std::filesystem;

/// What a folder is called by: no word of it comes from the patient.
std::string kind_word(const std::vector<StudyEntry>& studies) {
  bool ct = false, film = false;
  for (const StudyEntry& study : studies)
    for (const SeriesEntry& series : study.series) {
      ct = ct || series.kind == SeriesKind::ct;
      film = film || series.kind == SeriesKind::radiograph;
    }
  if (ct && film) return "ct_film";
  return ct ? "ct" : film ? "film" : "other";
}

std::string likely_refusal(const std::vector<StudyEntry>& studies) {
  if (studies.empty()) return "no image that osteosign reads";
  if (studies.size() > 1) return fmt::format("{} studies in one row of the list", studies.size());
  const StudyEntry& study = studies.front();
  const auto has = [&](SeriesKind kind) {
    return std::ranges::any_of(study.series,
                               [kind](const SeriesEntry& series) { return series.kind == kind; });
  };
  if (has(SeriesKind::radiograph)) return {};
  if (!has(SeriesKind::ct)) return "neither CT nor radiograph";
  const SeriesChoice choice = choose_ct_series(study);
  return choice.chosen.empty() ? fmt::format("{}", fmt::join(choice.passed_over, "; ")) : std::string();
}

/// The Study Instance UID, or what else tells the study from others.
std::string identity_of(const StudyEntry& study) {
  if (!study.study_instance_uid.empty()) return study.study_instance_uid;
  std::set<std::string> instances, paths;
  for (const SeriesEntry& series : study.series)
    for (const InstanceEntry& instance : series.instances) {
      if (!instance.sop_instance_uid.empty()) instances.insert(instance.sop_instance_uid);
      paths.insert(instance.file.string());
    }
  return fmt::format("{}", fmt::join(instances.empty() ? paths : instances, "\n"));
}

BatchStudy named(const std::string& identity, const std::vector<StudyEntry>& studies) {
  BatchStudy study;
  study.study = study_key(identity);
  study.folder = kind_word(studies) + "_" + study.study;
  if (studies.size() == 1) study.study_instance_uid = studies.front().study_instance_uid;
  study.likely_refusal = likely_refusal(studies);
  return study;
}

BatchStudy of_entry(const StudyEntry& entry) {
  BatchStudy study = named(identity_of(entry), {entry});
  for (const SeriesEntry& series : entry.series)
    for (const InstanceEntry& instance : series.instances) study.inputs.push_back(instance.file);
  std::ranges::sort(study.inputs);
  study.files = study.inputs.size();
  return study;
}

/// What a row holds; a path that does not exist is for `analyze` to complain of.
Listing listing_of(const ListRow& row) {
  try {
    return find_series(row.inputs);
  } catch (const Failure&) {
    return {};
  }
}

BatchStudy of_row(const ListRow& row, std::set<std::string>& taken) {
  const Listing listing = listing_of(row);
  std::string identity;
  std::size_t files = listing.refused.size();
  for (const StudyEntry& entry : listing.studies) {
    identity += (identity.empty() ? "" : "\n") + identity_of(entry);
    for (const SeriesEntry& series : entry.series) files += series.instances.size();
  }
  if (identity.empty())
    for (const fs::path& input : row.inputs) identity += "\n" + input.string();
  // The first row of a study has its key; further rows of it differ by their options or else by their number.
  std::string unique = identity;
  for (int turn = 0; !taken.insert(unique).second; ++turn)
    unique = fmt::format("{}\n{}\n{}", identity, fmt::join(row.words, "\n"), turn);
  BatchStudy study = named(unique, listing.studies);
  study.inputs = row.inputs;
  study.files = files;
  study.words = row.words;
  return study;
}

}  // namespace

Shard parse_shard(const std::string& text) {
  Shard shard{0, 0};
  const char* const end = text.data() + text.size();
  const auto number = std::from_chars(text.data(), end, shard.number);
  if (number.ec == std::errc{} && number.ptr != end && *number.ptr == '/') {
    const auto count = std::from_chars(number.ptr + 1, end, shard.count);
    if (count.ec == std::errc{} && count.ptr == end && shard.number >= 1 && shard.number <= shard.count)
      return shard;
  }
  throw UsageError(fmt::format("--shard {}: expected I/N with I from 1 to N", text));
}

StudyIndex index_inputs(const std::vector<fs::path>& inputs) {
  std::vector<fs::path> absolute;
  for (const fs::path& input : inputs) absolute.push_back(fs::absolute(input).lexically_normal());
  Listing listing = find_series(absolute);
  StudyIndex index{{}, std::move(listing.refused)};
  for (const StudyEntry& entry : listing.studies) index.studies.push_back(of_entry(entry));
  std::ranges::sort(index.studies, {}, &BatchStudy::study);
  return index;
}

StudyIndex index_rows(const std::vector<ListRow>& rows) {
  StudyIndex index;
  std::set<std::string> taken;
  for (const ListRow& row : rows) index.studies.push_back(of_row(row, taken));
  std::ranges::sort(index.studies, {}, &BatchStudy::study);
  return index;
}

int shard_of(const std::string& study, int count) {
  return 1 + static_cast<int>(std::stoull(study.substr(1), nullptr, 16) % static_cast<unsigned>(count));
}

std::vector<BatchStudy> studies_of_shard(const std::vector<BatchStudy>& studies, const Shard& shard) {
  std::vector<BatchStudy> own;
  for (const BatchStudy& study : studies)
    if (shard_of(study.study, shard.count) == shard.number) own.push_back(study);
  return own;
}

}  // namespace osteosign
