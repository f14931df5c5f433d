#include "pipeline/tables/csv.h"

#include <fmt/format.h>

#include "io/values/errors.h"

namespace osteosign {
namespace {

std::string quoted_where_needed(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char letter : text) {
    if (letter == '"') quoted += '"';
    quoted += letter;
  }
  return quoted + '"';
}

/// Reads one record after the other.
class CsvReader {
 public:
  CsvReader(const std::string& text, const std::string& origin) : text_(text), origin_(origin) {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
  }
  bool at_end() const { return at_ >= text_.size(); }
  CsvRecord record() {
    CsvRecord record{line_, {}};
    do record.fields.push_back(field());
    while (take(','));
    take('\r');
    if (!at_end() && !take('\n')) refuse("a quote is followed by more text");
    ++line_;
    return record;
  }

 private:
  bool take(char wanted) {
    if (at_end() || text_[at_] != wanted) return false;
    ++at_;
    return true;
  }
  [[noreturn]] void refuse(const std::string& why) const {
    throw UsageError(fmt::format("{}: line {}: {}", origin_, line_, why));
  }
  std::string field() { return take('"') ? quoted() : plain(); }
  std::string plain() {
    const std::size_t end = std::min(text_.find_first_of(",\r\n\"", at_), text_.size());
    if (end < text_.size() && text_[end] == '"')
      refuse("a quote inside of a text that does not begin with one");
    const std::string found = text_.substr(at_, end - at_);
    at_ = end;
    return found;
  }
  std::string quoted() {
    std::string found;
    while (!at_end()) {
      const char letter = text_[at_++];
      if (letter == '"' && !take('"')) return found;
      if (letter == '\n') ++line_;
      found += letter;
    }
    refuse("a quote is not closed");
  }

  const std::string& text_;
  const std::string& origin_;
  std::size_t at_ = 0;
  int line_ = 1;
};

}  // namespace

std::string csv_text(const Table& table) {
  std::string text;
  const auto add_line = [&text](const auto& cells, auto&& text_of) {
    bool first = true;
    for (const auto& cell : cells) {
      if (!first) text += ',';
      first = false;
      text += quoted_where_needed(text_of(cell));
    }
    text += "\r\n";
  };
  add_line(table.columns, [](const TableColumn& column) { return column.name; });
  for (const std::vector<Cell>& row : table.rows) add_line(row, cell_text);
  return text;
}

std::vector<CsvRecord> parse_csv(const std::string& text, const std::string& origin) {
  CsvReader reader(text, origin);
  std::vector<CsvRecord> records;
  while (!reader.at_end()) records.push_back(reader.record());
  return records;
}

}  // namespace osteosign
