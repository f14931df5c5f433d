#include "features/spine/grow_vertebrae.h"

#include <cmath>
#include <limits>
#include <queue>

namespace osteosign {
namespace {

constexpr double largest_cost_mm = 150;  // in mm of dense bone

double slowness(const BoneNode& node) {
  constexpr double slowest = 0.08, marrow = 0.35;
  if (!node.is_mineral) return 1 / marrow;
  return 1 / std::clamp((node.hu - 100) / 300.0, slowest, 1.0);
}

/// One of the 26 neighbours of a voxel.
struct Step {
  int x, y, z;
  double way_mm;
};

std::vector<Step> steps_on(double spacing_mm) {
  std::vector<Step> steps;
  for (int z = -1; z <= 1; ++z)
    for (int y = -1; y <= 1; ++y)
      for (int x = -1; x <= 1; ++x)
        if (x != 0 || y != 0 || z != 0)
          steps.push_back({x, y, z, spacing_mm * std::sqrt(static_cast<double>(x * x + y * y + z * z))});
  return steps;
}

bool may_reach(Owner owner, const BoneNode& node) {
  if (owner == not_spine) return true;
  const double level = node.level - (owner - 2);
  return level > -0.6 && level < 2.2;
}

struct Front {
  float cost;
  std::int32_t node;
  bool operator>(const Front& other) const {
    return cost != other.cost ? cost > other.cost : node > other.node;
  }
};

}  // namespace

std::vector<Owner> grow_vertebrae(const BoneNodes& bones, std::vector<Owner> owners) {
  std::vector<float> costs(bones.nodes.size(), std::numeric_limits<float>::max());
  std::priority_queue<Front, std::vector<Front>, std::greater<>> fronts;
  for (std::size_t i = 0; i < owners.size(); ++i) {
    if (owners[i] == 0) continue;
    costs[i] = 0;
    fronts.push({0, static_cast<std::int32_t>(i)});
  }
  std::vector<double> slownesses;
  for (const BoneNode& node : bones.nodes) slownesses.push_back(slowness(node));
  const std::vector<Step> steps = steps_on(bones.grid.spacing_mm.x());
  while (!fronts.empty()) {
    const Front front = fronts.top();
    fronts.pop();
    const auto from = static_cast<std::size_t>(front.node);
    if (front.cost > costs[from]) continue;
    const BoneNode& node = bones.nodes[from];
    for (const Step& step : steps) {
      const std::int32_t next =
          bones.at(node.voxel[0] + step.x, node.voxel[1] + step.y, node.voxel[2] + step.z);
      if (next < 0) continue;
      const auto to = static_cast<std::size_t>(next);
      if (!may_reach(owners[from], bones.nodes[to])) continue;
      const float cost =
          front.cost + static_cast<float>(step.way_mm * (slownesses[from] + slownesses[to]) / 2);
      if (cost >= costs[to] || cost > largest_cost_mm) continue;
      costs[to] = cost;
      owners[to] = owners[from];
      fronts.push({cost, next});
    }
  }
  return owners;
}

}  // namespace osteosign
