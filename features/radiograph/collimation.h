#pragma once
#include <Eigen/Core>
#include <cstdint>
#include <vector>

#include "features/radiograph/reduced_film.h"

namespace osteosign {

struct CollimationParameters {
  double least_line_fraction = 0.4;       ///< of the shorter side
  double greatest_outside_spread = 0.06;  ///< 5th to 95th percentile outside, of the film's grey range
  double least_centre_distance = 0.15;    ///< of the shorter side
};

/// The field left by the collimator: a convex polygon in film pixels, corners in order; the whole film when
/// no border was found. Definition: long straight edges (Hough lines of Canny edges) beyond which the film is
/// uniform; each cuts a half plane off. Reference: methods B1. A straight skin line with nothing but air
/// beyond it is cut as well: no tissue is lost by that.
std::vector<Eigen::Vector2d> find_collimation(const ReducedFilm& film,
                                              const CollimationParameters& parameters);

/// 1 inside a convex polygon given in film pixels, for a grid whose pixel covers `step` film pixels.
std::vector<std::uint8_t> fill_polygon(const std::vector<Eigen::Vector2d>& corners, int columns, int rows,
                                       double step);

}  // namespace osteosign
