#pragma once
#include <string>
#include <vector>

#include "pipeline/tables/table.h"

namespace osteosign {

/// A table as CSV (RFC 4180): UTF-8 without a mark, a header line, commas, lines end with CR LF, a text with
/// a comma, a quote or a line end stands in quotes and its quotes are doubled. An empty cell has no quotes.
std::string csv_text(const Table& table);

/// The records of a CSV text: the same rules, lines may also end with LF. Throws UsageError naming `origin`
/// and the line where a quote is not closed or stands inside of a plain text.
struct CsvRecord {
  int line = 0;  ///< where it begins, from 1
  std::vector<std::string> fields;
};
std::vector<CsvRecord> parse_csv(const std::string& text, const std::string& origin);

}  // namespace osteosign
