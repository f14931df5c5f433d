#include "features/spine/level_model.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "features/spine/level_landmark.h"

namespace osteosign {
namespace {

constexpr int cervical_count = 7;

/// One way in which a spine may be built.
struct Build {
  int thoracic;
  int lumbar;
  double prior;
  int count() const { return cervical_count + thoracic + lumbar; }
};

std::array<Build, 5> builds(double variant_prior) {
  return {Build{12, 5, 1 - variant_prior}, Build{12, 6, 0.3 * variant_prior},
          Build{12, 4, 0.2 * variant_prior}, Build{13, 5, 0.25 * variant_prior},
          Build{11, 5, 0.25 * variant_prior}};
}

std::string name_of(const Build& build, int index) {
  if (index < cervical_count) return fmt::format("C{}", index + 1);
  if (index < cervical_count + build.thoracic) return fmt::format("T{}", index - cervical_count + 1);
  return fmt::format("L{}", index - cervical_count - build.thoracic + 1);
}

/// Order along the spine of a name, whatever the build.
int rank_of(const std::string& name) {
  const int number = std::stoi(name.substr(1));
  return number + (name[0] == 'C' ? 0 : name[0] == 'T' ? 20 : 40);
}

/// Probability that a vertebra has a rib of more than 4 cm on one side.
double rib_probability(const Build& build, int index) {
  const int last_thoracic = cervical_count + build.thoracic - 1;
  if (index < cervical_count - 1) return 0.002;
  if (index == cervical_count - 1) return 0.01;  // cervical rib
  if (index < last_thoracic) return 0.98;
  if (index == last_thoracic) return 0.95;  // short twelfth rib
  if (index == last_thoracic + 1) return 0.01;
  return 0.003;
}

/// Usual length in mm of a vertebra with its disc (methods A2.2: 16 cervical, 20 upper thoracic, 37 lumbar).
double usual_length_mm(const Build& build, int index) {
  const double first_thoracic = cervical_count, last_thoracic = cervical_count + build.thoracic - 1;
  if (index < first_thoracic) return 16.5 + 0.2 * index;
  if (index <= last_thoracic) return 19 + 11.5 * (index - first_thoracic) / (last_thoracic - first_thoracic);
  return std::min(37.0, 32.5 + 2 * (index - last_thoracic - 1));
}

/// Usual reach in mm of the transverse processes of a vertebra from the midline; chosen on the development
/// data.
double process_reach_mm(const Build& build, int index) {
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

double log_rib(const LevelSigns& signs, const Build& build, int index, const LevelParameters& parameters) {
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
double log_lengths(const LevelEvidence& evidence, const Build& build, int offset,
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

double log_sacrum(const LevelEvidence& evidence, const Build& build, int last_index) {
  const bool is_last_lumbar = last_index == build.count() - 1;
  if (evidence.sacrum_below) return std::log(is_last_lumbar ? 0.98 : 0.005);
  if (evidence.sacrum_would_show) return std::log(is_last_lumbar ? 0.05 : 1.0);
  return 0;
}

double log_lowest_ribs(std::optional<std::size_t> lowest, const Build& build, int offset) {
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

struct Hypothesis {
  Build build;
  int offset;
  double log_probability;
};

std::vector<Hypothesis> weighed(const LevelEvidence& evidence, const LevelParameters& parameters) {
  std::vector<Hypothesis> hypotheses;
  const int count = static_cast<int>(evidence.vertebrae.size());
  const std::optional<std::size_t> lowest = lowest_ribs(evidence, parameters);
  for (const Build& build : builds(parameters.variant_prior))
    for (int offset = 0; offset + count <= build.count(); ++offset) {
      const int last = offset + count - 1;
      double sum = std::log(build.prior + 1e-9) + log_lengths(evidence, build, offset, parameters) +
                   log_sacrum(evidence, build, last) + log_lowest_ribs(lowest, build, offset) +
                   log_body_part(evidence, offset, last);
      for (int i = 0; i < count; ++i)
        sum += log_rib(evidence.vertebrae[static_cast<std::size_t>(i)], build, offset + i, parameters);
      hypotheses.push_back({build, offset, sum});
    }
  return hypotheses;
}

std::string source_of(const LevelEvidence& evidence, const LevelParameters& parameters) {
  bool with_rib = false, without_rib = false;
  for (const LevelSigns& signs : evidence.vertebrae)
    for (const auto& reach : signs.reach) {
      if (!reach || (reach->is_cut && reach->mm < parameters.rib_reach_mm)) continue;
      (reach->mm > parameters.rib_reach_mm ? with_rib : without_rib) = true;
    }
  const bool ribs = (with_rib && without_rib) || lowest_ribs(evidence, parameters);
  if (evidence.sacrum_below) return ribs ? "sacrum and ribs" : "sacrum";
  return ribs ? "ribs" : with_rib ? "ribs and size trend" : "size trend";
}

/// From the most cranial to the most caudal level that cannot be left out.
std::string range_of(const std::map<std::string, double>& probabilities) {
  constexpr double left_out = 0.05;
  std::vector<std::string> names;
  for (const auto& [name, probability] : probabilities)
    if (probability > left_out) names.push_back(name);
  if (names.empty()) return {};
  std::ranges::sort(names, {}, rank_of);
  return names.size() == 1 ? names.front() : names.front() + " to " + names.back();
}

/// `trust` in the signs: many weak ones that hang together would add up to a certainty that none has.
std::vector<std::map<std::string, double>> probabilities_with(double trust, const LevelEvidence& evidence,
                                                              const LevelParameters& parameters) {
  const std::vector<Hypothesis> hypotheses = weighed(evidence, parameters);
  std::vector<std::map<std::string, double>> probabilities(evidence.vertebrae.size());
  double highest = -1e18;
  for (const Hypothesis& hypothesis : hypotheses) highest = std::max(highest, hypothesis.log_probability);
  for (std::size_t i = 0; i < probabilities.size(); ++i) {
    double sum = 0;
    for (const Hypothesis& hypothesis : hypotheses) {
      const double weight = std::exp(trust * (hypothesis.log_probability - highest));
      probabilities[i][name_of(hypothesis.build, hypothesis.offset + static_cast<int>(i))] += weight;
      sum += weight;
    }
    for (auto& [name, probability] : probabilities[i]) probability /= sum;
  }
  return probabilities;
}

}  // namespace

std::vector<std::map<std::string, double>> level_probabilities(const LevelEvidence& evidence,
                                                               const LevelParameters& parameters) {
  return probabilities_with(1, evidence, parameters);
}

std::vector<VertebraLevel> estimate_levels(const LevelEvidence& evidence, const LevelParameters& parameters) {
  // Chosen: a range then names about five levels, of which none is more likely than a third.
  constexpr double trust_without_landmark = 0.3;
  const bool landmark = has_landmark(evidence, parameters);
  std::vector<VertebraLevel> levels;
  for (const auto& probabilities :
       probabilities_with(landmark ? 1 : trust_without_landmark, evidence, parameters)) {
    VertebraLevel level;
    level.shown = fmt::format("vertebra {} from above", levels.size() + 1);
    if (!probabilities.empty()) {  // there may be more vertebrae than a spine has
      const auto likeliest =
          std::ranges::max_element(probabilities, {}, [](const auto& entry) { return entry.second; });
      level.certainty = likeliest->second;
      level.source = source_of(evidence, parameters);
      const bool is_certain = landmark && likeliest->second >= parameters.least_certainty;
      level.shown = is_certain ? likeliest->first : range_of(probabilities);
      if (is_certain)
        level.level = likeliest->first;
      else
        level.level = Unknown{fmt::format("the landmarks in view leave {} (likeliest {}, {:.0f} %)",
                                          level.shown, likeliest->first, 100 * likeliest->second)};
    }
    levels.push_back(level);
  }
  return levels;
}

}  // namespace osteosign
