#include "pipeline/tables/write_tables.h"

#include <fmt/format.h>

#include "io/values/errors.h"
#include "pipeline/output_folder.h"
#include "pipeline/tables/csv.h"
#include "pipeline/tables/sqlite_file.h"

namespace osteosign {
namespace {

namespace fs = std::filesystem;

const char* sql_type(CellType type) {
  if (type == CellType::whole) return "INTEGER";
  return type == CellType::number ? "REAL" : "TEXT";
}

void write_table(SqliteFile& file, const Table& table) {
  std::string columns, places;
  for (const TableColumn& column : table.columns) {
    columns +=
        fmt::format("{}{} {}", columns.empty() ? "" : ", ", sql_name(column.name), sql_type(column.type));
    places += places.empty() ? "?" : ", ?";
  }
  file.execute(fmt::format("CREATE TABLE {} ({})", sql_name(table.name), columns));
  SqliteStatement insert =
      file.prepare(fmt::format("INSERT INTO {} VALUES ({})", sql_name(table.name), places));
  for (const std::vector<Cell>& row : table.rows) {
    for (std::size_t each = 0; each < row.size(); ++each) insert.bind(static_cast<int>(each) + 1, row[each]);
    insert.run();
  }
}

void write_sqlite(const std::vector<const Table*>& tables, const fs::path& path) {
  SqliteFile file(path);
  file.execute("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN");
  for (const Table* const table : tables) write_table(file, *table);
  file.execute("COMMIT");
}

void replace(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::rename(from, to, error);
  if (error) throw OutputError(fmt::format("{}: {}", to.string(), error.message()));
}

}  // namespace

Table data_dictionary() {
  Table dictionary{"data_dictionary",
                   "one row for each column of each table",
                   {{"table", CellType::text, "", "Table", ""},
                    {"column", CellType::text, "", "Column", ""},
                    {"type", CellType::text, "", "text, whole number, number, or true or false", ""},
                    {"unit", CellType::text, "", "Unit (UCUM)", "it has none, or `unit` tells it row by row"},
                    {"definition", CellType::text, "", "What it is", ""},
                    {"missing", CellType::text, "", "When a cell is empty", "it never is"}}};
  CohortTables tables;
  const auto add = [&dictionary](const Table& table) {
    for (const TableColumn& column : table.columns) {
      const auto cell = [](const std::string& text) { return text.empty() ? Cell() : Cell(text); };
      dictionary.rows.push_back({table.name, column.name, std::string(word(column.type)), cell(column.unit),
                                 cell(column.definition), cell(column.missing)});
    }
  };
  for (const Table* const table : tables.all()) add(*table);
  add(Table(dictionary));
  return dictionary;
}

void write_tables(CohortTables& tables, const fs::path& folder) {
  const fs::path csv_folder = folder / "tables";
  const fs::path partial = folder / ".tables.partial";
  std::error_code ignored;
  fs::remove_all(partial, ignored);
  fs::create_directories(partial, ignored);
  fs::create_directories(csv_folder, ignored);
  const Table dictionary = data_dictionary();
  std::vector<const Table*> all{&dictionary};
  for (const Table* const table : tables.all()) all.push_back(table);
  for (const Table* const table : all) write_text(partial / (table->name + ".csv"), csv_text(*table));
  write_sqlite(all, partial / "tables.sqlite");
  for (const Table* const table : all)
    replace(partial / (table->name + ".csv"), csv_folder / (table->name + ".csv"));
  replace(partial / "tables.sqlite", folder / "tables.sqlite");
  fs::remove_all(partial, ignored);
}

std::string tables_text() {
  std::string text = "| table | what it has | columns |\n|---|---|---|\n";
  CohortTables tables;
  for (const Table* const table : tables.all())
    text += fmt::format("| `{}` | {} | {} |\n", table->name, table->meaning, table->columns.size());
  return text;
}

}  // namespace osteosign
