#pragma once

namespace osteosign {

/// A box on a radiograph in pixels, both ends inside it: columns first_column .. last_column.
struct PixelBox {
  int first_column = 0;
  int first_row = 0;
  int last_column = -1;
  int last_row = -1;

  int columns() const { return last_column - first_column + 1; }
  int rows() const { return last_row - first_row + 1; }
  double centre_column() const { return 0.5 * (first_column + last_column); }
  double centre_row() const { return 0.5 * (first_row + last_row); }
  bool contains(int column, int row) const {
    return column >= first_column && column <= last_column && row >= first_row && row <= last_row;
  }
};

}  // namespace osteosign
