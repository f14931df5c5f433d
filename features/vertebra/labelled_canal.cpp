#include "features/vertebra/labelled_canal.h"

#include <algorithm>
#include <cmath>

#include "features/profile/order_statistics.h"

namespace osteosign {
namespace {

constexpr double usual_depth_mm = 16;  // methods A2.1: 15.6 +- 2.1 mm at L5
constexpr double deepest_mm = 30;
constexpr double share_of_pedicles = 0.35;  // pedicles lie beside the front half of the canal
constexpr double farthest_pedicle_mm = 18;  // half of the widest canal and 4 mm
constexpr double widest_pedicle_mm = 22;    // methods A2.4: 16.1 +- 2.3 mm at L5

double depth_of_canal(const LocalBlock& block, const BodyBack& back) {
  std::vector<double> depths;
  for (int z = 0; z < block.size.z(); ++z)
    for (const double x : {-2.0, 0.0, 2.0}) {
      const double height = block.place_mm(0, 0, z).z();
      if (height < back.lowest_z_mm || height > back.highest_z_mm) continue;
      const double front = back.posterior_mm(x, height);
      const auto hit = enters_label(block, {.start = block.nearest({x, front + 3, height}),
                                            .axis = 1,
                                            .direction = 1,
                                            .gap_mm = 0,
                                            .longest_mm = deepest_mm});
      if (hit) depths.push_back(*hit - front);
    }
  return depths.size() < 3 ? usual_depth_mm : median(depths);
}

/// The two edges of the pedicle met by a walk from the middle of the canal to one side.
std::optional<Eigen::Vector2d> pedicle_on_side(const LocalBlock& block, const Eigen::Vector3d& middle_mm,
                                               int side) {
  const auto inner = enters_label(block, {.start = block.nearest(middle_mm),
                                          .axis = 0,
                                          .direction = side,
                                          .gap_mm = 0,
                                          .longest_mm = farthest_pedicle_mm});
  if (!inner) return {};
  const auto outer = leaves_label(
      block, {.start = block.nearest({*inner + side * block.step_mm, middle_mm.y(), middle_mm.z()}),
              .axis = 0,
              .direction = side,
              .gap_mm = 1,
              .longest_mm = widest_pedicle_mm});
  return Eigen::Vector2d(*inner, outer.value_or(*inner + side * widest_pedicle_mm));
}

struct Level {
  double z_mm;
  std::optional<Eigen::Vector2d> left;
  std::optional<Eigen::Vector2d> right;
  bool closed() const { return left || right; }
};

/// The longest run of levels at which a pedicle is met.
std::vector<Level> longest_closed_run(const std::vector<Level>& levels) {
  std::vector<Level> longest;
  std::vector<Level> run;
  for (const Level& level : levels) {
    if (level.closed())
      run.push_back(level);
    else
      run.clear();
    if (run.size() > longest.size()) longest = run;
  }
  return longest;
}

Eigen::Vector2d median_edges(const std::vector<Eigen::Vector2d>& edges) {
  std::vector<double> inner;
  std::vector<double> outer;
  for (const Eigen::Vector2d& edge : edges) {
    inner.push_back(edge.x());
    outer.push_back(edge.y());
  }
  return {median(inner), median(outer)};
}

}  // namespace

Measured<LabelledCanal> find_labelled_canal(const LocalBlock& block, const BodyBack& back) {
  const double depth = depth_of_canal(block, back);
  std::vector<Level> levels;
  for (int z = 0; z < block.size.z(); ++z) {
    const double height = block.place_mm(0, 0, z).z();
    const Eigen::Vector3d middle(0, back.posterior_mm(0, height) + share_of_pedicles * depth, height);
    levels.push_back({height, pedicle_on_side(block, middle, 1), pedicle_on_side(block, middle, -1)});
  }
  const std::vector<Level> run = longest_closed_run(levels);
  std::vector<Eigen::Vector2d> left;
  std::vector<Eigen::Vector2d> right;
  for (const Level& level : run) {
    if (level.left) left.push_back(*level.left);
    if (level.right) right.push_back(*level.right);
  }
  if (left.empty() && right.empty()) return Unknown{"no pedicle was found in the label"};
  LabelledCanal canal;
  canal.lowest_z_mm = run.front().z_mm;
  canal.highest_z_mm = run.back().z_mm;
  canal.front_mm = back.posterior_mm(0, (canal.lowest_z_mm + canal.highest_z_mm) / 2);
  canal.back_mm = canal.front_mm + depth;
  canal.left_mm = left.empty() ? Eigen::Vector2d(-median_edges(right)) : median_edges(left);
  canal.right_mm = right.empty() ? Eigen::Vector2d(-median_edges(left)) : median_edges(right);
  return canal;
}

}  // namespace osteosign
