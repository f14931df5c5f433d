#include "features/vertebra/epidural_tissue.h"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "features/vertebra/epidural_lines.h"

namespace osteosign {
namespace {

/// Where a mass at the near end of a line lies.
std::string_view name_of_octant(int octant) {
  switch (octant) {
    case 1:
      return "in front on the left";
    case 2:
      return "on the left";
    case 6:
      return "on the right";
    case 7:
      return "in front on the right";
    default:
      return "in front";
  }
}

/// Noise of the fat that is missing on a line: of the pooled voxels here, and of those of two neighbours.
double noise_of_missing_mm(const CtVolume& ct, double noise_hu, const CanalLineFat& line,
                           const VertebraGeometry& vertebra, const CanalComparison& with) {
  constexpr double pooled_arc = std::numbers::pi / 6;  // of the rays of an octant
  constexpr double correlation = 4;                    // voxels of one blur share their noise
  const double height_mm =
      0.2 * (vertebra.superior.value().centre_mm - vertebra.inferior.value().centre_mm).norm();
  const double depth_mm = 0.5 * line.near.radius_mm;
  const double volume_mm3 = depth_mm * pooled_arc * 0.75 * line.near.radius_mm * height_mm;
  const double voxels = std::max(1.0, volume_mm3 / (correlation * ct.grid.voxel_volume_mm3()));
  const double one_end_mm = depth_mm * noise_hu / std::sqrt(voxels) / with.densities.contrast_hu();
  constexpr double both_ends_and_neighbours = 3;
  return std::sqrt(both_ends_and_neighbours) * one_end_mm;
}

/// Fat grows and dwindles along the column: one neighbour alone lets expect less surely than one on each
/// side.
double spread_of_levels_mm(const CanalLineFat& line, const EpiduralParameters& parameters) {
  constexpr double with_one_neighbour = 2;
  const bool between_two = std::min(line.near.neighbours, line.far.neighbours) > 1;
  return (between_two ? 1 : with_one_neighbour) * parameters.level_spread_mm;
}

EpiduralTissue all_unknown(const Unknown& why) { return {.thickness = why, .assessed_fraction = why}; }

/// Why nothing is told where no loss is seen; nothing where all directions could be told.
std::optional<Unknown> why_not_told(const CanalLinesOfLevel& lines, const EpiduralParameters& parameters) {
  const int direction = lines.least_told();
  if (lines.told_part(direction) >= parameters.least_assessed_fraction) return std::nullopt;
  if (lines.dense) return Unknown{"what lies in the place of the fat is denser than soft tissue"};
  return Unknown{fmt::format(
      "the vertebrae above and below have too little fat in the canal to tell its loss {}: {:.1f} mm",
      name_of_octant(direction), lines.directions[static_cast<std::size_t>(direction)].most_expected_mm)};
}

MeasuredQuantity thickness_of(const CanalLineFat& most, double sd_mm) {
  return Quantity{
      most.missing_mm(), Unit::mm, sd_mm,
      fmt::format("most {}, of {:.1f} mm of fat expected", name_of_octant(most.octant), most.expected_mm())};
}

EpiduralTissue tissue_of_level(const CtVolume& ct, double noise_hu, const CanalComparison& with,
                               std::size_t own) {
  const CanalLinesOfLevel lines = compare_canal_lines(with, own);
  const int all = lines.all();
  if (all == 0) return all_unknown(Unknown{"the canals of the vertebrae above and below cannot be compared"});
  EpiduralTissue tissue{.assessed_fraction = Quantity{static_cast<double>(lines.assessed.size()) / all,
                                                      Unit::fraction,
                                                      {},
                                                      fmt::format("{} lines", all)}};
  const std::optional<Unknown> not_told = why_not_told(lines, with.parameters);
  if (lines.assessed.empty()) {
    tissue.thickness = *not_told;
    return tissue;
  }
  const CanalLineFat& most = *std::ranges::max_element(lines.assessed, {}, &CanalLineFat::missing_mm);
  const double noise_mm = noise_of_missing_mm(ct, noise_hu, most, with.vertebrae[own], with);
  const bool is_seen = most.missing_mm() >= with.parameters.least_fat_mm;
  if (noise_mm > with.parameters.largest_sd_mm)
    tissue.thickness = Unknown{"the scan is too noisy to tell the fat of the canal"};
  else if (not_told && !is_seen)
    tissue.thickness = *not_told;
  else
    tissue.thickness = thickness_of(most, std::hypot(noise_mm, spread_of_levels_mm(most, with.parameters)));
  if (tissue.thickness.known() && most.missing_mm() > 0)
    tissue.thickest_in_patient_mm = most.near.here->wall_mm;
  return tissue;
}

std::optional<Unknown> why_not_looked_at(const CtVolume& ct, const ImageQuality& quality,
                                         const EpiduralParameters& parameters) {
  const Eigen::Vector3d& spacing = ct.grid.spacing_mm;
  if (spacing.head<2>().maxCoeff() > parameters.largest_pixel_mm ||
      spacing.z() > parameters.thickest_slice_mm)
    return Unknown{"the voxels are too large to tell the fat of the canal"};
  if (!quality.noise_hu.known()) return Unknown{"noise: " + quality.noise_hu.reason()};
  return std::nullopt;
}

/// Whether streaks of metal may cross the canal of a level.
bool metal_is_near(const CtVolume& ct, const Metal& metal, const CanalAtLevel& canal) {
  return std::ranges::any_of(canal.sections, [&](const CanalCrossSection& section) {
    const Eigen::Vector3i voxel =
        ct.grid.voxel_from_patient(section.middle.centre_mm).array().round().cast<int>();
    return metal.streak_zone.contains(voxel.x(), voxel.y(), voxel.z());
  });
}

/// How near to the wall bone covers what lies there; a pixel where the blur is unknown.
double covered_by_bone_mm(const CtVolume& ct, const ImageQuality& quality,
                          const EpiduralParameters& parameters) {
  const MeasuredQuantity& sigma = quality.point_spread.in_plane_sigma_mm;
  return parameters.wall_blur_sigmas * (sigma.known() ? sigma.value().value : ct.grid.spacing_mm.x());
}

}  // namespace

std::vector<EpiduralTissue> measure_epidural_tissue(const CtVolume& ct,
                                                    const std::vector<VertebraGeometry>& vertebrae,
                                                    const std::vector<CanalAtLevel>& canals,
                                                    const Metal& metal, const ImageQuality& quality,
                                                    const EpiduralParameters& parameters) {
  if (const auto why = why_not_looked_at(ct, quality, parameters))
    return std::vector<EpiduralTissue>(vertebrae.size(), all_unknown(*why));
  std::vector<CanalContent> contents(vertebrae.size());
  std::vector<EpiduralTissue> tissues(vertebrae.size());
  const double first_mm = covered_by_bone_mm(ct, quality, parameters);
  const bool has_metal = !metal.streak_zone.empty();
  tbb::parallel_for(std::size_t{0}, vertebrae.size(), [&](std::size_t i) {
    CanalContent content = look_into_canal(ct, vertebrae[i], canals[i], first_mm, parameters);
    if (content.empty())
      tissues[i] = all_unknown(canals[i].least_area.known() ? Unknown{"too few planes of the canal were seen"}
                                                            : canals[i].least_area.unknown());
    else if (has_metal && metal_is_near(ct, metal, canals[i]))
      tissues[i] = all_unknown(Unknown{"metal is near the canal"});
    else if (content.middle_hu && *content.middle_hu > parameters.contrast_medium_hu)
      tissues[i] = all_unknown(Unknown{"the canal is denser than tissue: it may hold contrast medium"});
    else
      contents[i] = std::move(content);
  });
  const std::optional<CanalDensities> densities = densities_of(contents);
  if (!densities) return tissues;
  const CanalComparison with{vertebrae, contents, *densities, parameters};
  for (std::size_t i = 0; i < vertebrae.size(); ++i) {
    if (contents[i].empty()) continue;
    tissues[i] = densities->contrast_hu() < parameters.least_fat_contrast_hu
                     ? all_unknown(Unknown{"no fat is seen in the canal that could be told from the sac"})
                     : tissue_of_level(ct, quality.noise_hu.value().value, with, i);
  }
  return tissues;
}

}  // namespace osteosign
