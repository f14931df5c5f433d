#include "classify/sins.h"

#include <array>

namespace osteosign {
namespace {

constexpr int unstable_from = 13;

template <std::size_t Count, class Choice>
int points_of(const std::array<int, Count>& table, Choice choice) {
  return table.at(static_cast<std::size_t>(choice));
}

}  // namespace

int points(SinsLocation location) { return points_of(std::array{3, 2, 1, 0}, location); }
int points(SinsPain pain) { return points_of(std::array{3, 1, 0}, pain); }
int points(SinsBoneLesion lesion) { return points_of(std::array{2, 1, 0}, lesion); }
int points(SinsAlignment alignment) { return points_of(std::array{4, 2, 0}, alignment); }
int points(SinsCollapse collapse) { return points_of(std::array{3, 2, 1, 0}, collapse); }
int points(SinsPosterolateral involvement) { return points_of(std::array{3, 1, 0}, involvement); }

std::string_view sins_category(int total) {
  if (total < sins_potentially_unstable_from) return "stable";
  return total < unstable_from ? "potentially unstable" : "unstable";
}

Sins sins(const std::string& subject, const SinsParts& parts) {
  Sins scored{subject, parts};
  for (const PointRange* part : {&parts.location, &parts.pain, &parts.bone_lesion, &parts.alignment,
                                 &parts.collapse, &parts.posterolateral}) {
    scored.lowest += part->lowest;
    scored.highest += part->highest;
  }
  const std::string_view at_lowest = sins_category(scored.lowest);
  const std::string_view at_highest = sins_category(scored.highest);
  if (at_lowest == at_highest)
    scored.category = std::string(at_lowest);
  else
    scored.category = Unknown{"from " + std::to_string(scored.lowest) + " (" + std::string(at_lowest) +
                              ") to " + std::to_string(scored.highest) + " (" + std::string(at_highest) +
                              ") points, by what is not known"};
  return scored;
}

}  // namespace osteosign
