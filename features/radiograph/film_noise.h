#pragma once
#include <cstdint>
#include <vector>

#include "io/images/radiograph.h"

namespace osteosign {

/// Noise of a film by grey value: quantum noise grows with exposure and a vendor curve bends it further, so
/// one number for the whole film would be wrong at both ends.
/// Definition: standard deviation of the pixel noise, from the robust spread (1.4826 MAD) of the 3x3
/// Laplacian difference divided by its gain 6 (Immerkaer, Comput Vis Image Underst 1996;64:300), in equal
/// bins of grey value. Unit: grey values of `Radiograph::pixels`. Noise that is correlated between neighbours
/// (JPEG, image smoothing) is underestimated. Unknown when fewer than `least_pixels_per_bin` pixels are
/// usable.
struct FilmNoise {
  std::vector<float> level;  ///< centre of each bin, rising
  std::vector<float> sd;     ///< noise at that level; same length
  /// Linear between bins, constant beyond the first and the last.
  double sd_at(double grey) const;
};

struct FilmNoiseParameters {
  int bins = 12;
  int least_pixels_per_bin = 200;
};

Measured<FilmNoise> measure_film_noise(const Radiograph& film, const std::vector<std::uint8_t>& usable,
                                       const FilmNoiseParameters& parameters);

}  // namespace osteosign
