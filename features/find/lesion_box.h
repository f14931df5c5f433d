#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "features/find/seed_region.h"

namespace osteosign {

/// The part of a series in which one lesion is outlined.
struct LesionBox {
  ImageGrid grid;              ///< a crop of the series' grid
  std::array<int, 3> first{};  ///< its first voxel on the series' grid
  std::vector<std::int16_t> hounsfield;
  std::vector<std::uint8_t> bone;       ///< 1 in any bone
  std::vector<float> bone_distance_mm;  ///< to the surface of the bone, negative inside

  Eigen::Array3i voxel(std::size_t index) const;      ///< its place in the box
  Eigen::Vector3d point_mm(std::size_t index) const;  ///< patient position of a voxel
};

/// The box that holds the voxels from `lowest` to `highest` of the series' grid, clipped to the volume.
LesionBox cut_box(const CtVolume& ct, const LabelMap& bones, const Eigen::Array3i& lowest,
                  const Eigen::Array3i& highest);

/// The box that holds an outline and `reach_mm` round it, clipped to the volume.
LesionBox box_round_outline(const CtVolume& ct, const LabelMap& bones, const CtLesionOutline& outline,
                            double reach_mm);

/// The box round a seed region: 1.7 times its reach (90th percentile) and 8 mm more, for the surroundings.
/// What the bone walls in near the region (walled_in.h) counts as bone.
LesionBox box_around(const CtVolume& ct, const LabelMap& bones, const SeedRegion& region);

}  // namespace osteosign
