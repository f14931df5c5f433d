#include "features/radiograph/spine/name_levels.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "features/profile/order_statistics.h"

namespace osteosign {
namespace {

/// All levels from cranial to caudal.
std::vector<std::string> countable_levels() {
  std::vector<std::string> levels;
  for (const auto& [letter, count] : {std::pair{'C', 7}, std::pair{'T', 12}, std::pair{'L', 5}})
    for (int number = 1; number <= count; ++number) levels.push_back(fmt::format("{}{}", letter, number));
  return levels;
}

bool holds(const std::vector<Eigen::Vector2d>& outline, const Eigen::Vector2d& point) {
  bool inside = false;
  for (std::size_t i = 0, before = outline.size() - 1; i < outline.size(); before = i++) {
    const Eigen::Vector2d &one = outline[i], &other = outline[before];
    if ((one.y() > point.y()) == (other.y() > point.y())) continue;
    const double crossing = one.x() + (point.y() - one.y()) / (other.y() - one.y()) * (other.x() - one.x());
    if (point.x() < crossing) inside = !inside;
  }
  return inside;
}

/// Distance of the middles of each vertebra and the next.
std::vector<double> distances_of(const std::vector<VertebraOnFilm>& vertebrae) {
  std::vector<double> distances;
  for (std::size_t each = 0; each + 1 < vertebrae.size(); ++each)
    distances.push_back((vertebrae[each + 1].centre_px - vertebrae[each].centre_px).norm());
  return distances;
}

/// Place in the column of levels of each vertebra, counted from one of them; none beyond a gap.
std::vector<std::optional<int>> counted_from(const std::vector<VertebraOnFilm>& vertebrae, std::size_t from,
                                             int place) {
  constexpr double gap = 1.6;
  std::vector<std::optional<int>> places(vertebrae.size());
  places[from] = place;
  const std::vector<double> distances = distances_of(vertebrae);
  if (distances.empty()) return places;
  const double farthest = gap * median(distances);
  for (std::size_t each = from; each + 1 < vertebrae.size() && distances[each] <= farthest; ++each)
    places[each + 1] = *places[each] + 1;
  for (std::size_t each = from; each > 0 && distances[each - 1] <= farthest; --each)
    places[each - 1] = *places[each] - 1;
  return places;
}

}  // namespace

bool is_countable_level(const std::string& text) { return std::ranges::count(countable_levels(), text) > 0; }

void name_levels(const std::vector<LevelOnFilm>& said, SpineOnFilm& spine) {
  const std::vector<std::string> levels = countable_levels();
  std::vector<std::optional<int>> places(spine.vertebrae.size());
  for (const LevelOnFilm& word : said) {
    const auto at = std::ranges::find_if(spine.vertebrae, [&](const VertebraOnFilm& vertebra) {
      return holds(vertebra.outline_px, word.at_px);
    });
    if (at == spine.vertebrae.end()) {
      spine.notes.push_back(fmt::format("no vertebra was found at {:.0f},{:.0f}, which was said to be {}",
                                        word.at_px.x(), word.at_px.y(), word.level));
      continue;
    }
    const auto place = static_cast<int>(std::ranges::find(levels, word.level) - levels.begin());
    const auto counted =
        counted_from(spine.vertebrae, static_cast<std::size_t>(at - spine.vertebrae.begin()), place);
    for (std::size_t each = 0; each < places.size(); ++each) {
      if (places[each] && counted[each] && *places[each] != *counted[each]) {
        spine.notes.emplace_back("the levels that were given contradict each other: none is used");
        return;
      }
      if (counted[each]) places[each] = counted[each];
    }
  }
  for (std::size_t each = 0; each < places.size(); ++each)
    if (places[each] && *places[each] >= 0 && *places[each] < static_cast<int>(levels.size())) {
      const std::string& level = levels[static_cast<std::size_t>(*places[each])];
      spine.vertebrae[each].level = {level, level, 1, "user"};
    }
}

}  // namespace osteosign
