#pragma once
#include <array>
#include <opencv2/core.hpp>

#include "features/radiograph/femur/square_film.h"
#include "features/radiograph/spine/body/body_on_film.h"

namespace osteosign {

/// What the network says of each cell of a square grid that holds the whole film.
struct LateralAnswer {
  static constexpr int side = 128;
  cv::Mat1f body;    ///< probability that the cell lies in a vertebral body; the sacrum is none
  cv::Mat1f sacrum;  ///< in the upper part of the sacrum
  std::array<cv::Mat1f, body_corners> corner;  ///< likeness of a corner, 0 to 1
  std::array<cv::Mat2f, body_corners> way;     ///< cells from here to the corner of the body that holds it
};

/// Asks a small U-Net (Ronneberger et al., MICCAI 2015), learned on lateral films of the lumbar spine and on
/// films cast through phantoms by scripts/learn_lateral_spine; ask it of lateral films of the spine alone.
/// Mean of the film and its mirror image.
LateralAnswer look_for_bodies(const SquareFilm& film);

/// Place on the film of a place on the grid of the answer; whole numbers are the middles of cells and pixels.
Eigen::Vector2d film_pixel_of(const Eigen::Vector2d& cell, const SquareFilm& film);

}  // namespace osteosign
