#include "pipeline/tables/sqlite_file.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include "io/values/errors.h"

namespace osteosign {
namespace {

void require(sqlite3* file, int result) {
  if (result == SQLITE_OK || result == SQLITE_ROW || result == SQLITE_DONE) return;
  const char* const name = file == nullptr ? nullptr : sqlite3_db_filename(file, "main");
  throw OutputError(fmt::format("{}: SQLite: {}", name == nullptr ? "database" : name,
                                file == nullptr ? sqlite3_errstr(result) : sqlite3_errmsg(file)));
}

}  // namespace

void SqliteStatement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
void SqliteFile::Close::operator()(sqlite3* file) const { sqlite3_close(file); }

SqliteStatement::SqliteStatement(sqlite3* file, const std::string& sql) : file_(file) {
  sqlite3_stmt* statement = nullptr;
  require(file, sqlite3_prepare_v2(file, sql.c_str(), -1, &statement, nullptr));
  statement_.reset(statement);
}

SqliteStatement& SqliteStatement::bind(int place, const Cell& cell) {
  sqlite3_stmt* const statement = statement_.get();
  int result = SQLITE_OK;
  if (const auto* const text = std::get_if<std::string>(&cell))
    result =
        sqlite3_bind_text(statement, place, text->data(), static_cast<int>(text->size()), SQLITE_TRANSIENT);
  else if (const auto* const whole = std::get_if<std::int64_t>(&cell))
    result = sqlite3_bind_int64(statement, place, *whole);
  else if (const auto* const number = std::get_if<double>(&cell))
    result = sqlite3_bind_double(statement, place, *number);
  else
    result = sqlite3_bind_null(statement, place);
  require(file_, result);
  return *this;
}

bool SqliteStatement::step() {
  const int result = sqlite3_step(statement_.get());
  require(file_, result);
  return result == SQLITE_ROW;
}

void SqliteStatement::run() {
  step();
  require(file_, sqlite3_reset(statement_.get()));
}

std::string SqliteStatement::text(int column) const {
  const auto* const text = sqlite3_column_text(statement_.get(), column);
  return text == nullptr ? std::string() : reinterpret_cast<const char*>(text);
}

std::int64_t SqliteStatement::whole(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

SqliteFile::SqliteFile(const std::filesystem::path& file) {
  sqlite3* opened = nullptr;
  const int result = sqlite3_open(file.c_str(), &opened);
  file_.reset(opened);
  require(opened, result);
}

void SqliteFile::execute(const std::string& sql) {
  require(file_.get(), sqlite3_exec(file_.get(), sql.c_str(), nullptr, nullptr, nullptr));
}

SqliteStatement SqliteFile::prepare(const std::string& sql) { return {file_.get(), sql}; }

std::string sql_name(const std::string& name) {
  std::string quoted = "\"";
  for (const char letter : name) quoted += letter == '"' ? "\"\"" : std::string(1, letter);
  return quoted + '"';
}

}  // namespace osteosign
