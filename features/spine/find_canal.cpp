#include "features/spine/find_canal.h"

#include <algorithm>

#include "features/spine/arch_symmetry.h"
#include "features/spine/follow_canal.h"

namespace osteosign {
namespace {

std::vector<double> seen_shares(const Canal& canal) {
  std::vector<double> shares;
  for (const CanalSection& section : canal.sections) shares.push_back(seen_share(section));
  return shares;
}

/// The canal without ends that have run out of it; what leaves no line to go on along stays as it is.
void cut_lost_ends(Canal& canal, const CanalParameters& parameters) {
  constexpr std::size_t fewest_points = 8;
  if (canal.points.size() < fewest_points || canal.points.back().arc_mm <= 0) return;
  const double step_mm = canal.points.back().arc_mm / static_cast<double>(canal.points.size() - 1);
  const CanalStretch stretch = stretch_in_canal(seen_shares(canal), step_mm, parameters.ends);
  if (stretch.end - stretch.first < fewest_points) return;
  const auto keep = [&](auto& values) {
    values.erase(values.begin() + static_cast<std::ptrdiff_t>(stretch.end), values.end());
    values.erase(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(stretch.first));
  };
  keep(canal.points);
  keep(canal.sections);
}

/// The canal along a chain of candidates.
Canal drawn_through(CanalChain chain, const SpineImage& image, const CanalParameters& parameters) {
  const Eigen::Vector3d least_weight = Eigen::Vector3d::Constant(0.02);  // of a point without wall
  Canal canal;
  canal.score = chain.score;
  chain = followed_beyond(chain, image, parameters.candidates);
  std::vector<Eigen::Vector3d> chain_weights;
  for (const double weight : chain.weights) chain_weights.push_back(Eigen::Vector3d::Constant(weight));
  canal.points = turn_to_bodies(smooth_canal(chain.points_mm, chain_weights, parameters.wave_mm), image);
  constexpr int passes = 6;  // a wall that was beyond reach comes into view only as the middle moves
  for (int pass = 0; pass < passes; ++pass) {
    canal.sections = canal_sections(canal.points, image, parameters.outline);
    cut_lost_ends(canal, parameters);
    std::vector<Eigen::Vector3d> weights;
    for (std::size_t i = 0; i < canal.points.size(); ++i)
      weights.push_back(least_weight + seen_opposite_shares(canal.points[i], canal.sections[i]));
    canal.points = turn_to_bodies(
        smooth_canal(section_middles(canal.points, canal.sections), weights, parameters.wave_mm), image);
  }
  canal.points = turn_to_middle_plane(std::move(canal.points), image);
  canal.sections = canal_sections(canal.points, image, parameters.outline);
  return canal;
}

/// Longest way over which the wall is seen all around.
double longest_closed_mm(const Canal& canal, double closed_share) {
  double longest_mm = 0, closed_since_mm = 0;
  for (std::size_t i = 0; i < canal.points.size(); ++i) {
    if (seen_share(canal.sections[i]) < closed_share) closed_since_mm = canal.points[i].arc_mm;
    longest_mm = std::max(longest_mm, canal.points[i].arc_mm - closed_since_mm);
  }
  return longest_mm;
}

/// Candidates that do not lie in a tube that is none.
void leave_out(const Canal& tube, double radius_mm, const UprightVolume& upright,
               std::vector<std::vector<CanalCandidate>>& candidates) {
  for (std::vector<CanalCandidate>& of_plane : candidates)
    std::erase_if(of_plane, [&](const CanalCandidate& candidate) {
      const double z_mm = upright.grid.patient_from_voxel(Eigen::Vector3d(0, 0, candidate.plane)).z();
      const Eigen::Vector3d at(candidate.at_mm.x(), candidate.at_mm.y(), z_mm);
      return std::ranges::any_of(
          tube.points, [&](const CanalPoint& point) { return (point.centre_mm - at).norm() < radius_mm; });
    });
}

/// Where a canal may lie, and how much the best way along it is worth.
struct CanalSearch {
  UprightVolume upright;
  std::vector<std::vector<CanalCandidate>> candidates;
  double score;
};

CanalSearch search_with(LeastMineral least, const SpineImage& image, const CanalParameters& parameters) {
  UprightVolume upright = make_upright(image, parameters.candidates.spacing_mm, least);
  std::vector<std::vector<CanalCandidate>> candidates = canal_candidates(upright, parameters.candidates);
  const double score = best_canal_chain(upright, candidates, parameters.chain).score;
  return {std::move(upright), std::move(candidates), score};
}

/// The usual search; that for thin walls where it is worth much more.
CanalSearch better_search(const SpineImage& image, const CanalParameters& parameters) {
  constexpr double much_more =
      1.5;  // development: 1.8 and more in three osteoporotic spines, 1.3 and less in seven others
  CanalSearch usual = search_with(LeastMineral::usual, image, parameters);
  if (usual.upright.sampler.share_of_sheet() >= usual_least_mineral) return usual;
  CanalSearch thin = search_with(LeastMineral::sheet, image, parameters);
  return thin.score > much_more * usual.score ? std::move(thin) : std::move(usual);
}

}  // namespace

Canal find_canal(const SpineImage& image, const CanalParameters& parameters) {
  CanalSearch search = better_search(image, parameters);
  constexpr int most_long_bones = 4;
  for (int tubes = 0; tubes < most_long_bones; ++tubes) {
    CanalChain chain = best_canal_chain(search.upright, search.candidates, parameters.chain);
    if (chain.points_mm.empty()) return Canal{{}, {}, chain.score};
    Canal canal = drawn_through(std::move(chain), image, parameters);
    if (longest_closed_mm(canal, parameters.closed_share) <= parameters.longest_closed_mm) return canal;
    leave_out(canal, parameters.outline.largest_radius_mm, search.upright, search.candidates);
  }
  return {};
}

}  // namespace osteosign
