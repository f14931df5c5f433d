#pragma once
#include <Eigen/Core>
#include <vector>

#include "features/radiograph/femur/square_film.h"

namespace osteosign {

/// Probability of each cell of the square grid that it belongs to the lesion that a pixel points at.
struct LesionProbability {
  static constexpr int side = SquareFilm::side;
  std::vector<float> of_cell;  ///< side * side, column index fastest; 0 beside the film
};

/// Asks a small U-Net (Ronneberger et al., MICCAI 2015) for windows of three sizes round the cell of a click
/// and for their mirror images; mean of what it says. It is told where the click is by the middle of the
/// window and by a bump there (Xu et al., Deep interactive object selection, CVPR 2016). Learned on femur
/// films and on lesions painted into them by scripts/learn_film_lesions; ask it of nothing else.
LesionProbability look_for_lesion(const SquareFilm& film, const Eigen::Vector2d& click_cell);

}  // namespace osteosign
