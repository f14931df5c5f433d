#include "features/radiograph/film_noise.h"

#include <algorithm>
#include <cmath>

namespace osteosign {
namespace {

// The mask of Immerkaer: the difference of two Laplacians, blind to planes and to straight edges.
float laplacian_difference(const Radiograph& film, int c, int r) {
  return film.at(c - 1, r - 1) - 2 * film.at(c, r - 1) + film.at(c + 1, r - 1) - 2 * film.at(c - 1, r) +
         4 * film.at(c, r) - 2 * film.at(c + 1, r) + film.at(c - 1, r + 1) - 2 * film.at(c, r + 1) +
         film.at(c + 1, r + 1);
}

struct GreyRange {
  float lowest;
  float highest;
};

GreyRange usable_range(const Radiograph& film, const std::vector<std::uint8_t>& usable) {
  GreyRange range{INFINITY, -INFINITY};
  for (std::size_t i = 0; i < usable.size(); ++i) {
    if (usable[i] == 0) continue;
    range.lowest = std::min(range.lowest, film.pixels[i]);
    range.highest = std::max(range.highest, film.pixels[i]);
  }
  return range;
}

double robust_sd(std::vector<float>& differences) {
  constexpr double sd_of_mad = 1.4826;
  constexpr double gain = 6;
  for (float& d : differences) d = std::abs(d);
  const auto middle = differences.begin() + static_cast<std::ptrdiff_t>(differences.size() / 2);
  std::nth_element(differences.begin(), middle, differences.end());
  return sd_of_mad * *middle / gain;
}

}  // namespace

double FilmNoise::sd_at(double grey) const {
  if (level.empty()) throw InternalError("noise of a film without bins asked for");
  if (grey <= level.front()) return sd.front();
  for (std::size_t i = 1; i < level.size(); ++i) {
    if (grey > level[i]) continue;
    const double t = (grey - level[i - 1]) / (level[i] - level[i - 1]);
    return (1 - t) * sd[i - 1] + t * sd[i];
  }
  return sd.back();
}

Measured<FilmNoise> measure_film_noise(const Radiograph& film, const std::vector<std::uint8_t>& usable,
                                       const FilmNoiseParameters& parameters) {
  const GreyRange range = usable_range(film, usable);
  if (!(range.highest > range.lowest))
    return Unknown{"the film holds one grey value only, or no usable pixel"};
  const double bin_width = (static_cast<double>(range.highest) - range.lowest) / parameters.bins;
  std::vector<std::vector<float>> differences(static_cast<std::size_t>(parameters.bins));
  for (int r = 1; r + 1 < film.rows; ++r)
    for (int c = 1; c + 1 < film.columns; ++c) {
      if (usable[static_cast<std::size_t>(r) * film.columns + c] == 0) continue;
      const int bin =
          std::min(parameters.bins - 1,
                   static_cast<int>((static_cast<double>(film.at(c, r)) - range.lowest) / bin_width));
      differences[static_cast<std::size_t>(bin)].push_back(laplacian_difference(film, c, r));
    }
  FilmNoise noise;
  for (std::size_t bin = 0; bin < differences.size(); ++bin) {
    if (differences[bin].size() < static_cast<std::size_t>(parameters.least_pixels_per_bin)) continue;
    noise.level.push_back(static_cast<float>(range.lowest + (static_cast<double>(bin) + 0.5) * bin_width));
    noise.sd.push_back(static_cast<float>(robust_sd(differences[bin])));
  }
  if (noise.level.empty()) return Unknown{"too few usable pixels to measure the noise of the film"};
  return noise;
}

}  // namespace osteosign
