#include "features/spine/column.h"

#include "features/spine/axis_seeds.h"
#include "features/spine/rib_heads.h"

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

/// A plane without endplates on both sides, or with the faintest of them, may lie within the last vertebra in
/// view: lengths put it there. Discs in view show 0.9 and more.
bool is_no_clear_disc(const DiscPlane& disc) {
  constexpr double weak = 0.5;
  return disc.thickness_mm <= 0 || disc.strength < weak;
}

std::vector<Owner> vertebra_owners(const Column& column) {
  constexpr double least_body_mm3 = 1500, least_share = 0.1, least_share_beyond_no_disc = 0.3;
  std::vector<double> volumes;
  double whole_mm3 = 0;
  for (int k = -1; k < column.levels.count(); ++k) {
    volumes.push_back(body_volume_mm3(k, column.nodes, column.axis));
    if (is_between_discs(owner_below_disc(k), column.levels)) whole_mm3 += volumes.back();
  }
  const double mean_mm3 = whole_mm3 / std::max(1, column.levels.count() - 1);
  std::vector<Owner> owners;
  for (int k = -1; k < column.levels.count(); ++k) {
    const Owner owner = owner_below_disc(k);
    const bool is_sacrum = k + 1 == column.levels.count() && column.sacrum_below;
    const bool is_beyond_no_disc =
        column.levels.count() > 0 &&
        is_no_clear_disc(column.levels.discs()[static_cast<std::size_t>(std::max(k, 0))]);
    const bool is_axis = k < 0 && column.dens;
    const double share = is_beyond_no_disc ? least_share_beyond_no_disc : least_share;
    const bool is_enough =
        is_axis || is_between_discs(owner, column.levels) ||
        volumes[static_cast<std::size_t>(k + 1)] > std::max(least_body_mm3, share * mean_mm3);
    if (!is_sacrum && is_enough) owners.push_back(owner);
  }
  return owners;
}

LevelEvidence level_evidence(const Column& column, const std::string& body_part) {
  LevelEvidence evidence;
  evidence.body_part = body_part;
  evidence.sacrum_below = column.sacrum_below;
  if (column.dens && !column.vertebrae.empty()) evidence.dens = 0;
  evidence.sacrum_would_show = !column.sacrum_below && column.below_last_in_view &&
                               !column.vertebrae.empty() &&
                               disc_above(column.vertebrae.back()) + 1 < column.levels.count();
  const std::vector<RibHeadLevels> heads = rib_head_levels(column.nodes, column.axis, column.levels);
  for (const Owner owner : column.vertebrae) {
    LevelSigns signs;
    if (is_between_discs(owner, column.levels)) signs.length_mm = column.levels.length_mm(disc_above(owner));
    const auto& ribs = column.ribs.of_vertebra[static_cast<std::size_t>(disc_above(owner) + 1)];
    const bool beside_skull = column.dens && owner == owner_below_disc(-1);
    for (const std::size_t side : {0U, 1U})  // where no bone at all was found, none tells
      if (!beside_skull && ribs[side].reach_mm > 0 &&
          (ribs[side].root_in_view || ribs[side].reach_mm >= least_rib_reach_mm))
        signs.reach[side] = LateralReach{ribs[side].reach_mm, ribs[side].is_cut};
    signs.head_level = heads[static_cast<std::size_t>(disc_above(owner) + 1)];
    evidence.vertebrae.push_back(signs);
  }
  return evidence;
}

/// Nodes that hang together with what leaves a vertebra that more likely than not is one with ribs, or that
/// reach as far as a rib from one that may be: far from L5 lies the sacrum, which its process may touch.
std::vector<bool> nodes_on_ribs(const Column& column, const LevelParameters& parameters) {
  constexpr double likely = 0.5, possible = 0.05;
  std::vector<double> thoracic(column.ribs.of_vertebra.size(), possible);
  const auto probabilities = level_probabilities(column.evidence, parameters);
  for (std::size_t i = 0; i < column.vertebrae.size(); ++i) {
    double& of_vertebra = thoracic[static_cast<std::size_t>(disc_above(column.vertebrae[i]) + 1)];
    of_vertebra = 0;
    for (const auto& [name, probability] : probabilities[i])
      if (name[0] == 'T') of_vertebra += probability;
  }
  std::vector<bool> on_ribs(column.nodes.nodes.size(), false);
  for (std::size_t i = 0; i < on_ribs.size(); ++i) {
    const std::int16_t vertebra = column.ribs.vertebra_of_node[i];
    if (vertebra < 0) continue;
    const auto& sides = column.ribs.of_vertebra[static_cast<std::size_t>(vertebra)];
    const std::size_t side = column.nodes.nodes[i].place.u > 0 ? 1 : 0;
    const double has_ribs = thoracic[static_cast<std::size_t>(vertebra)];
    on_ribs[i] = has_ribs > likely || (has_ribs >= possible && sides[side].reach_mm >= least_rib_reach_mm);
  }
  return on_ribs;
}

/// The canal beside the bodies: that beside the dens has none.
std::vector<CanalPoint> canal_beside_bodies(const Canal& canal, const std::optional<Dens>& dens) {
  std::vector<CanalPoint> points = canal.points;
  if (dens)
    std::erase_if(points, [&](const CanalPoint& point) {
      return (point.centre_mm - dens->base_mm).dot(dens->cranial()) > 0;
    });
  return points;
}

/// Way down from the lowest free place of the dens to a disc.
double below_dens_mm(const Dens& dens, const Eigen::Vector3d& disc_mm) {
  return (dens.base_mm - disc_mm).dot(dens.cranial());
}

constexpr double farthest_disc_mm = 33;  // below the lowest free place of the dens

/// C2 has no disc at its upper end, and its body is 15 to 26 mm high (textbook); the planes in which the dens
/// is free end up to 7 mm above it. What seems to be a disc higher up, or is not clearly one, is none.
void leave_out_discs_of_axis(VertebraChain& chain, const BodyAxis& axis, const Dens& dens) {
  constexpr double least_body_mm = 15, clear = 0.5;
  std::erase_if(chain.discs, [&](const VertebraChain::Disc& disc) {
    const double below_mm = below_dens_mm(dens, axis.points[static_cast<std::size_t>(disc.s)].centre_mm);
    return below_mm < least_body_mm || (below_mm < farthest_disc_mm && disc.sign.strength < clear);
  });
}

/// The first disc lies where that below C2 must lie.
bool fits(const Dens& dens, const std::vector<DiscPlane>& discs) {
  return !discs.empty() && below_dens_mm(dens, discs.front().centre_mm) <= farthest_disc_mm;
}

}  // namespace

Column find_column(const SpineImage& image, const Canal& canal, const VoxelMask& canal_region,
                   const std::optional<Dens>& dens, const ColumnParameters& parameters) {
  const BodyAxis body_axis =
      find_body_axis(canal_beside_bodies(canal, dens), image, dens ? ColumnTop::closed : ColumnTop::open);
  const StraightSpine straight(image, body_axis.points, extent);
  const ColumnSignals signals = column_signals(straight, body_axis, image);
  VertebraChain chain = find_vertebra_chain(signals, body_axis, parameters.chain);
  if (dens) leave_out_discs_of_axis(chain, body_axis, *dens);
  const SpineAxis axis(body_axis, canal);
  const std::vector<DiscPlane> discs = disc_planes(chain, body_axis, image);
  if (dens && !fits(*dens, discs))  // it was none
    return find_column(image, canal, canal_region, std::nullopt, parameters);
  std::optional<double> first_length_mm;
  if (dens) first_length_mm = discs.front().above(dens->tip_mm) + 1;
  const LevelScale levels(discs, axis, parameters.chain.length_per_radius, first_length_mm);
  BoneNodes nodes = bone_nodes(image, canal_region, axis, levels);
  RibSigns ribs = find_ribs(nodes, axis, levels, image);
  Column column{axis,
                levels,
                std::move(nodes),
                std::move(ribs),
                stands_on_sacrum(signals, levels),
                is_below_in_view(signals, levels),
                dens,
                {},
                {},
                {}};
  column.vertebrae = vertebra_owners(column);
  column.evidence = level_evidence(column, image.ct.acquisition.body_part);
  const std::vector<int> laminae =
      lamina_planes(straight, axis, levels, image.growth_hu, image.growth_hu + bone_above_growth_hu);
  std::vector<Owner> seeds =
      vertebra_seeds(column.nodes, axis, levels, laminae, nodes_on_ribs(column, parameters.levels));
  if (column.dens) seed_beside_dens(column.nodes, *column.dens, seeds);
  column.owners = grow_vertebrae(column.nodes, std::move(seeds));
  return column;
}

}  // namespace osteosign
