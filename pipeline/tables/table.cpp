#include "pipeline/tables/table.h"

#include <fmt/format.h>

#include <algorithm>

#include "io/values/errors.h"

namespace osteosign {

std::string_view word(CellType type) {
  switch (type) {
    case CellType::text:
      return "text";
    case CellType::whole:
      return "whole number";
    case CellType::number:
      return "number";
    case CellType::truth:
      return "true or false";
  }
  throw InternalError("cell type without a word");
}

std::size_t column_place(const Table& table, std::string_view column) {
  const auto found = std::ranges::find(table.columns, column, &TableColumn::name);
  if (found == table.columns.end())
    throw InternalError(fmt::format("table {} has no column {}", table.name, column));
  return static_cast<std::size_t>(found - table.columns.begin());
}

std::string cell_text(const Cell& cell) {
  if (const auto* const text = std::get_if<std::string>(&cell)) return *text;
  if (const auto* const whole = std::get_if<std::int64_t>(&cell)) return fmt::format("{}", *whole);
  if (const auto* const number = std::get_if<double>(&cell)) return fmt::format("{}", *number);
  return {};
}

void sort_rows(Table& table) { std::ranges::sort(table.rows); }

}  // namespace osteosign
