#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "io/dicom/find_series.h"
#include "pipeline/batch/batch_request.h"

namespace osteosign {

/// One study to be analyzed.
struct BatchStudy {
  std::string study;   ///< key in all tables: "s" and the first 12 digits of a hash of its identity
  std::string folder;  ///< name of its result folder: what it holds and `study`
  std::string study_instance_uid;
  std::vector<std::filesystem::path> inputs;  ///< files, or what a row of a list names
  std::size_t files = 0;
  std::vector<std::string> words = {};  ///< options of `analyze` for this study alone
  std::string likely_refusal = {};      ///< why the headers let expect that it will be refused
};

/// What there is to do, in an order that depends on the inputs alone.
struct StudyIndex {
  std::vector<BatchStudy> studies;
  std::vector<RefusedFile> refused;  ///< files that belong to no study
};

/// Looks through the headers of all inputs. Throws InputError when an input does not exist, UsageError for a
/// list that cannot be understood.
StudyIndex index_inputs(const std::vector<std::filesystem::path>& inputs);

/// A row of a list: what it names and its options.
struct ListRow {
  std::vector<std::filesystem::path> inputs;
  std::vector<std::string> words;
};
/// One study for each row, whatever it names: what cannot be analyzed is refused when its turn comes.
StudyIndex index_rows(const std::vector<ListRow>& rows);

/// The part of the studies that a shard has: by their key, so that more or fewer inputs move no other study.
/// The files of no study belong to all.
std::vector<BatchStudy> studies_of_shard(const std::vector<BatchStudy>& studies, const Shard& shard);
/// The shard that a study belongs to, from 1.
int shard_of(const std::string& study, int count);

/// index.json in the output folder: written whole or not at all.
void write_index(const StudyIndex& index, const std::filesystem::path& output);
/// Nothing when there is none. Throws InputError for a file that is damaged.
std::optional<StudyIndex> read_index(const std::filesystem::path& output);

}  // namespace osteosign
