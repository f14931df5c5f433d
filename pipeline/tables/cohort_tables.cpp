#include "pipeline/tables/cohort_tables.h"

#include <fmt/format.h>

#include "io/files/sha256.h"

namespace osteosign {

using Json = nlohmann::ordered_json;

CohortTables::CohortTables()
    : studies(studies_table()),
      series(series_table()),
      lesions(lesions_table()),
      vertebrae(vertebrae_table()),
      findings(findings_table()),
      evidence(evidence_table()),
      measurements(measurements_table()),
      scores(scores_table()),
      differential(differential_table()),
      metastasis_origins(metastasis_origins_table()),
      refused_files(refused_files_table()),
      warnings(warnings_table()),
      unknowns(unknowns_table()),
      quality(quality_table()) {}

std::array<Table*, 14> CohortTables::all() {
  return {&studies,       &series,       &lesions,  &vertebrae,    &findings,
          &evidence,      &measurements, &scores,   &differential, &metastasis_origins,
          &refused_files, &warnings,     &unknowns, &quality};
}

Table unknowns_table() {
  return {
      "unknowns",
      "one row for each cell that is empty because its value is unknown; measurements have their reasons in "
      "`measurements`",
      {{"study", CellType::text, "", "Key of the study", ""},
       {"table", CellType::text, "", "Table of the empty cell", ""},
       {"row", CellType::text, "", "What its row is about, as in its key columns", ""},
       {"column", CellType::text, "", "Column of the empty cell", ""},
       {"reason", CellType::text, "", "Why the value is unknown", ""}}};
}

std::string study_key(const std::string& identity) { return "s" + sha256_of_text(identity).substr(0, 12); }

StudyRecord record_of_result(const Json& result, const std::filesystem::path& folder) {
  StudyRecord record;
  record.folder = folder.filename().string();
  record.location = folder.string();
  record.result = result;
  std::string identity = text_member(member(result, "study"), "study_instance_uid");
  if (identity.empty())
    for (const Json& input : member(result, "inputs")) identity += text_member(input, "sha256") + "\n";
  record.study = study_key(identity.empty() ? record.folder : identity);
  return record;
}

TableRow::TableRow(CohortTables& tables, Table& table, const std::string& study, std::string key)
    : tables_(tables), table_(table), key_(std::move(key)), cells_(table.columns.size()) {
  set_cell("study", study);
}

TableRow& TableRow::set_cell(std::string_view column, Cell cell) {
  const auto* const text = std::get_if<std::string>(&cell);
  cells_[column_place(table_, column)] = text != nullptr && text->empty() ? Cell{} : std::move(cell);
  return *this;
}

TableRow& TableRow::set(std::string_view column, const Json& value) {
  if (value.is_string()) return set_cell(column, value.get<std::string>());
  if (value.is_boolean()) return set_cell(column, std::string(value.get<bool>() ? "true" : "false"));
  if (value.is_number_integer() && table_.columns[column_place(table_, column)].type != CellType::number)
    return set_cell(column, value.get<std::int64_t>());
  if (value.is_number()) return set_cell(column, value.get<double>());
  for (const char* const kind : {"unknown", "not_applicable"})
    if (value.is_object() && value.contains(kind))
      tables_.unknowns.rows.push_back({cells_[column_place(table_, "study")], table_.name, key_,
                                       std::string(column), text_member(value, kind)});
  return *this;
}

void TableRow::add() { table_.rows.push_back(std::move(cells_)); }

const Json& member(const Json& object, std::string_view name) {
  static const Json nothing;
  if (!object.is_object()) return nothing;
  const auto found = object.find(std::string(name));
  return found == object.end() ? nothing : *found;
}

std::string text_member(const Json& object, std::string_view name) {
  const Json& found = member(object, name);
  return found.is_string() ? found.get<std::string>() : std::string();
}

std::string subject_text(const Json& subject) {
  const std::string text = subject.is_string() ? subject.get<std::string>() : subject.dump();
  const bool is_number = !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
  return is_number ? "lesion " + text : text;
}

CohortTables cohort_tables(const std::vector<StudyRecord>& records) {
  CohortTables tables;
  for (const StudyRecord& record : records) {
    add_study_rows(record, tables);
    add_lesion_rows(record, tables);
    add_vertebra_rows(record, tables);
    add_finding_rows(record, tables);
    add_judgement_rows(record, tables);
  }
  for (Table* const table : tables.all()) sort_rows(*table);
  return tables;
}

}  // namespace osteosign
