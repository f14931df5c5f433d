#include "pipeline/batch/study_list.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "io/values/errors.h"
#include "pipeline/tables/csv.h"

namespace osteosign {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

std::string whole_text(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw InputError(fmt::format("{}: cannot be opened", file.string()));
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<std::string> split_values(const std::string& cell) {
  std::vector<std::string> values;
  for (std::size_t start = 0; start <= cell.size();) {
    const std::size_t end = std::min(cell.find(';', start), cell.size());
    if (end > start) values.push_back(cell.substr(start, end - start));
    start = end + 1;
  }
  return values;
}

/// Turns cells into rows and refuses what is no option.
class RowMaker {
 public:
  RowMaker(const fs::path& file, const std::set<std::string>& options)
      : file_(file), folder_(fs::absolute(file).parent_path()), options_(options) {}

  void check_column(const std::string& column, const std::string& where) const {
    if (column != "input" && !options_.contains(option_of(column)))
      throw UsageError(fmt::format("{}: {}: '{}' is neither 'input' nor an option that a study can have: {}",
                                   file_.string(), where, column, fmt::join(options_, ", ")));
  }
  void add(ListRow& row, const std::string& column, const std::vector<std::string>& values) const {
    for (const std::string& value : values) {
      if (column == "input") {
        row.inputs.push_back((folder_ / value).lexically_normal());
        continue;
      }
      const std::string option = option_of(column);
      // One word: values such as "-12,3,40" begin with a dash.
      row.words.push_back(fmt::format(
          "--{}={}", option,
          file_options().contains(option) ? (folder_ / value).lexically_normal().string() : value));
    }
  }
  void require_input(const ListRow& row, const std::string& where) const {
    if (row.inputs.empty()) throw UsageError(fmt::format("{}: {}: no input is given", file_.string(), where));
  }

 private:
  static std::string option_of(std::string column) {
    std::ranges::replace(column, '_', '-');
    return column;
  }
  const fs::path& file_;
  fs::path folder_;
  const std::set<std::string>& options_;
};

std::vector<ListRow> rows_of_csv(const std::string& text, const fs::path& file, const RowMaker& maker) {
  const std::vector<CsvRecord> records = parse_csv(text, file.string());
  if (records.empty())
    throw UsageError(file.string() + ": the list is empty; its first line names the columns");
  const std::vector<std::string>& columns = records.front().fields;
  for (std::size_t each = 0; each < columns.size(); ++each) {
    maker.check_column(columns[each], "line 1");
    if (std::ranges::count(columns, columns[each]) > 1)
      throw UsageError(fmt::format("{}: line 1: column '{}' is there twice", file.string(), columns[each]));
  }
  std::vector<ListRow> rows;
  for (std::size_t each = 1; each < records.size(); ++each) {
    const CsvRecord& record = records[each];
    if (record.fields.size() == 1 && record.fields[0].empty()) continue;
    const std::string where = fmt::format("line {}", record.line);
    if (record.fields.size() != columns.size())
      throw UsageError(fmt::format("{}: {}: {} cells, but {} columns", file.string(), where,
                                   record.fields.size(), columns.size()));
    ListRow row;
    for (std::size_t cell = 0; cell < columns.size(); ++cell)
      maker.add(row, columns[cell], split_values(record.fields[cell]));
    maker.require_input(row, where);
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<std::string> values_of(const Json& cell, const std::string& where) {
  if (cell.is_string()) return split_values(cell.get<std::string>());
  std::vector<std::string> values;
  if (cell.is_array())
    for (const Json& each : cell) {
      if (!each.is_string()) throw UsageError(where + ": a text or a list of texts is expected");
      values.push_back(each.get<std::string>());
    }
  else
    throw UsageError(where + ": a text or a list of texts is expected");
  return values;
}

std::vector<ListRow> rows_of_json(const std::string& text, const fs::path& file, const RowMaker& maker) {
  const Json json = Json::parse(text, nullptr, false, true);
  if (!json.is_array()) throw UsageError(file.string() + ": not a JSON list of objects, one for each study");
  std::vector<ListRow> rows;
  for (std::size_t each = 0; each < json.size(); ++each) {
    const std::string where = fmt::format("entry {}", each + 1);
    if (!json[each].is_object()) throw UsageError(fmt::format("{}: {}: not an object", file.string(), where));
    ListRow row;
    for (const auto& [column, cell] : json[each].items()) {
      maker.check_column(column, where);
      maker.add(row, column, values_of(cell, fmt::format("{}: {}: {}", file.string(), where, column)));
    }
    maker.require_input(row, where);
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace

const std::set<std::string>& file_options() {
  static const std::set<std::string> options{"context", "label-names", "labels",
                                             "lesion",  "parameters",  "prior"};
  return options;
}

std::vector<ListRow> read_study_list(const fs::path& file, const std::set<std::string>& options) {
  const std::string text = whole_text(file);
  const RowMaker maker(file, options);
  return file.extension() == ".json" ? rows_of_json(text, file, maker) : rows_of_csv(text, file, maker);
}

}  // namespace osteosign
