#include "features/find/cut_lesion.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/core.hpp>
#include <opencv2/imgproc/detail/gcgraph.hpp>

#include "features/find/connected_part.h"
#include "features/shape/signed_distance.h"

namespace osteosign {
namespace {

constexpr double hard = 1e4;
constexpr double highest_cost = 15;
constexpr double floor_per_hu = 1e-6;

/// Probability per HU of a value in the lesion: one phase round the seed's density, or that phase and
/// whatever else is unlike the surrounding bone.
struct LesionDensity {
  double median_hu;
  double sd_hu;
  bool has_second_phase = false;

  double probability(double hu) const {
    constexpr double range_of_second_phase_hu = 2200;
    const double z = (hu - median_hu) / sd_hu;
    const double first = std::exp(-0.5 * z * z) / (sd_hu * std::sqrt(2 * std::numbers::pi)) + floor_per_hu;
    return has_second_phase ? 0.5 * first + 0.5 / range_of_second_phase_hu : first;
  }
};

/// Capacity between neighbours along each axis: the area of their common face by their distance, scaled so
/// that cubic voxels have `smoothness`.
Eigen::Vector3d link_capacity(const ImageGrid& grid, double smoothness) {
  const double volume = grid.voxel_volume_mm3();
  return smoothness * volume / std::cbrt(volume) * grid.spacing_mm.cwiseAbs2().cwiseInverse();
}

/// The border weighs with the square of the size of a region in voxels, its densities with the cube: a region
/// of few voxels would vanish at the weight that suits larger ones.
double smoothness_for(const LesionBox& box, const SeedRegion& region,
                      const LesionOutlineParameters& parameters) {
  constexpr double voxels_for_full_weight = 6;
  const double radius_in_voxels = region.radius_mm() / std::cbrt(box.grid.voxel_volume_mm3());
  return parameters.smoothness * std::clamp(radius_in_voxels / voxels_for_full_weight, 0.25, 1.0);
}

/// Cost of calling a voxel bone minus cost of calling it lesion.
double preference_for_lesion(const LesionBox& box, std::size_t i, const SeedRegion& region,
                             const SurroundingBone& bone, const LesionDensity& lesion,
                             const LesionOutlineParameters& parameters) {
  const Eigen::Vector3d point = box.point_mm(i);
  if (box.bone[i] == 0 || !region.may_hold(point)) return -hard;
  const double from_seed = (point - region.seed_mm).norm();
  if (from_seed <= std::min(parameters.seed_radius_mm, region.radius_mm() / 2)) return hard;
  const bool near_surface = box.bone_distance_mm[i] > -parameters.surface_layer_mm;
  const double as_bone = bone.probability(box.hounsfield[i], near_surface);
  const double as_lesion = lesion.probability(box.hounsfield[i]);
  const double far = 2 * std::max(0.0, region.relative_distance(point) - 2);
  return std::clamp(std::log(as_lesion / as_bone), -highest_cost, highest_cost) - far;
}

std::vector<std::uint8_t> minimum_cut(const LesionBox& box, const SeedRegion& region,
                                      const SurroundingBone& bone, const LesionDensity& lesion,
                                      const LesionOutlineParameters& parameters) {
  const std::array<int, 3>& size = box.grid.size;
  const auto count = static_cast<int>(box.grid.voxel_count());
  cv::detail::GCGraph<float> graph(count, 3 * count);
  for (int i = 0; i < count; ++i) {
    graph.addVtx();
    const auto preference = static_cast<float>(
        preference_for_lesion(box, static_cast<std::size_t>(i), region, bone, lesion, parameters));
    graph.addTermWeights(i, std::max(preference, 0.0F), std::max(-preference, 0.0F));
  }
  const Eigen::Vector3d capacity = link_capacity(box.grid, smoothness_for(box, region, parameters));
  const double contrast = std::max(40.0, 2 * lesion.sd_hu);
  const std::array<int, 3> step{1, size[0], size[0] * size[1]};
  for (int z = 0; z < size[2]; ++z)
    for (int y = 0; y < size[1]; ++y)
      for (int x = 0; x < size[0]; ++x) {
        const std::array<bool, 3> has_next{x + 1 < size[0], y + 1 < size[1], z + 1 < size[2]};
        const int at = static_cast<int>(box.grid.index(x, y, z));
        for (std::size_t axis = 0; axis < 3; ++axis) {
          if (!has_next[axis]) continue;
          const double difference = (box.hounsfield[static_cast<std::size_t>(at)] -
                                     box.hounsfield[static_cast<std::size_t>(at + step[axis])]) /
                                    contrast;
          const auto weight =
              static_cast<float>(capacity[static_cast<int>(axis)] * std::exp(-0.5 * difference * difference));
          graph.addEdges(at, at + step[axis], weight, weight);
        }
      }
  graph.maxFlow();
  std::vector<std::uint8_t> lesion_voxels(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i)
    lesion_voxels[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(graph.inSourceSegment(i));
  return lesion_voxels;
}

std::size_t voxel_of_seed(const LesionBox& box, const SeedRegion& region) {
  const Eigen::Vector3d voxel = box.grid.voxel_from_patient(region.seed_mm);
  return box.grid.index(static_cast<int>(std::lround(voxel.x())), static_cast<int>(std::lround(voxel.y())),
                        static_cast<int>(std::lround(voxel.z())));
}

/// Whether marrow 3.5 to 6 mm outside of the region is as far from bone as the seed, on the other side: a
/// second phase. Nearer than that it would be a rim.
bool second_phase_around(const LesionBox& box, const std::vector<std::uint8_t>& inside,
                         const SeedRegion& region, const SurroundingBone& bone,
                         const LesionOutlineParameters& parameters) {
  constexpr double rim_mm = 3.5;
  constexpr double layer_mm = 6;
  constexpr double least_share = 0.3;
  const std::vector<float> distance = signed_distance_mm(box.grid, inside);
  const double side = region.median_hu > bone.median_hu ? -1 : 1;
  const double deviation = std::max(3 * bone.sd_hu, 60.0);
  int layer = 0;
  int unlike = 0;
  for (std::size_t i = 0; i < inside.size(); ++i) {
    if (distance[i] < rim_mm || distance[i] > layer_mm) continue;
    if (box.bone_distance_mm[i] > -parameters.surface_layer_mm || !region.may_hold(box.point_mm(i))) continue;
    ++layer;
    unlike += side * (box.hounsfield[i] - bone.median_hu) > deviation;
  }
  return layer > 0 && unlike > least_share * layer;
}

/// Closes the thin sheet of bone-like density that lies between the two phases of a mixed lesion.
std::vector<std::uint8_t> closed(const LesionBox& box, const SeedRegion& region,
                                 const std::vector<std::uint8_t>& mask) {
  const double radius_mm = 1.5 * std::max(1.0, box.grid.spacing_mm.minCoeff());
  std::vector<std::uint8_t> result(mask.size());
  const std::vector<float> outside = signed_distance_mm(box.grid, mask);
  for (std::size_t i = 0; i < mask.size(); ++i)
    result[i] = static_cast<std::uint8_t>(outside[i] <= radius_mm && box.bone[i] != 0);
  const std::vector<float> grown = signed_distance_mm(box.grid, result);
  for (std::size_t i = 0; i < mask.size(); ++i)
    result[i] = static_cast<std::uint8_t>(mask[i] != 0 ||
                                          (grown[i] <= -radius_mm && region.may_hold(box.point_mm(i))));
  return result;
}

/// Without grains of marrow that look like the lesion and hang on it: an opening by a ball. Where the
/// densities lie three spreads of the marrow apart there are none; at one and a half only what is half as
/// deep as the lesion stays.
std::vector<std::uint8_t> without_grains(const LesionBox& box, const std::vector<std::uint8_t>& mask,
                                         double spreads_apart) {
  const double part_of_depth = 0.5 * std::clamp((3 - spreads_apart) / 1.5, 0.0, 1.0);
  if (part_of_depth == 0) return mask;
  const std::vector<float> depth = signed_distance_mm(box.grid, mask);
  const double radius_mm = part_of_depth * -*std::min_element(depth.begin(), depth.end());
  std::vector<std::uint8_t> result(mask.size());
  for (std::size_t i = 0; i < mask.size(); ++i) result[i] = static_cast<std::uint8_t>(depth[i] <= -radius_mm);
  const std::vector<float> from_core = signed_distance_mm(box.grid, result);
  for (std::size_t i = 0; i < mask.size(); ++i)
    result[i] = static_cast<std::uint8_t>(mask[i] != 0 && from_core[i] <= radius_mm);
  return result;
}

}  // namespace

std::vector<std::uint8_t> cut_lesion(const LesionBox& box, const SeedRegion& region,
                                     const SurroundingBone& bone, const LesionOutlineParameters& parameters) {
  LesionDensity lesion{region.median_hu, std::max(region.sd_hu, 20.0)};
  const std::size_t seed = voxel_of_seed(box, region);
  const double spreads_apart = std::abs(bone.median_hu - region.median_hu) / std::max(bone.sd_hu, 1.0);
  const auto whole = [&](const std::vector<std::uint8_t>& mask) {
    const std::vector<std::uint8_t> part = connected_part(box.grid, mask, seed);
    return without_holes(box.grid, connected_part(box.grid, without_grains(box, part, spreads_apart), seed));
  };
  std::vector<std::uint8_t> inside = whole(minimum_cut(box, region, bone, lesion, parameters));
  if (!second_phase_around(box, inside, region, bone, parameters)) return inside;
  lesion.has_second_phase = true;
  return whole(closed(box, region, minimum_cut(box, region, bone, lesion, parameters)));
}

}  // namespace osteosign
