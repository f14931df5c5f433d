#include "features/spine/level_landmark.h"

#include <algorithm>
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

}  // namespace

bool has_landmark(const LevelEvidence& evidence, const LevelParameters& parameters) {
  constexpr int thoracic_count = 12;
  if (evidence.sacrum_below) return true;
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

}  // namespace osteosign
