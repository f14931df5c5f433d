#include "features/spine/level_landmark.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace osteosign {
namespace {

enum class Ribs { unseen, there, none };

Ribs ribs_of(const LevelSigns& signs, const LevelParameters& parameters) {
  constexpr double cut_rib_mm = 45;  // chosen: processes of T1 to L1 end before, by 5 mm and more
  Ribs ribs = Ribs::unseen;
  for (const auto& reach : signs.reach) {
    if (!reach) continue;
    if (reach->mm > (reach->is_cut ? cut_rib_mm : parameters.rib_reach_mm)) return Ribs::there;
    if (!reach->is_cut) ribs = Ribs::none;
  }
  return ribs;
}

/// Mean of both sides; nothing where they do not agree.
std::optional<double> head_level(const LevelSigns& signs) {
  constexpr double most_apart = 0.2;
  const auto& [right, left] = signs.head_level;
  if (!right || !left) return right ? right : left;
  if (std::abs(*right - *left) > most_apart) return std::nullopt;
  return (*right + *left) / 2;
}

}  // namespace

std::optional<std::size_t> lowest_ribs(const LevelEvidence& evidence, const LevelParameters& parameters) {
  // Chosen between T12 (0.43 and lower) and T11 (0.31 and higher) of the development data; lumbar vertebrae
  // show the roots of their transverse processes there, or the rib from above at their upper end.
  constexpr double least_of_last = 0.4, most_above = 0.35, least_step = 0.12, most_below = 0.1;
  const auto& vertebrae = evidence.vertebrae;
  for (std::size_t i = 1; i + 1 < vertebrae.size(); ++i) {
    const auto last = head_level(vertebrae[i]), above = head_level(vertebrae[i - 1]);
    const auto below = head_level(vertebrae[i + 1]);
    if (!last || !above || *last < least_of_last || *above > most_above || *last - *above < least_step)
      continue;
    if (below && *below > most_below) continue;
    if (ribs_of(vertebrae[i], parameters) == Ribs::there &&
        ribs_of(vertebrae[i - 1], parameters) != Ribs::none &&
        ribs_of(vertebrae[i + 1], parameters) != Ribs::there)
      return i;
  }
  return std::nullopt;
}

bool has_landmark(const LevelEvidence& evidence, const LevelParameters& parameters) {
  constexpr int thoracic_count = 12;
  if (evidence.dens || evidence.sacrum_below || lowest_ribs(evidence, parameters)) return true;
  std::vector<Ribs> ribs;
  for (const LevelSigns& signs : evidence.vertebrae) ribs.push_back(ribs_of(signs, parameters));
  if (std::ranges::count(ribs, Ribs::there) >= thoracic_count) return true;
  for (std::size_t i = 0; i + 3 < ribs.size(); ++i) {
    const bool pairs = ribs[i] == ribs[i + 1] && ribs[i + 2] == ribs[i + 3];
    if (pairs && ribs[i] != ribs[i + 2] && ribs[i] != Ribs::unseen && ribs[i + 2] != Ribs::unseen)
      return true;
  }
  return false;
}

std::string landmarks_in_view(const LevelEvidence& evidence, const LevelParameters& parameters) {
  bool with_rib = false, without_rib = false;
  for (const LevelSigns& signs : evidence.vertebrae)
    for (const auto& reach : signs.reach) {
      if (!reach || (reach->is_cut && reach->mm < parameters.rib_reach_mm)) continue;
      (reach->mm > parameters.rib_reach_mm ? with_rib : without_rib) = true;
    }
  const bool ribs = (with_rib && without_rib) || lowest_ribs(evidence, parameters);
  if (evidence.dens && evidence.sacrum_below) return ribs ? "dens, sacrum and ribs" : "dens and sacrum";
  if (evidence.dens) return ribs ? "dens and ribs" : "dens";
  if (evidence.sacrum_below) return ribs ? "sacrum and ribs" : "sacrum";
  return ribs ? "ribs" : with_rib ? "ribs and size trend" : "size trend";
}

}  // namespace osteosign
