#pragma once
#include <cmath>
#include <numbers>

#include "features/radiograph/film_region.h"

namespace osteosign {

/// Calls visit(from, to, distance) once for each pair of 8-neighbours of a grid.
template <class Visit>
void for_each_neighbour_pair(int columns, int rows, Visit&& visit) {
  for (int r = 0; r < rows; ++r)
    for (int c = 0; c < columns; ++c) {
      const int i = r * columns + c;
      if (c + 1 < columns) visit(i, i + 1, 1.0);
      if (r + 1 >= rows) continue;
      visit(i, i + columns, 1.0);
      if (c + 1 < columns) visit(i, i + columns + 1, std::numbers::sqrt2);
      if (c > 0) visit(i, i + columns - 1, std::numbers::sqrt2);
    }
}

/// How alike two pixels are, judged by the mean squared difference of all neighbours (the beta of GrabCut).
struct NeighbourContrast {
  std::vector<float> grey;
  double mean_square = 0;
  double similarity(int a, int b) const {
    const double difference = static_cast<double>(grey[a]) - grey[b];
    return mean_square > 0 ? std::exp(-0.5 * difference * difference / mean_square) : 1;
  }
};

NeighbourContrast neighbour_contrast(const FilmRegion& region);

}  // namespace osteosign
