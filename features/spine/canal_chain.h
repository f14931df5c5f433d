#pragma once
#include <Eigen/Core>
#include <vector>

#include "features/spine/canal_candidates.h"

namespace osteosign {

struct CanalChainParameters {
  double largest_gap_mm = 40;
  double gap_cost_per_mm = 0.06;
  double shift_per_mm = 0.6;
  double free_shift_mm = 1.5;
  double steep_way_mm = 10;
  double least_score = 6;
  double least_length_mm = 20;
};

template <class Visitor>
void describe(CanalChainParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"largest_gap_mm", "Longest way over which no canal needs to be seen",
                             "one lumbar vertebra with its disc: a laminectomy of one level", 5, 150},
        p.largest_gap_mm);
  visit(ParameterDescription{"gap_cost_per_mm", "Cost of a way without a canal, in scores of a plane",
                             "methods A2.1 (skip cost)", 0, 2},
        p.gap_cost_per_mm);
  visit(ParameterDescription{"shift_per_mm", "Sideways shift along the canal that costs one unit",
                             "methods A2.1", 0.1, 5},
        p.shift_per_mm);
  visit(ParameterDescription{"free_shift_mm", "Uncertainty of a place in its plane", "methods A2.1", 0.1, 10},
        p.free_shift_mm);
  visit(ParameterDescription{"steep_way_mm",
                             "Way over which a shift is judged as above; beyond, a quarter of it is free, so "
                             "that no gap leads to another bone",
                             "chosen on the development data", 2, 100},
        p.steep_way_mm);
  visit(ParameterDescription{"least_score", "Score of a chain from which on it is a canal",
                             "chosen on the development data: thighs and pelvis stay below", 0, 1000},
        p.least_score);
  visit(ParameterDescription{"least_length_mm", "Shortest chain that is a canal",
                             "one lumbar vertebra without its discs", 5, 200},
        p.least_length_mm);
}

/// The best chain of candidates from plane to plane, over gaps where it must be; `score` is its worth.
struct CanalChain {
  std::vector<Eigen::Vector3d> points_mm;  ///< from caudal to cranial; empty when there is no canal
  std::vector<double> weights;             ///< 0 to 1, how well each point shows a canal
  double score = 0;
};

/// Methods A2.1: Viterbi over the planes; a plane may be left out.
CanalChain best_canal_chain(const UprightVolume& upright,
                            const std::vector<std::vector<CanalCandidate>>& candidates,
                            const CanalChainParameters& parameters);

}  // namespace osteosign
