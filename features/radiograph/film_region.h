#pragma once
#include <cstdint>
#include <vector>

#include "features/radiograph/pixel_box.h"
#include "features/radiograph/radiograph_field.h"

namespace osteosign {

/// A part of a film, averaged down when large, on which a lesion is outlined. Region pixel (c, r) covers the
/// `step` x `step` film pixels that start at (first_column + c * step, first_row + r * step).
struct FilmRegion {
  PixelBox box;     ///< in film pixels
  double step = 1;  ///< film pixels per region pixel, 1 or more
  int columns = 0;
  int rows = 0;
  std::vector<float> grey;           ///< averaged film values
  std::vector<std::uint8_t> usable;  ///< 1 where the field is usable

  std::size_t size() const { return grey.size(); }
  double region_column(double film_column) const {
    return (film_column - box.first_column + 0.5) / step - 0.5;
  }
  double region_row(double film_row) const { return (film_row - box.first_row + 0.5) / step - 0.5; }
  double film_column(double column) const { return (column + 0.5) * step - 0.5 + box.first_column; }
  double film_row(double row) const { return (row + 0.5) * step - 0.5 + box.first_row; }
};

/// Cuts `box` (clipped to the film) out and averages it down until its longer side has `longest_side` pixels.
FilmRegion cut_region(const Radiograph& film, const RadiographField& field, const PixelBox& box,
                      int longest_side);

/// Gaussian smoothing of region values, sigma in region pixels.
std::vector<float> smoothed(const std::vector<float>& values, int columns, int rows, double sigma);

/// `box` made larger by `fraction` of its size on each side.
PixelBox loosened(const PixelBox& box, double fraction);

}  // namespace osteosign
