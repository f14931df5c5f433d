#include "features/spine/level_hypotheses.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "features/spine/level_landmark.h"

namespace osteosign {
namespace {

constexpr int cervical_count = SpineBuild::cervical;

std::array<SpineBuild, 5> builds(double variant_prior) {
  return {SpineBuild{12, 5, 1 - variant_prior}, SpineBuild{12, 6, 0.3 * variant_prior},
          SpineBuild{12, 4, 0.2 * variant_prior}, SpineBuild{13, 5, 0.25 * variant_prior},
          SpineBuild{11, 5, 0.25 * variant_prior}};
}

/// Probability that a vertebra has a rib of more than 4 cm on one side.
double rib_probability(const SpineBuild& build, int index) {
  const int last_thoracic = cervical_count + build.thoracic - 1;
  if (index < cervical_count - 1) return 0.002;
  if (index == cervical_count - 1) return 0.01;  // cervical rib
  if (index < last_thoracic) return 0.98;
  if (index == last_thoracic) return 0.95;  // short twelfth rib
  if (index == last_thoracic + 1) return 0.01;
  return 0.003;
}

/// Usual length in mm of a vertebra with its disc (methods A2.2: 16 cervical, 20 upper thoracic, 37 lumbar).
double usual_length_mm(const SpineBuild& build, int index) {
  const double first_thoracic = cervical_count, last_thoracic = cervical_count + build.thoracic - 1;
  if (index < first_thoracic) return 16.5 + 0.2 * index;
  if (index <= last_thoracic) return 19 + 11.5 * (index - first_thoracic) / (last_thoracic - first_thoracic);
  return std::min(37.0, 32.5 + 2 * (index - last_thoracic - 1));
}

/// Usual reach in mm of the transverse processes of a vertebra from the midline; chosen on the development
/// data.
double process_reach_mm(const SpineBuild& build, int index) {
  const int thoracic = index - cervical_count, lumbar = thoracic - build.thoracic;
  if (thoracic < 0) return index == cervical_count - 1 ? 33 : 27;
  if (lumbar < 0) return 36 - 10.0 * thoracic / (build.thoracic - 1);
  constexpr std::array<double, 3> upper_lumbar{38, 43, 49};
  return lumbar < 3 ? upper_lumbar[static_cast<std::size_t>(lumbar)] : 47;
}

double normal_density(double value, double spread) {
  return std::exp(-value * value / (2 * spread * spread)) / (2.5066 * spread);
}
double normal_tail(double value, double spread) { return std::erfc(value / spread / std::sqrt(2.0)) / 2; }

/// How likely a reach is for a transverse process alone. One that seems short may be a part of it.
double process_likelihood(const LateralReach& reach, double usual_mm, const LevelParameters& parameters) {
  const double beyond = reach.mm - usual_mm;
  if (reach.is_cut) return 0.005 + normal_tail(beyond, parameters.process_spread_mm);
  const double spread = beyond < 0 ? 3 * parameters.process_spread_mm : parameters.process_spread_mm;
  return 0.0003 + normal_density(beyond, spread);
}

/// The same for a rib: any reach from some mm on, and sometimes a rib is missed.
double rib_likelihood(const LateralReach& reach, const LevelParameters& parameters) {
  constexpr double range_mm = 25, missed = 0.02;
  if (reach.is_cut) return 1;
  const double seen = 1 / (1 + std::exp(-(reach.mm - parameters.rib_reach_mm) / 1.5));
  return std::max(missed, seen) / range_mm;
}

double log_rib(const LevelSigns& signs, const SpineBuild& build, int index,
               const LevelParameters& parameters) {
  const double probability = rib_probability(build, index);
  const double process_mm = process_reach_mm(build, index);
  double sum = 0;
  int sides = 0;
  for (const auto& reach : signs.reach) {
    if (!reach) continue;
    sum += std::log(probability * rib_likelihood(*reach, parameters) +
                    (1 - probability) * process_likelihood(*reach, process_mm, parameters));
    ++sides;
  }
  return sides == 0 ? 0 : sum / sides;  // both sides tell the same
}

/// Lengths against the usual ones, whatever the size of the patient within 10 %.
double log_lengths(const LevelEvidence& evidence, const SpineBuild& build, int offset,
                   const LevelParameters& parameters) {
  constexpr double size_spread = 0.1, weight = 0.5, farthest = 2.5;
  std::vector<double> ratios;
  for (std::size_t i = 0; i < evidence.vertebrae.size(); ++i)
    if (const auto& length = evidence.vertebrae[i].length_mm)
      ratios.push_back(std::log(*length / usual_length_mm(build, offset + static_cast<int>(i))));
  if (ratios.empty()) return 0;
  std::ranges::sort(ratios);
  const double size = ratios[ratios.size() / 2];
  double sum = -std::min(size * size / (2 * size_spread * size_spread), farthest * farthest / 2);
  for (const double ratio : ratios) {
    const double far = std::min(std::abs(ratio - size) / parameters.level_length_spread, farthest);
    sum -= weight * far * far / 2;
  }
  return sum;
}

double log_sacrum(const LevelEvidence& evidence, const SpineBuild& build, int last_index) {
  const bool is_last_lumbar = last_index == build.count() - 1;
  if (evidence.sacrum_below) return std::log(is_last_lumbar ? 0.98 : 0.005);
  if (evidence.sacrum_would_show) return std::log(is_last_lumbar ? 0.05 : 1.0);
  return 0;
}

double log_dens(const LevelEvidence& evidence, int offset) {
  constexpr int c2 = 1;
  if (!evidence.dens) return 0;
  return std::log(offset + static_cast<int>(*evidence.dens) == c2 ? 0.98 : 0.001);
}

double log_lowest_ribs(std::optional<std::size_t> lowest, const SpineBuild& build, int offset) {
  if (!lowest) return 0;
  return std::log(offset + static_cast<int>(*lowest) == cervical_count + build.thoracic - 1 ? 0.98 : 0.01);
}

/// A weak preference for what the header says was examined.
double log_body_part(const LevelEvidence& evidence, int offset, int last_index) {
  constexpr double unlikely = -1.5;
  const std::string& part = evidence.body_part;
  const auto says = [&](std::string_view word) { return part.find(word) != std::string::npos; };
  const int first_thoracic = cervical_count, first_lumbar = cervical_count + 12;
  if (says("CSPINE")) return offset < first_thoracic ? 0 : unlikely;
  if (says("TSPINE") || says("CHEST") || says("THORAX"))
    return last_index >= first_thoracic && offset < first_lumbar ? 0 : unlikely;
  if (says("LSPINE") || says("ABDOMEN") || says("PELVIS")) return last_index >= first_lumbar ? 0 : unlikely;
  return 0;
}

}  // namespace

std::string name_of(const SpineBuild& build, int index) {
  if (index < cervical_count) return fmt::format("C{}", index + 1);
  if (index < cervical_count + build.thoracic) return fmt::format("T{}", index - cervical_count + 1);
  return fmt::format("L{}", index - cervical_count - build.thoracic + 1);
}

std::vector<LevelHypothesis> level_hypotheses(const LevelEvidence& evidence,
                                              const LevelParameters& parameters) {
  std::vector<LevelHypothesis> hypotheses;
  const int count = static_cast<int>(evidence.vertebrae.size());
  const std::optional<std::size_t> lowest = lowest_ribs(evidence, parameters);
  for (const SpineBuild& build : builds(parameters.variant_prior))
    for (int offset = 0; offset + count <= build.count(); ++offset) {
      const int last = offset + count - 1;
      double sum = std::log(build.prior + 1e-9) + log_lengths(evidence, build, offset, parameters) +
                   log_sacrum(evidence, build, last) + log_lowest_ribs(lowest, build, offset) +
                   log_dens(evidence, offset) + log_body_part(evidence, offset, last);
      for (int i = 0; i < count; ++i)
        sum += log_rib(evidence.vertebrae[static_cast<std::size_t>(i)], build, offset + i, parameters);
      hypotheses.push_back({build, offset, sum});
    }
  return hypotheses;
}

}  // namespace osteosign
