#include "pipeline/service/database.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <memory>

#include "io/values/errors.h"

namespace osteosign {
namespace {

using Statement = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

int bind(sqlite3_stmt* statement, int place, const DatabaseValue& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value))
    return sqlite3_bind_int64(statement, place, *number);
  const std::string& text = std::get<std::string>(value);
  return sqlite3_bind_text(statement, place, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
}

DatabaseRow row_of(sqlite3_stmt* statement) {
  DatabaseRow row;
  for (int column = 0; column < sqlite3_column_count(statement); ++column) {
    if (sqlite3_column_type(statement, column) == SQLITE_INTEGER) {
      row.emplace_back(std::int64_t{sqlite3_column_int64(statement, column)});
    } else {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
      row.emplace_back(std::string(text == nullptr ? "" : text));
    }
  }
  return row;
}

}  // namespace

Database::Database(const std::filesystem::path& file) : file_(file) {
  constexpr int patience_ms = 10'000;
  if (sqlite3_open(file.c_str(), &handle_) != SQLITE_OK) fail("open");
  sqlite3_busy_timeout(handle_, patience_ms);
  run("PRAGMA journal_mode=WAL");
  run("PRAGMA synchronous=FULL");
}

Database::~Database() { sqlite3_close(handle_); }

void Database::fail(const char* what) const {
  throw OutputError(fmt::format("{}: {}: {}", file_.string(), what,
                                handle_ == nullptr ? "out of memory" : sqlite3_errmsg(handle_)));
}

std::vector<DatabaseRow> Database::run(const char* text, std::initializer_list<DatabaseValue> values) {
  sqlite3_stmt* prepared = nullptr;
  if (sqlite3_prepare_v2(handle_, text, -1, &prepared, nullptr) != SQLITE_OK) fail(text);
  const Statement statement(prepared, &sqlite3_finalize);
  int place = 0;
  for (const DatabaseValue& value : values)
    if (bind(statement.get(), ++place, value) != SQLITE_OK) fail(text);
  std::vector<DatabaseRow> rows;
  int step = sqlite3_step(statement.get());
  for (; step == SQLITE_ROW; step = sqlite3_step(statement.get())) rows.push_back(row_of(statement.get()));
  if (step != SQLITE_DONE) fail(text);
  return rows;
}

Transaction::Transaction(Database& database) : database_(database) { database_.run("BEGIN IMMEDIATE"); }

Transaction::~Transaction() {
  if (committed_) return;
  try {
    database_.run("ROLLBACK");
  } catch (const Failure&) {  // the disk is gone: SQLite rolls back when it opens the file again
  }
}

void Transaction::commit() {
  database_.run("COMMIT");
  committed_ = true;
}

}  // namespace osteosign
