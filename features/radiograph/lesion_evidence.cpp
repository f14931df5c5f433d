#include "features/radiograph/lesion_evidence.h"

#include <algorithm>
#include <cmath>

#include "features/radiograph/grey_mixture.h"

namespace osteosign {
namespace {

constexpr float never = -50;

std::vector<float> place_in_box(const FilmRegion& region, const PixelBox& box) {
  std::vector<float> place(region.size());
  for (int r = 0; r < region.rows; ++r)
    for (int c = 0; c < region.columns; ++c) {
      const double x = (region.film_column(c) - box.centre_column()) / (0.5 * box.columns());
      const double y = (region.film_row(r) - box.centre_row()) / (0.5 * box.rows());
      place[static_cast<std::size_t>(r) * region.columns + c] = static_cast<float>(std::hypot(x, y));
    }
  return place;
}

/// Scaled by the SD outside the box, where the background is known.
std::vector<float> scaled_residual(const FilmRegion& region, const std::vector<float>& expected,
                                   const std::vector<float>& place) {
  std::vector<float> residual = smoothed(region.grey, region.columns, region.rows, 1.0);
  double sum = 0, count = 0;
  for (std::size_t i = 0; i < residual.size(); ++i) {
    residual[i] -= expected[i];
    if (place[i] <= 1 || region.usable[i] == 0) continue;
    sum += static_cast<double>(residual[i]) * residual[i];
    count += 1;
  }
  const double sd = count > 0 ? std::sqrt(sum / count) : 0;
  const auto scale = static_cast<float>(sd > 0 ? 1 / sd : 1);
  for (float& z : residual) z *= scale;
  return residual;
}

/// Root of the mean squared difference from the local mean.
std::vector<float> texture_energy(const FilmRegion& region) {
  constexpr double grain = 1.0, window = 3.0;
  const std::vector<float> fine = smoothed(region.grey, region.columns, region.rows, grain);
  const std::vector<float> coarse = smoothed(region.grey, region.columns, region.rows, window);
  std::vector<float> energy(fine.size());
  for (std::size_t i = 0; i < fine.size(); ++i) energy[i] = (fine[i] - coarse[i]) * (fine[i] - coarse[i]);
  energy = smoothed(energy, region.columns, region.rows, window);
  for (float& e : energy) e = std::sqrt(std::max(0.0F, e));
  return energy;
}

/// Log ratio of the mixtures of lesion and surroundings at each pixel.
std::vector<float> log_ratio(const FilmRegion& region, const std::vector<float>& feature,
                             const std::vector<float>& probability) {
  std::vector<float> samples, lesion, surroundings;
  for (std::size_t i = 0; i < feature.size(); ++i) {
    if (region.usable[i] == 0) continue;
    samples.push_back(feature[i]);
    lesion.push_back(probability[i]);
    surroundings.push_back(1 - probability[i]);
  }
  std::vector<float> ratio(feature.size(), 0);
  if (samples.empty()) return ratio;
  const auto [lowest, highest] = std::minmax_element(samples.begin(), samples.end());
  const double least_sd = std::max(1e-6, 0.02 * (static_cast<double>(*highest) - *lowest));
  const GreyMixture in = fit_grey_mixture(samples, lesion, least_sd);
  const GreyMixture out = fit_grey_mixture(samples, surroundings, least_sd);
  for (std::size_t i = 0; i < feature.size(); ++i)
    ratio[i] = static_cast<float>(in.log_density(feature[i]) - out.log_density(feature[i]));
  return ratio;
}

}  // namespace

LesionEvidence weigh_evidence(const FilmRegion& region, const PixelBox& box, const std::vector<float>& expected,
                              const LesionEvidenceParameters& parameters) {
  LesionEvidence evidence;
  evidence.place = place_in_box(region, box);
  evidence.residual = scaled_residual(region, expected, evidence.place);
  const std::vector<float> texture = texture_energy(region);
  std::vector<float> by_place(region.size());
  for (std::size_t i = 0; i < by_place.size(); ++i)
    by_place[i] = static_cast<float>(parameters.border_sharpness * (parameters.border_place - evidence.place[i]));
  evidence.log_odds = by_place;
  const auto limit = static_cast<float>(parameters.greatest_log_odds);
  const auto weight = static_cast<float>(parameters.appearance_weight);
  std::vector<float> probability(region.size());
  for (int round = 0; round < parameters.rounds; ++round) {
    for (std::size_t i = 0; i < probability.size(); ++i)
      probability[i] = 1 / (1 + std::exp(-std::clamp(evidence.log_odds[i], -20.0F, 20.0F)));
    const std::vector<float> by_residual = log_ratio(region, evidence.residual, probability);
    const std::vector<float> by_texture = log_ratio(region, texture, probability);
    for (std::size_t i = 0; i < by_place.size(); ++i)
      evidence.log_odds[i] =
          by_place[i] + std::clamp(weight * (by_residual[i] + by_texture[i]), -limit, limit);
  }
  for (std::size_t i = 0; i < by_place.size(); ++i)
    if (region.usable[i] == 0) evidence.log_odds[i] = never;
  return evidence;
}

}  // namespace osteosign
