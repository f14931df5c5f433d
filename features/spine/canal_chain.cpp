#include "features/spine/canal_chain.h"

#include <algorithm>

namespace osteosign {
namespace {

struct Node {
  CanalCandidate candidate;
  double z_mm;
  double best = 0;  ///< score of the best chain that ends here
  int previous = -1;
};

double link_cost(const Node& from, const Node& to, double plane_mm, const CanalChainParameters& parameters) {
  const double way_mm = to.z_mm - from.z_mm;
  const double steep_mm = std::min(way_mm, parameters.steep_way_mm);
  const double free_mm = parameters.free_shift_mm + parameters.shift_per_mm * steep_mm +
                         parameters.shift_per_mm / 4 * (way_mm - steep_mm);
  const double shift = (to.candidate.at_mm - from.candidate.at_mm).norm() / free_mm;
  return shift * shift + parameters.gap_cost_per_mm * (way_mm - plane_mm);
}

}  // namespace

CanalChain best_canal_chain(const UprightVolume& upright,
                            const std::vector<std::vector<CanalCandidate>>& candidates,
                            const CanalChainParameters& parameters) {
  const double plane_mm = upright.grid.spacing_mm.z();
  std::vector<Node> nodes;
  std::size_t first_in_reach = 0;
  for (const auto& plane : candidates)
    for (const CanalCandidate& candidate : plane) {
      Node node{candidate, upright.grid.origin_mm.z() + plane_mm * candidate.plane};
      node.best = candidate.score;
      while (first_in_reach < nodes.size() &&
             node.z_mm - nodes[first_in_reach].z_mm > parameters.largest_gap_mm)
        ++first_in_reach;
      for (std::size_t i = first_in_reach; i < nodes.size(); ++i) {
        if (nodes[i].candidate.plane == candidate.plane) break;
        const double score =
            nodes[i].best + candidate.score - link_cost(nodes[i], node, plane_mm, parameters);
        if (score <= node.best) continue;
        node.best = score;
        node.previous = static_cast<int>(i);
      }
      nodes.push_back(node);
    }
  CanalChain chain;
  const auto last = std::ranges::max_element(nodes, {}, &Node::best);
  if (last == nodes.end()) return chain;
  chain.score = last->best;
  for (int i = static_cast<int>(last - nodes.begin()); i >= 0;
       i = nodes[static_cast<std::size_t>(i)].previous) {
    const Node& node = nodes[static_cast<std::size_t>(i)];
    chain.points_mm.emplace_back(node.candidate.at_mm.x(), node.candidate.at_mm.y(), node.z_mm);
    chain.weights.push_back(std::clamp(node.candidate.score / 2, 0.05, 1.0));
  }
  std::ranges::reverse(chain.points_mm);
  std::ranges::reverse(chain.weights);
  const double length_mm = chain.points_mm.back().z() - chain.points_mm.front().z();
  if (chain.score < parameters.least_score || length_mm < parameters.least_length_mm)
    return {{}, {}, chain.score};
  return chain;
}

}  // namespace osteosign
