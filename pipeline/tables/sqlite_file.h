#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include "pipeline/tables/table.h"

struct sqlite3;
struct sqlite3_stmt;

namespace osteosign {

/// A prepared statement: `bind` its places from 1, then `step` through its rows.
class SqliteStatement {
 public:
  SqliteStatement(sqlite3* file, const std::string& sql);
  SqliteStatement& bind(int place, const Cell& cell);
  /// True while there is a row. Throws OutputError.
  bool step();
  /// Runs a statement without rows and makes it ready for the next values.
  void run();
  std::string text(int column) const;
  std::int64_t whole(int column) const;

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  sqlite3* file_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

/// One SQLite database file. Every failure is an OutputError that names the file.
class SqliteFile {
 public:
  explicit SqliteFile(const std::filesystem::path& file);
  void execute(const std::string& sql);
  SqliteStatement prepare(const std::string& sql);

 private:
  struct Close {
    void operator()(sqlite3* file) const;
  };
  std::unique_ptr<sqlite3, Close> file_;
};

/// "name" as SQL writes a name.
std::string sql_name(const std::string& name);

}  // namespace osteosign
