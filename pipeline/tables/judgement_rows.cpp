#include "pipeline/tables/cohort_tables.h"

namespace osteosign {
namespace {

using Json = nlohmann::ordered_json;

std::string joined(const Json& texts) {
  std::string text;
  if (texts.is_array())
    for (const Json& each : texts)
      if (each.is_string()) text += (text.empty() ? "" : "; ") + each.get<std::string>();
  return text;
}

/// What speaks for and against a tumour or an origin, and where that stands.
std::vector<TableColumn> reason_columns() {
  return {
      {"reasons_for", CellType::text, "", "What speaks for it, separated by '; '", "nothing does"},
      {"reasons_against", CellType::text, "", "What speaks against it, separated by '; '", "nothing does"},
      {"remark", CellType::text, "", "What else is to be known", "nothing is"},
      {"source", CellType::text, "", "Where that stands", ""}};
}

void add_reasons(const Json& ranked, TableRow& row) {
  row.set_cell("reasons_for", joined(member(ranked, "for")))
      .set_cell("reasons_against", joined(member(ranked, "against")));
  for (const char* name : {"name", "rank", "remark", "source"}) row.set(name, member(ranked, name));
  row.add();
}

void append(std::vector<TableColumn>& columns, const std::vector<TableColumn>& more) {
  columns.insert(columns.end(), more.begin(), more.end());
}

}  // namespace

Table differential_table() {
  Table table{
      "differential",
      "one row for each tumour that the tables of the differential diagnosis name for a lesion",
      {{"study", CellType::text, "", "Key of the study", ""},
       {"subject", CellType::text, "", "Lesion or vertebra it is named for", "it is named for the study"},
       {"rank", CellType::whole, "", "Place in the list, 1 for what most speaks for", ""},
       {"tumour", CellType::text, "", "Identifier of the tumour", ""},
       {"name", CellType::text, "", "Its name", ""},
       {"nature", CellType::text, "", "benign, malignant or other", ""}}};
  append(table.columns, reason_columns());
  return table;
}

Table metastasis_origins_table() {
  Table table{"metastasis_origins",
              "one row for each primary that lesions may have come from",
              {{"study", CellType::text, "", "Key of the study", ""},
               {"rank", CellType::whole, "", "Place in the list, 1 for what most speaks for", ""},
               {"origin", CellType::text, "", "Identifier of the primary", ""},
               {"name", CellType::text, "", "Its name", ""}}};
  append(table.columns, reason_columns());
  return table;
}

void add_judgement_rows(const StudyRecord& record, CohortTables& tables) {
  for (const Json& ranked : member(record.result, "differential")) {
    TableRow row(tables, tables.differential, record.study, "");
    if (const Json& subject = member(ranked, "subject"); !subject.is_null())
      row.set_cell("subject", subject_text(subject));
    row.set("tumour", member(ranked, "tumour")).set("nature", member(ranked, "nature"));
    add_reasons(ranked, row);
  }
  for (const Json& ranked : member(record.result, "metastasis_origin")) {
    TableRow row(tables, tables.metastasis_origins, record.study, "");
    row.set("origin", member(ranked, "origin"));
    add_reasons(ranked, row);
  }
}

}  // namespace osteosign
