#pragma once
#include <vector>

#include "features/radiograph/femur/square_film.h"

namespace osteosign {

/// Probability of each cell of a square grid that holds the whole film that it belongs to a lesion, of
/// whatever kind and place; nobody pointed at one.
struct LesionMap {
  static constexpr int side = 96;
  static constexpr double cells_per_square_cell = 1.0 * side / SquareFilm::side;
  std::vector<float> of_cell;  ///< side * side, column index fastest; 0 beside the film
};

/// Asks a small U-Net (Ronneberger et al., MICCAI 2015) for the film and for its mirror image; mean of what
/// it says. Learned on femur films with tumours and without, and on lesions painted into them, by
/// scripts/learn_film_search; ask it of nothing else.
LesionMap look_everywhere_for_lesions(const SquareFilm& film);

}  // namespace osteosign
