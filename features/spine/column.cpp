#include "features/spine/column.h"

#include <numeric>

namespace osteosign {
namespace {

constexpr StraightExtent extent{70, 50, 75};
constexpr double bone_above_growth_hu = 200;  // full cortex in the signs of laminae

bool stands_on_sacrum(const ColumnSignals& signals, const LevelScale& levels) {
  constexpr double farthest = 1.0;  // lengths of a vertebra
  const int count = static_cast<int>(signals.sacral.size());
  if (levels.count() == 0 || signals.sacral_from >= count) return false;
  return signals.sacral_from - levels.discs().back().s < farthest * levels.length_mm(levels.count() - 1);
}

bool is_below_in_view(const ColumnSignals& signals, const LevelScale& levels) {
  constexpr double most_of_a_vertebra = 0.8, least_share = 0.5;
  if (levels.count() == 0) return false;
  const double s = levels.discs().back().s + most_of_a_vertebra * levels.length_mm(levels.count() - 1);
  const auto plane = static_cast<std::size_t>(s);
  return plane < signals.body_in_view.size() && signals.body_in_view[plane] > least_share;
}

int disc_above(Owner owner) { return static_cast<int>(owner) - 2; }

bool is_between_discs(Owner owner, const LevelScale& levels) {
  return disc_above(owner) >= 0 && disc_above(owner) + 1 < levels.count();
}

}  // namespace

Column find_column(const SpineImage& image, const Canal& canal, const VoxelMask& canal_region,
                   const VertebraChainParameters& parameters) {
  const BodyAxis body_axis = find_body_axis(canal.points, image);
  const StraightSpine straight(image, body_axis.points, extent);
  const ColumnSignals signals = column_signals(straight, body_axis, image);
  const VertebraChain chain = find_vertebra_chain(signals, body_axis, parameters);
  SpineAxis axis(body_axis, canal);
  LevelScale levels(disc_planes(chain, body_axis, image), axis, parameters.length_per_radius);
  const std::vector<int> laminae =
      lamina_planes(straight, axis, levels, image.growth_hu, image.growth_hu + bone_above_growth_hu);
  BoneNodes nodes = bone_nodes(image, canal_region, axis, levels);
  RibSigns ribs = find_ribs(nodes, axis, levels, image);
  std::vector<Owner> owners = grow_vertebrae(nodes, vertebra_seeds(nodes, axis, levels, laminae, ribs));
  const bool on_sacrum = stands_on_sacrum(signals, levels);
  const bool below_in_view = is_below_in_view(signals, levels);
  return {std::move(axis), std::move(levels), std::move(nodes), std::move(owners),
          std::move(ribs), on_sacrum,         below_in_view};
}

std::vector<Owner> vertebra_owners(const Column& column) {
  constexpr double least_body_mm3 = 1500, least_share = 0.1;
  std::vector<Owner> owners;
  std::vector<double> whole;
  for (int k = 0; k + 1 < column.levels.count(); ++k)
    whole.push_back(body_volume_mm3(owner_below_disc(k), column.nodes, column.owners, column.axis));
  const double mean =
      whole.empty() ? 0
                    : std::accumulate(whole.begin(), whole.end(), 0.0) / static_cast<double>(whole.size());
  for (int k = -1; k < column.levels.count(); ++k) {
    const Owner owner = owner_below_disc(k);
    const bool is_sacrum = k + 1 == column.levels.count() && column.sacrum_below;
    const bool is_enough = is_between_discs(owner, column.levels) ||
                           body_volume_mm3(owner, column.nodes, column.owners, column.axis) >
                               std::max(least_body_mm3, least_share * mean);
    if (!is_sacrum && is_enough) owners.push_back(owner);
  }
  return owners;
}

LevelEvidence level_evidence(const Column& column, const std::vector<Owner>& owners,
                             const std::string& body_part) {
  LevelEvidence evidence;
  evidence.body_part = body_part;
  evidence.sacrum_below = column.sacrum_below;
  evidence.sacrum_would_show = !column.sacrum_below && column.below_last_in_view && !owners.empty() &&
                               disc_above(owners.back()) + 1 < column.levels.count();
  for (const Owner owner : owners) {
    LevelSigns signs;
    if (is_between_discs(owner, column.levels)) signs.length_mm = column.levels.length_mm(disc_above(owner));
    const auto& ribs = column.ribs.of_vertebra[static_cast<std::size_t>(disc_above(owner) + 1)];
    for (const std::size_t side : {0U, 1U})
      if (ribs[side].root_in_view || ribs[side].reach_mm >= least_rib_reach_mm)
        signs.reach[side] = LateralReach{ribs[side].reach_mm, ribs[side].is_cut};
    evidence.vertebrae.push_back(signs);
  }
  return evidence;
}

}  // namespace osteosign
