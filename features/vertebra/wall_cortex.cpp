#include "features/vertebra/wall_cortex.h"

#include <algorithm>

namespace osteosign {
namespace {

// The stretches of a profile, from the near side of the wall.
constexpr double soft_from_mm = -4;
constexpr double soft_to_mm = -2;
constexpr double marrow_from_mm = 2;
constexpr double marrow_to_mm = 3.5;
constexpr double step_at_mm = 0.3;  // half of a wall
constexpr double level_from_mm = -0.25;
constexpr double level_to_mm = 0.75;

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace

WallCortex cortex_at(const Profile& profile, double position, double cortex_hu) {
  const double soft = median(cut(profile, position + soft_from_mm, position + soft_to_mm).values);
  const double marrow = median(cut(profile, position + marrow_from_mm, position + marrow_to_mm).values);
  const Profile wall = cut(profile, position + soft_to_mm, position + marrow_from_mm);
  if (wall.size() == 0) return {};
  double excess = 0;
  double level = 0;
  int level_samples = 0;
  for (std::size_t i = 0; i < wall.size(); ++i) {
    const double way = wall.position(i) - position;
    excess += (wall.values[i] - (way < step_at_mm ? soft : marrow)) * wall.step;
    if (way < level_from_mm || way > level_to_mm) continue;
    level += wall.values[i];
    ++level_samples;
  }
  return {.mass_mm = excess / (cortex_hu - soft),
          .level_hu = level_samples > 0 ? level / level_samples : soft};
}

}  // namespace osteosign
