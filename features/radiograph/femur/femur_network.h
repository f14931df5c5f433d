#pragma once
#include <Eigen/Core>
#include <array>
#include <vector>

#include "features/radiograph/femur/square_film.h"

namespace osteosign {

/// What the network says of each cell of a square grid that holds the whole film: probabilities of
/// background, diaphysis, metaphysis, epiphysis and apophysis of the femur; they add up to 1.
struct FemurProbabilities {
  static constexpr int side = 128;
  static constexpr std::size_t classes = 5;      ///< background and four parts
  std::array<std::vector<float>, classes> part;  ///< side * side, column index fastest
  int film_columns = 0;
  int film_rows = 0;
  /// Cell = scale * (pixel + 0.5) - 0.5 + first, for columns and rows.
  Eigen::Vector2d scale{1, 1};
  Eigen::Vector2d first{0, 0};
};

/// Asks a small U-Net (Ronneberger et al., MICCAI 2015), learned on femur films by scripts/learn_femur_films;
/// it has seen femora only, so ask it of nothing else. Mean of the film and its mirror image. The film must
/// hold at least 16 x 16 pixels and two grey values.
FemurProbabilities look_for_femur(const SquareFilm& film);

}  // namespace osteosign
