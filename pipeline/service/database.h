#pragma once
#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <string>
#include <variant>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace osteosign {

using DatabaseValue = std::variant<std::int64_t, std::string>;
using DatabaseRow = std::vector<DatabaseValue>;

/// One SQLite file, written so that what was committed survives the end of the process or of the machine
/// (write-ahead log, synchronous=FULL). Not for several threads at once. Throws OutputError naming the file.
class Database {
 public:
  explicit Database(const std::filesystem::path& file);
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database();

  /// Runs one statement with values for its question marks; gives the rows of its answer.
  std::vector<DatabaseRow> run(const char* statement, std::initializer_list<DatabaseValue> values = {});

 private:
  [[noreturn]] void fail(const char* what) const;
  std::filesystem::path file_;
  sqlite3* handle_ = nullptr;
};

/// All statements run while it lives are committed together by `commit`, or not at all.
class Transaction {
 public:
  explicit Transaction(Database& database);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();
  void commit();

 private:
  Database& database_;
  bool committed_ = false;
};

}  // namespace osteosign
