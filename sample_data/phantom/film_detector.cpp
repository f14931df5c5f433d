#include "sample_data/phantom/film_detector.h"

#include <algorithm>
#include <cmath>

#include "sample_data/phantom/random_numbers.h"
#include "sample_data/phantom/sampling_kernel.h"

namespace osteosign::phantom {

namespace {

constexpr double scatter_sigma_mm = 30;
constexpr double least_transmission = 1e-4;
constexpr double linear_headroom = 0.95;  // of the stored range, so that noise in direct exposure is kept

struct Plane {
  int columns;
  int rows;
  std::vector<float> values;
};

/// Blurs along x or, with a stride of a row, along y; the outermost value goes on beyond the edge.
void blur_lines(Plane& plane, const std::vector<float>& weights, int lines, int length, int line_step,
                int step) {
  const int reach = static_cast<int>(weights.size()) / 2;
  std::vector<float> line(static_cast<std::size_t>(length));
  for (int l = 0; l < lines; ++l) {
    for (int i = 0; i < length; ++i)
      line[static_cast<std::size_t>(i)] = plane.values[static_cast<std::size_t>(l * line_step + i * step)];
    for (int i = 0; i < length; ++i) {
      float sum = 0;
      for (int t = -reach; t <= reach; ++t)
        sum += weights[static_cast<std::size_t>(t + reach)] *
               line[static_cast<std::size_t>(std::clamp(i + t, 0, length - 1))];
      plane.values[static_cast<std::size_t>(l * line_step + i * step)] = sum;
    }
  }
}

Plane blurred(Plane plane, double sigma_px) {
  if (sigma_px <= 0) return plane;
  const std::vector<float> weights = sampling_kernel(1, 1, 0, sigma_px).weights;
  blur_lines(plane, weights, plane.rows, plane.columns, plane.columns, 1);
  blur_lines(plane, weights, plane.columns, plane.rows, 1, plane.columns);
  return plane;
}

void add_scatter(Plane& transmission, const FilmExposure& exposure) {
  if (exposure.scatter_to_primary <= 0) return;
  const Plane scatter = blurred(transmission, scatter_sigma_mm / exposure.pixel_mm);
  for (std::size_t i = 0; i < scatter.values.size(); ++i)
    transmission.values[i] += static_cast<float>(exposure.scatter_to_primary) * scatter.values[i];
}

/// Quantum noise: a normal distribution with the variance of the Poisson distribution.
void add_quantum_noise(Plane& transmission, const FilmExposure& exposure) {
  if (exposure.quanta_per_pixel <= 0) return;
  RandomNumbers random(static_cast<std::uint64_t>(exposure.seed), 0);
  for (float& value : transmission.values)
    value += static_cast<float>(std::sqrt(value / exposure.quanta_per_pixel) * random.normal());
}

std::uint16_t stored(double value) {
  return static_cast<std::uint16_t>(std::lround(std::clamp(value, 0.0, static_cast<double>(largest_stored))));
}

}  // namespace

Radiograph unexposed_film(const FilmExposure& exposure) {
  Radiograph film;
  film.columns = exposure.columns;
  film.rows = exposure.rows;
  const double object_mm = exposure.pixel_mm * exposure.source_object_mm / exposure.source_detector_mm;
  film.spacing = PixelSpacing{object_mm, object_mm, false};
  film.spacing_source =
      "Imager Pixel Spacing (0018,1164) times Distance Source to Patient over Source to Detector";
  film.relation =
      exposure.linear_exposure > 0 ? IntensityRelation::linear_exposure : IntensityRelation::log_attenuation;
  film.modality = "DX";
  return film;
}

std::vector<std::uint16_t> detect(const std::vector<float>& attenuation, const FilmExposure& exposure,
                                  double stored_per_unit) {
  Plane transmission{exposure.columns, exposure.rows, attenuation};
  for (float& value : transmission.values) value = std::exp(-value);
  const double magnification = exposure.source_detector_mm / exposure.source_object_mm;
  const double focal_sigma_mm = exposure.focal_spot_mm * (magnification - 1) / std::sqrt(12.0);
  transmission = blurred(std::move(transmission), focal_sigma_mm / exposure.pixel_mm);
  add_scatter(transmission, exposure);
  add_quantum_noise(transmission, exposure);
  transmission = blurred(std::move(transmission), exposure.detector_sigma_mm / exposure.pixel_mm);
  std::vector<std::uint16_t> film;
  film.reserve(transmission.values.size());
  for (const float value : transmission.values) {
    const double sure = std::max<double>(value, least_transmission);
    film.push_back(exposure.linear_exposure > 0 ? stored(largest_stored * (1 - linear_headroom * sure))
                                                : stored(-std::log(sure) * stored_per_unit));
  }
  return film;
}

}  // namespace osteosign::phantom
