#include "features/vertebra/posterior_wall.h"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cstdlib>

#include "features/profile/order_statistics.h"
#include "features/vertebra/cortex_limits.h"
#include "features/vertebra/wall_breach.h"
#include "features/vertebra/wall_bulge.h"

namespace osteosign {
namespace {

constexpr int levels_compared = 3;
constexpr std::size_t fewest_neighbours = 2;

/// What one vertebra shows before it is compared with the others.
struct SeenWall {
  Measured<WallField> field = Unknown{"not looked at"};
  Measured<WallChord> chord = Unknown{"not looked at"};
  std::vector<double> profile;
};

SeenWall look_at_wall(const CtVolume& ct, const Spine& spine, const VertebraGeometry& vertebra,
                      const ImageQuality& quality, const PosteriorWallParameters& parameters) {
  SeenWall wall;
  wall.field = see_wall(ct, spine.canal, vertebra, quality, parameters);
  if (!wall.field.known()) return wall;
  wall.chord = corner_chord(wall.field.value(), parameters);
  if (wall.chord.known()) wall.profile = profile_behind_chord(wall.field.value(), wall.chord.value());
  return wall;
}

/// Robust standard deviation.
double spread(const std::vector<double>& values) {
  constexpr double sd_per_mad = 1.4826;
  const double middle = median(values);
  std::vector<double> away;
  for (const double value : values) away.push_back(std::abs(value - middle));
  return sd_per_mad * median(std::move(away));
}

/// At least three of four neighbours lie as far back as this; a median would let two sick ones hide a third.
double lower_quartile(std::vector<double> values) {
  const auto rank = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) / 4);
  std::nth_element(values.begin(), rank, values.end());
  return *rank;
}

Eigen::Vector3d middle_of_corner(const SeenWall& wall, const VertebraFrame& frame, bool superior) {
  const WallGrid& grid = wall.field.value().grid;
  const auto middle = static_cast<std::size_t>(grid.columns / 2);
  const WallChord& chord = wall.chord.value();
  return frame.patient_from_local({grid.middle_x_mm,
                                   (superior ? chord.superior_mm : chord.inferior_mm)[middle],
                                   (superior ? grid.superior_mm : grid.inferior_mm)[middle]});
}

/// How far the superior corner stands behind the line from the inferior corner above to the superior corner
/// below, less the same of the inferior corner. Lordosis moves both, so that it drops out.
std::optional<double> superior_stands_mm(const std::vector<SeenWall>& walls,
                                         const std::vector<VertebraGeometry>& vertebrae, std::size_t own) {
  if (own == 0 || own + 1 >= walls.size()) return std::nullopt;
  for (const std::size_t i : {own - 1, own, own + 1})
    if (!walls[i].chord.known() || std::abs(vertebrae[i].label - vertebrae[own].label) > 1)
      return std::nullopt;
  const VertebraFrame& frame = vertebrae[own].frame;
  const Eigen::Vector3d above =
      frame.local_from_patient(middle_of_corner(walls[own - 1], vertebrae[own - 1].frame, false));
  const Eigen::Vector3d below =
      frame.local_from_patient(middle_of_corner(walls[own + 1], vertebrae[own + 1].frame, true));
  const auto behind_line = [&](bool superior) {
    const Eigen::Vector3d corner = frame.local_from_patient(middle_of_corner(walls[own], frame, superior));
    const double share = (corner.z() - below.z()) / (above.z() - below.z());
    return corner.y() - (below.y() + share * (above.y() - below.y()));
  };
  return behind_line(true) - behind_line(false);
}

/// What the neighbours let expect, without the vertebra itself; no profile when there are too few.
ExpectedWall expected_wall(const std::vector<SeenWall>& walls, const std::vector<VertebraGeometry>& vertebrae,
                           std::size_t own) {
  ExpectedWall expected{{}, superior_stands_mm(walls, vertebrae, own)};
  std::vector<const std::vector<double>*> others;
  for (std::size_t i = 0; i < walls.size(); ++i)
    if (i != own && !walls[i].profile.empty() &&
        std::abs(vertebrae[i].label - vertebrae[own].label) <= levels_compared)
      others.push_back(&walls[i].profile);
  if (others.size() < fewest_neighbours) return expected;
  std::vector<double> spreads;
  for (std::size_t point = 0; point < wall_profile_points; ++point) {
    std::vector<double> values;
    for (const std::vector<double>* other : others) values.push_back((*other)[point]);
    spreads.push_back(spread(values));
    expected.profile.push_back(lower_quartile(std::move(values)));
  }
  expected.spread_mm = median(std::move(spreads));
  return expected;
}

/// Why no gap can be told; empty when one can. Where a part of an endplate was guessed, disc may lie in the
/// grid.
std::string no_gap_because(const VertebraGeometry& vertebra, const std::string& coarse) {
  constexpr double least_edge_fraction =
      0.75;  // chosen on the development phantoms: 0.8 to 1 where plates are right
  if (!coarse.empty()) return coarse;
  for (const Measured<Endplate>* plate : {&vertebra.superior, &vertebra.inferior})
    if (plate->known() && plate->value().edge_fraction < least_edge_fraction)
      return fmt::format(
          "{:.0f} % of an endplate were seen, {:.0f} % are needed for a gap of the posterior wall",
          100 * plate->value().edge_fraction, 100 * least_edge_fraction);
  return {};
}

void set_all(PosteriorWall& result, const Unknown& reason) {
  result.bulge = result.bulge_area = result.convexity = result.breach_area = reason;
}

void add_bulge(PosteriorWall& result, const SeenWall& wall, const ExpectedWall& expected,
               const VertebraFrame& frame, const PosteriorWallParameters& parameters) {
  if (!wall.chord.known()) {
    result.bulge = result.bulge_area = result.convexity = wall.chord.unknown();
    return;
  }
  const WallField& field = wall.field.value();
  const WallReference reference = wall_reference(field, wall.chord.value(), expected, parameters);
  const WallBulge bulge = measure_bulge(field, reference, expected.profile, parameters);
  result.chord_y_mm = reference.chord.at(field.grid.columns / 2, 0.5);
  result.bulge = bulge.depth;
  result.bulge_area = bulge.area;
  result.convexity = bulge.convexity;
  if (bulge.top_local_mm) result.bulge_in_patient_mm = frame.patient_from_local(*bulge.top_local_mm);
}

PosteriorWall judge_wall(const SeenWall& wall, const ExpectedWall& expected, const VertebraFrame& frame,
                         const std::string& coarse, const PosteriorWallParameters& parameters) {
  PosteriorWall result;
  if (!wall.field.known()) {
    set_all(result, wall.field.unknown());
    result.seen_fraction = wall.field.unknown();
    return result;
  }
  const double seen = wall.field.value().assessable_fraction();
  result.seen_fraction = Quantity{seen, Unit::fraction};
  if (seen < parameters.least_seen_fraction) {
    set_all(result,
            Unknown{fmt::format("{:.0f} % of the posterior wall could be assessed, {:.0f} % are needed",
                                100 * seen, 100 * parameters.least_seen_fraction)});
    return result;
  }
  add_bulge(result, wall, expected, frame, parameters);
  if (!coarse.empty()) {
    result.breach_area = Unknown{coarse};
    return result;
  }
  const WallBreach breach = measure_breach(wall.field.value(), parameters);
  result.breach_area = breach.area;
  if (breach.middle_local_mm) result.breach_in_patient_mm = frame.patient_from_local(*breach.middle_local_mm);
  return result;
}

}  // namespace

std::vector<PosteriorWall> measure_posterior_walls(const CtVolume& ct, const Spine& spine,
                                                   const std::vector<VertebraGeometry>& vertebrae,
                                                   const ImageQuality& quality,
                                                   const PosteriorWallParameters& parameters) {
  std::vector<SeenWall> walls(vertebrae.size());
  tbb::parallel_for(std::size_t{0}, vertebrae.size(), [&](std::size_t i) {
    walls[i] = look_at_wall(ct, spine, vertebrae[i], quality, parameters);
  });
  const std::string coarse = too_coarse_for_cortex(
      ct, quality, {parameters.thickest_slices_mm, parameters.widest_blur_mm}, "a gap of the posterior wall");
  std::vector<PosteriorWall> results;
  for (std::size_t i = 0; i < vertebrae.size(); ++i)
    results.push_back(judge_wall(walls[i], expected_wall(walls, vertebrae, i), vertebrae[i].frame,
                                 no_gap_because(vertebrae[i], coarse), parameters));
  return results;
}

}  // namespace osteosign
