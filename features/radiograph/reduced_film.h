#pragma once
#include <cstdint>
#include <vector>

#include "io/images/radiograph.h"

namespace osteosign {

/// A film averaged down to a size at which borders, air and letters are searched, its grey values scaled to
/// 0 (0.1st percentile) .. 1 (99.9th percentile), clipped. Pixel (c, r) covers `step` x `step` film pixels.
struct ReducedFilm {
  int columns = 0;
  int rows = 0;
  double step = 1;
  std::vector<float> grey;
};

/// Unknown when the film is smaller than 16 x 16 pixels or holds one grey value only.
Measured<ReducedFilm> reduce_film(const Radiograph& film, int longest_side);

/// A mask of the reduced film on the pixels of the film itself.
std::vector<std::uint8_t> enlarge_mask(const std::vector<std::uint8_t>& mask, const ReducedFilm& reduced,
                                       int film_columns, int film_rows);

}  // namespace osteosign
