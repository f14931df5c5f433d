#include "features/spine/rib_heads.h"

#include <cmath>
#include <utility>

#include "features/profile/order_statistics.h"

namespace osteosign {
namespace {

constexpr double least_beside_mm = 3, most_beside_mm = 9;  // of the side of the body
constexpr double behind_mm = 8, before_mm = 10;  // the middle of the canal: in front lie osteophytes
constexpr double highest_level = -0.45, lowest_level = 0.75;  // beyond lie the heads of the neighbours
constexpr double least_bone_mm3 = 150;

bool is_where_heads_lie(const BoneNode& node, const SpineAxis& axis) {
  const double beside_mm = beside_body_mm(node, axis);
  const double before_canal_mm = node.place.v - axis.canal_v(node.place.s);
  return beside_mm > least_beside_mm && beside_mm < most_beside_mm && before_canal_mm > -behind_mm &&
         before_canal_mm < before_mm && std::abs(node.place.over) <= 2;
}

bool is_whole(int k, const LevelScale& levels) { return k >= 0 && k + 1 < levels.count(); }

}  // namespace

std::vector<RibHeadLevels> rib_head_levels(const BoneNodes& bones, const SpineAxis& axis,
                                           const LevelScale& levels) {
  std::vector<std::array<std::vector<double>, 2>> found(static_cast<std::size_t>(levels.count() + 1));
  for (const BoneNode& node : bones.nodes) {
    if (!is_where_heads_lie(node, axis)) continue;
    const int above = static_cast<int>(std::floor(node.level));
    for (const int k : {above, above + 1}) {
      const double level = node.level - static_cast<float>(k);
      if (is_whole(k, levels) && level > highest_level && level < lowest_level)
        found[static_cast<std::size_t>(k + 1)][node.place.u > 0 ? 1 : 0].push_back(level);
    }
  }
  std::vector<RibHeadLevels> heads(found.size());
  for (std::size_t i = 0; i < found.size(); ++i)
    for (const std::size_t side : {0U, 1U}) {
      std::vector<double>& nodes = found[i][side];
      if (static_cast<double>(nodes.size()) * bones.grid.voxel_volume_mm3() < least_bone_mm3) continue;
      heads[i][side] = median(std::move(nodes));
    }
  return heads;
}

}  // namespace osteosign
