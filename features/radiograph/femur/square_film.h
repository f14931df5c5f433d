#pragma once
#include <Eigen/Core>
#include <vector>

#include "io/images/radiograph.h"

namespace osteosign {

/// A film as the networks see it, whatever its size and units: its longest side over the full side of a
/// square grid, centred.
struct SquareFilm {
  static constexpr int side = 256;
  std::vector<float> grey;  ///< 1st to 99.5th percentile of the film to 0 .. 1, clipped; beside the film 0
  int film_columns = 0;     ///< pixels of the film
  int film_rows = 0;
  int first_column = 0;  ///< cells that hold the film
  int first_row = 0;
  int columns = 0;
  int rows = 0;
  Eigen::Vector2d scale{1, 1};  ///< cells per pixel

  /// Cell in which a pixel lies; both have their whole numbers in the middle.
  Eigen::Vector2d cell_of(const Eigen::Vector2d& pixel) const {
    const Eigen::Vector2d half{0.5, 0.5}, first(first_column, first_row);
    return scale.cwiseProduct(pixel + half) - half + first;
  }
};

SquareFilm on_square(const Radiograph& film);

}  // namespace osteosign
