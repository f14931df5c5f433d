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
  const double spacing = bones.grid.spacing_mm.x();
  while (!fronts.empty()) {
    const Front front = fronts.top();
    fronts.pop();
    const auto from = static_cast<std::size_t>(front.node);
    if (front.cost > costs[from]) continue;
    const BoneNode& node = bones.nodes[from];
    for (int dz = -1; dz <= 1; ++dz)
      for (int dy = -1; dy <= 1; ++dy)
        for (int dx = -1; dx <= 1; ++dx) {
          const std::int32_t next = bones.at(node.voxel[0] + dx, node.voxel[1] + dy, node.voxel[2] + dz);
          if (next < 0 || next == front.node) continue;
          const auto to = static_cast<std::size_t>(next);
          if (!may_reach(owners[from], bones.nodes[to])) continue;
          const double way = spacing * std::sqrt(static_cast<double>(dx * dx + dy * dy + dz * dz));
          const float cost =
              front.cost + static_cast<float>(way * (slowness(node) + slowness(bones.nodes[to])) / 2);
          if (cost >= costs[to] || cost > largest_cost_mm) continue;
          costs[to] = cost;
          owners[to] = owners[from];
          fronts.push({cost, next});
        }
  }
  return owners;
}

}  // namespace osteosign
