#include "features/spine/level_model.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "features/spine/level_hypotheses.h"
#include "features/spine/level_landmark.h"

namespace osteosign {
namespace {

/// Order along the spine of a name, whatever the build.
int rank_of(const std::string& name) {
  const int number = std::stoi(name.substr(1));
  return number + (name[0] == 'C' ? 0 : name[0] == 'T' ? 20 : 40);
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
  const std::vector<LevelHypothesis> hypotheses = level_hypotheses(evidence, parameters);
  std::vector<std::map<std::string, double>> probabilities(evidence.vertebrae.size());
  double highest = -1e18;
  for (const LevelHypothesis& hypothesis : hypotheses)
    highest = std::max(highest, hypothesis.log_probability);
  for (std::size_t i = 0; i < probabilities.size(); ++i) {
    double sum = 0;
    for (const LevelHypothesis& hypothesis : hypotheses) {
      const double weight = std::exp(trust * (hypothesis.log_probability - highest));
      probabilities[i][name_of(hypothesis.build, hypothesis.offset + static_cast<int>(i))] += weight;
      sum += weight;
    }
    for (auto& [name, probability] : probabilities[i]) probability /= sum;
  }
  return probabilities;
}

double probability_of(const std::string& name, const std::map<std::string, double>& probabilities) {
  const auto found = probabilities.find(name);
  return found == probabilities.end() ? 0 : found->second;
}

/// What is left when the dens says one thing and what else is seen another: both. Nothing where they agree.
std::optional<std::vector<std::map<std::string, double>>> disagreement_with_dens(
    const LevelEvidence& evidence, const LevelParameters& parameters) {
  constexpr double agreed = 0.5;
  if (!evidence.dens) return std::nullopt;
  LevelEvidence others = evidence;
  others.dens.reset();
  std::vector<std::map<std::string, double>> without = probabilities_with(1, others, parameters);
  const double with_both = probability_of("C2", probabilities_with(1, evidence, parameters)[*evidence.dens]);
  const bool agree =
      with_both >= parameters.least_certainty &&
      (!has_landmark(others, parameters) || probability_of("C2", without[*evidence.dens]) >= agreed);
  if (agree) return std::nullopt;
  LevelEvidence alone;
  alone.dens = evidence.dens;
  alone.vertebrae.resize(evidence.vertebrae.size());
  const auto by_dens = probabilities_with(1, alone, parameters);
  for (std::size_t i = 0; i < without.size(); ++i) {
    for (auto& [name, probability] : without[i]) probability /= 2;
    for (const auto& [name, probability] : by_dens[i]) without[i][name] += probability / 2;
  }
  return without;
}

}  // namespace

std::vector<std::map<std::string, double>> level_probabilities(const LevelEvidence& evidence,
                                                               const LevelParameters& parameters) {
  return probabilities_with(1, evidence, parameters);
}

std::vector<VertebraLevel> estimate_levels(const LevelEvidence& evidence, const LevelParameters& parameters) {
  // Chosen: a range then names about five levels, of which none is more likely than a third.
  constexpr double trust_without_landmark = 0.3;
  const auto disagreement = disagreement_with_dens(evidence, parameters);
  const bool landmark = has_landmark(evidence, parameters) && !disagreement;
  const double trust = landmark ? 1 : trust_without_landmark;
  std::vector<VertebraLevel> levels;
  for (const auto& probabilities :
       disagreement ? *disagreement : probabilities_with(trust, evidence, parameters)) {
    VertebraLevel level;
    level.shown = fmt::format("vertebra {} from above", levels.size() + 1);
    if (!probabilities.empty()) {  // there may be more vertebrae than a spine has
      const auto likeliest =
          std::ranges::max_element(probabilities, {}, [](const auto& entry) { return entry.second; });
      level.certainty = likeliest->second;
      level.source = landmarks_in_view(evidence, parameters);
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
