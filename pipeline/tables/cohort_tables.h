#pragma once
#include <array>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "pipeline/tables/table.h"

namespace osteosign {

/// What is known of one study: what its result folder holds, or that it has none yet.
struct StudyRecord {
  std::string study;              ///< key of the tables
  std::string folder;             ///< name of its result folder, empty when there is none
  std::string location;           ///< path of that folder, for links and pictures
  nlohmann::ordered_json result;  ///< result.json; null when there is none
  nlohmann::ordered_json run;     ///< batch.json; null when `analyze` was run by hand
  std::string problem;            ///< why there is no result although there is a folder
};

/// "s" and the first 12 digits of the hash of a Study Instance UID, or of what else tells a study from
/// others.
std::string study_key(const std::string& identity);

/// The record of a study that `analyze` wrote.
StudyRecord record_of_result(const nlohmann::ordered_json& result, const std::filesystem::path& folder);

/// The tables of one study or of many, each described where its rows are made.
struct CohortTables {
  CohortTables();
  Table studies, series, lesions, vertebrae, findings, evidence, measurements, scores, differential,
      metastasis_origins, refused_files, warnings, unknowns, quality;

  /// All of them, in the order of the data dictionary.
  std::array<Table*, 14> all();
};

/// The row of one thing; `set` by the names of the columns. What result.json calls unknown becomes an empty
/// cell here and a row of the table `unknowns` with its reason.
class TableRow {
 public:
  /// `key`: what the row is about, as it stands in its own columns.
  TableRow(CohortTables& tables, Table& table, const std::string& study, std::string key);
  TableRow& set(std::string_view column, const nlohmann::ordered_json& value);
  TableRow& set_cell(std::string_view column, Cell cell);
  void add();

 private:
  CohortTables& tables_;
  Table& table_;
  std::string key_;
  std::vector<Cell> cells_;
};

/// Member of an object, or null: results of other versions may lack it.
const nlohmann::ordered_json& member(const nlohmann::ordered_json& object, std::string_view name);
/// The text of a member, empty when it is no text.
std::string text_member(const nlohmann::ordered_json& object, std::string_view name);
/// "lesion 2" for the id of a lesion in result.json, everything else as it is.
std::string subject_text(const nlohmann::ordered_json& subject);

/// Rows of one study in each table.
void add_study_rows(const StudyRecord& record, CohortTables& tables);
void add_lesion_rows(const StudyRecord& record, CohortTables& tables);
void add_vertebra_rows(const StudyRecord& record, CohortTables& tables);
void add_finding_rows(const StudyRecord& record, CohortTables& tables);
void add_judgement_rows(const StudyRecord& record, CohortTables& tables);

/// Their descriptions.
Table studies_table();
Table series_table();
Table refused_files_table();
Table warnings_table();
Table lesions_table();
Table vertebrae_table();
Table measurements_table();
Table findings_table();
Table evidence_table();
Table scores_table();
Table differential_table();
Table metastasis_origins_table();
Table unknowns_table();
Table quality_table();

/// The tables of these studies without `quality`, rows sorted.
CohortTables cohort_tables(const std::vector<StudyRecord>& records);

}  // namespace osteosign
