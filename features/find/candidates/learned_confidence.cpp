#include "features/find/candidates/learned_confidence.h"

#include <algorithm>
#include <cmath>

namespace osteosign {
namespace {

constexpr std::size_t hidden_units = 16;
constexpr std::size_t members = 5;

struct Network {
  double mean[RegionSigns::count];
  double spread[RegionSigns::count];
  double hidden[hidden_units][RegionSigns::count];
  double hidden_bias[hidden_units];
  double output[hidden_units];
  double output_bias;
};

/// Networks learned from different starts: the mean of their scores depends less on chance than each.
using Networks = Network[members];

struct Learned {
  Networks lytic;
  Networks dense;
  double listed_score;  ///< confidence 0.3
  double sure_score;    ///< confidence 0.5
};

constexpr Learned learned =
#include "features/find/candidates/candidate_weights.inc"
    ;

double score_of(const Network& network, const RegionSigns& signs) {
  double score = network.output_bias;
  for (std::size_t unit = 0; unit < hidden_units; ++unit) {
    double sum = network.hidden_bias[unit];
    for (std::size_t i = 0; i < RegionSigns::count; ++i) {
      constexpr double farthest =
          4;  // as while learning: what is unlike all that was seen is no stronger sign
      const double value = (signs.values[i] - network.mean[i]) / network.spread[i];
      sum += network.hidden[unit][i] * std::clamp(value, -farthest, farthest);
    }
    score += network.output[unit] * std::tanh(sum);
  }
  return score;
}

double mean_score(const Networks& networks, const RegionSigns& signs) {
  double sum = 0;
  for (const Network& network : networks) sum += score_of(network, signs);
  return sum / members;
}

}  // namespace

double learned_confidence(DensityClass density, const RegionSigns& signs) {
  const double score = mean_score(density == DensityClass::lytic ? learned.lytic : learned.dense, signs);
  const double listed = std::log(0.3 / 0.7);  // the logit of 0.3; that of 0.5 is 0
  const double logit = listed * (score - learned.sure_score) / (learned.listed_score - learned.sure_score);
  return 1 / (1 + std::exp(-logit));
}

}  // namespace osteosign
