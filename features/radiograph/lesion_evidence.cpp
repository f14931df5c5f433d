#include "features/radiograph/lesion_evidence.h"

#include <algorithm>
#include <cmath>

#include "features/profile/fit_curve.h"
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

/// Which pixels teach the two appearances.
struct TrainingWeights {
  std::vector<float> lesion;
  std::vector<float> surroundings;
};

Estimate mean_and_sd(const std::vector<float>& values) {
  Estimate e{0, 0};
  for (const float v : values) e.value += v / static_cast<double>(values.size());
  for (const float v : values) e.sd += (v - e.value) * (v - e.value) / static_cast<double>(values.size());
  e.sd = std::sqrt(e.sd);
  return e;
}

/// Lesion: the core of the box. Surroundings: beyond the farthest border, and only where the expected grey is
/// one that is expected in the core as well: muscle beside the bone says nothing about a lesion in the bone.
TrainingWeights training_weights(const FilmRegion& region, const std::vector<float>& place,
                                 const std::vector<float>& expected,
                                 const LesionEvidenceParameters& parameters) {
  TrainingWeights weights{std::vector<float>(region.size(), 0), std::vector<float>(region.size(), 0)};
  std::vector<float> in_core;
  for (std::size_t i = 0; i < region.size(); ++i)
    if (region.usable[i] != 0 && place[i] < parameters.core_place) in_core.push_back(expected[i]);
  if (in_core.empty()) return weights;
  const Estimate core = mean_and_sd(in_core);
  constexpr double least_share_of_all = 0.25;
  const double spread = std::max({1e-6, core.sd, least_share_of_all * mean_and_sd(expected).sd});
  for (std::size_t i = 0; i < region.size(); ++i) {
    if (region.usable[i] == 0) continue;
    constexpr double of_any_tissue = 0.01;
    const double z = (expected[i] - core.value) / spread;
    if (place[i] < parameters.core_place) weights.lesion[i] = 1;
    if (place[i] > parameters.surroundings_place)
      weights.surroundings[i] = static_cast<float>(std::exp(-0.5 * z * z) + of_any_tissue);
  }
  return weights;
}

/// Log ratio of the mixtures of lesion and surroundings at each pixel.
std::vector<float> log_ratio(const FilmRegion& region, const std::vector<float>& feature,
                             const TrainingWeights& weights) {
  const auto [lowest, highest] = std::minmax_element(feature.begin(), feature.end());
  const double least_sd = std::max(1e-6, 0.03 * (static_cast<double>(*highest) - *lowest));
  const GreyMixture in = fit_grey_mixture(feature, weights.lesion, least_sd);
  const GreyMixture out = fit_grey_mixture(feature, weights.surroundings, least_sd);
  std::vector<float> ratio(feature.size(), 0);
  for (std::size_t i = 0; i < feature.size(); ++i)
    if (region.usable[i] != 0)
      ratio[i] = static_cast<float>(in.log_density(feature[i]) - out.log_density(feature[i]));
  return ratio;
}

}  // namespace

LesionEvidence weigh_evidence(const FilmRegion& region, const PixelBox& box,
                              const std::vector<float>& expected,
                              const LesionEvidenceParameters& parameters) {
  LesionEvidence evidence;
  evidence.place = place_in_box(region, box);
  evidence.residual = scaled_residual(region, expected, evidence.place);
  const TrainingWeights weights = training_weights(region, evidence.place, expected, parameters);
  const std::vector<float> by_residual = log_ratio(region, evidence.residual, weights);
  const std::vector<float> by_texture = log_ratio(region, texture_energy(region), weights);
  evidence.log_odds.resize(region.size());
  const double limit = parameters.greatest_log_odds;
  for (std::size_t i = 0; i < region.size(); ++i) {
    const double by_place = parameters.border_sharpness * (parameters.border_place - evidence.place[i]);
    const double appearance =
        parameters.appearance_weight * (by_residual[i] + parameters.texture_weight * by_texture[i]);
    evidence.log_odds[i] =
        region.usable[i] == 0 ? never : static_cast<float>(by_place + std::clamp(appearance, -limit, limit));
  }
  return evidence;
}

}  // namespace osteosign
