#include "features/vertebra/epidural_tissue.h"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "features/vertebra/epidural_fat.h"

namespace osteosign {
namespace {

constexpr int levels_compared = 2;
constexpr double pooled_arc = std::numbers::pi / 6;  // of the rays of an octant

constexpr std::array<std::string_view, canal_octants> names_of_octants{
    "in front", "in front on the left", "on the left",  "behind on the left",
    "behind",   "behind on the right",  "on the right", "in front on the right"};

/// What is compared, and with what.
struct Comparison {
  const std::vector<VertebraGeometry>& vertebrae;
  const std::vector<CanalContent>& contents;
  CanalDensities densities;
  const EpiduralParameters& parameters;
};

/// One end of a line across the canal: the fat below the wall there, here and as the neighbours let expect.
struct LineEnd {
  const CanalDepths* here = nullptr;
  double fat_mm = 0, expected_mm = 0;
  double radius_mm = 0, expected_radius_mm = 0;
  bool closed = false;  ///< the neighbours have bone there
  double missing_mm() const { return expected_mm - fat_mm; }
};

/// The nearest other level above or below that shows this octant of this window.
const CanalDepths* neighbour(const Comparison& with, std::size_t own, int direction, std::size_t window,
                             std::size_t octant) {
  for (auto i = static_cast<std::ptrdiff_t>(own) + direction;
       i >= 0 && i < static_cast<std::ptrdiff_t>(with.contents.size()); i += direction) {
    const auto other = static_cast<std::size_t>(i);
    if (std::abs(with.vertebrae[other].label - with.vertebrae[own].label) > levels_compared) break;
    const auto& depths = with.contents[other].windows[window][octant];
    if (depths && !depths->hu.empty()) return &*depths;
  }
  return nullptr;
}

/// Nothing when it was not seen here, or by neither neighbour. With neighbours on one side only the fat of
/// that one is expected.
std::optional<LineEnd> line_end(const Comparison& with, std::size_t own, std::size_t window,
                                std::size_t octant) {
  const auto& here = with.contents[own].windows[window][octant];
  if (!here || here->hu.empty()) return std::nullopt;
  LineEnd end{.here = &*here,
              .fat_mm = fat_thickness_mm(*here, with.densities),
              .radius_mm = here->radius_mm,
              .closed = true};
  int neighbours = 0;
  for (const int direction : {-1, 1})
    if (const CanalDepths* const depths = neighbour(with, own, direction, window, octant)) {
      ++neighbours;
      end.expected_mm += fat_thickness_mm(*depths, with.densities);
      end.expected_radius_mm += depths->radius_mm;
      end.closed = end.closed && depths->bone_share >= 0.5;
    }
  if (neighbours == 0) return std::nullopt;
  end.expected_mm /= neighbours;
  end.expected_radius_mm /= neighbours;
  return end;
}

/// A line across the canal from one octant to the opposite one.
struct CanalLineFat {
  std::size_t octant = 0;
  LineEnd first, second;
  double expected_mm() const { return first.expected_mm + second.expected_mm; }
  /// Fat that is missing, without what bone has taken of the canal.
  double missing_mm() const {
    const double bone_mm = std::max(
        0.0, first.expected_radius_mm + second.expected_radius_mm - first.radius_mm - second.radius_mm);
    return std::clamp(first.missing_mm() + second.missing_mm() - bone_mm, 0.0, expected_mm());
  }
  std::size_t octant_of_most() const {
    return first.missing_mm() >= second.missing_mm() ? octant : octant + canal_octants / 2;
  }
  const LineEnd& end_of_most() const { return first.missing_mm() >= second.missing_mm() ? first : second; }
};

/// The lines of one level on which a loss of fat could be told, out of all that lie in the bony canal.
struct LinesOfLevel {
  std::vector<CanalLineFat> assessed;
  int all = 0;
  double most_expected_mm = 0;
  bool dense = false;  ///< what took the place of fat on some line is no soft tissue
};

/// Where the canal is open to the sides, fat goes on into the foramina. Behind, ligaments close it.
bool in_bony_canal(const CanalLineFat& line) {
  const bool front_to_back = line.octant == 0;
  return front_to_back || (line.first.closed && line.second.closed);
}

LinesOfLevel lines_of_level(const Comparison& with, std::size_t own) {
  constexpr double at_wall_mm = 1.5;
  LinesOfLevel lines;
  for (std::size_t window = 0; window < canal_windows; ++window)
    for (std::size_t octant = 0; octant < canal_octants / 2; ++octant) {
      const auto first = line_end(with, own, window, octant);
      const auto second = line_end(with, own, window, octant + canal_octants / 2);
      if (!first || !second) continue;
      const CanalLineFat line{octant, *first, *second};
      if (!in_bony_canal(line)) continue;
      ++lines.all;
      lines.most_expected_mm = std::max(lines.most_expected_mm, line.expected_mm());
      if (line.expected_mm() < with.parameters.least_fat_mm) continue;
      if (density_at_wall_hu(*line.end_of_most().here, at_wall_mm) > with.parameters.tissue_highest_hu)
        lines.dense = true;
      else
        lines.assessed.push_back(line);
    }
  return lines;
}

/// Noise of the fat that is missing on a line: of the pooled voxels here, and of those of two neighbours.
double sd_of_missing_mm(const CtVolume& ct, double noise_hu, const CanalLineFat& line,
                        const VertebraGeometry& vertebra, const Comparison& with) {
  constexpr double correlation = 4;  // voxels of one blur share their noise
  const double height_mm =
      0.2 * (vertebra.superior.value().centre_mm - vertebra.inferior.value().centre_mm).norm();
  const double depth_mm = 0.5 * line.first.radius_mm;
  const double volume_mm3 = depth_mm * pooled_arc * 0.75 * line.first.radius_mm * height_mm;
  const double voxels = std::max(1.0, volume_mm3 / (correlation * ct.grid.voxel_volume_mm3()));
  const double one_end_mm = depth_mm * noise_hu / std::sqrt(voxels) / with.densities.contrast_hu();
  const double both_and_neighbours = 3;
  return std::hypot(std::sqrt(both_and_neighbours) * one_end_mm, with.parameters.level_spread_mm);
}

EpiduralTissue all_unknown(const Unknown& why) { return {.thickness = why, .assessed_fraction = why}; }

std::string too_little_fat(const LinesOfLevel& lines) {
  return fmt::format(
      "the vertebrae above and below have too little fat in the canal to tell its loss: {:.1f} mm on a line",
      lines.most_expected_mm);
}

EpiduralTissue tissue_of_level(const CtVolume& ct, double noise_hu, const Comparison& with, std::size_t own) {
  const EpiduralParameters& parameters = with.parameters;
  const LinesOfLevel lines = lines_of_level(with, own);
  if (lines.all == 0)
    return all_unknown(Unknown{"the canals of the vertebrae above and below cannot be compared"});
  const double share = static_cast<double>(lines.assessed.size()) / lines.all;
  EpiduralTissue tissue{.assessed_fraction =
                            Quantity{share, Unit::fraction, {}, fmt::format("{} lines", lines.all)}};
  if (lines.assessed.empty()) {
    tissue.thickness = lines.dense ? Unknown{"what lies in the place of the fat is denser than soft tissue"}
                                   : Unknown{too_little_fat(lines)};
    return tissue;
  }
  const CanalLineFat& most = *std::ranges::max_element(lines.assessed, {}, &CanalLineFat::missing_mm);
  const double missing_mm = most.missing_mm();
  const double sd_mm = sd_of_missing_mm(ct, noise_hu, most, with.vertebrae[own], with);
  if (sd_mm > parameters.largest_sd_mm) {
    tissue.thickness = Unknown{"the scan is too noisy to tell the fat of the canal"};
    return tissue;
  }
  if (share < parameters.least_assessed_fraction && missing_mm < parameters.least_fat_mm) {
    tissue.thickness = Unknown{too_little_fat(lines)};
    return tissue;
  }
  const std::size_t octant = most.octant_of_most() % canal_octants;
  tissue.thickness = Quantity{
      missing_mm, Unit::mm, sd_mm,
      fmt::format("most {}, of {:.1f} mm of fat expected", names_of_octants[octant], most.expected_mm())};
  if (missing_mm > 0) tissue.thickest_in_patient_mm = most.end_of_most().here->wall_mm;
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
  const Comparison with{vertebrae, contents, *densities, parameters};
  for (std::size_t i = 0; i < vertebrae.size(); ++i) {
    if (contents[i].empty()) continue;
    tissues[i] = densities->contrast_hu() < parameters.least_fat_contrast_hu
                     ? all_unknown(Unknown{"no fat is seen in the canal that could be told from the sac"})
                     : tissue_of_level(ct, quality.noise_hu.value().value, with, i);
  }
  return tissues;
}

}  // namespace osteosign
