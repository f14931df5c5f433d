#pragma once
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace osteosign {

enum class CellType { text, whole, number, truth };

std::string_view word(CellType type);

/// The one place where a column is described; the header of the CSV file, the SQLite table and the data
/// dictionary are printed from it.
struct TableColumn {
  std::string name;  ///< with its unit: `spacing_x_mm`
  CellType type = CellType::text;
  std::string unit;        ///< UCUM, empty for words and plain numbers
  std::string definition;  ///< a sentence
  std::string missing;     ///< when the cell is empty; empty: never
};

/// A value, or an empty cell. A truth is kept as text, `true` or `false`.
using Cell = std::variant<std::monostate, std::string, std::int64_t, double>;

/// A tidy table: one row for each thing that its meaning names.
struct Table {
  std::string name;
  std::string meaning;  ///< "one row for each lesion"
  std::vector<TableColumn> columns;
  std::vector<std::vector<Cell>> rows = {};
};

/// Place of a column. Asking for one that does not exist is a bug.
std::size_t column_place(const Table& table, std::string_view column);

/// The text of a cell: whole numbers as they are, others with the fewest digits that give them back, a dot
/// for decimals; empty when there is no value.
std::string cell_text(const Cell& cell);

/// Rows in the order of their cells from left to right, so that the same rows give the same bytes.
void sort_rows(Table& table);

}  // namespace osteosign
