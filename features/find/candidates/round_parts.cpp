#include "features/find/candidates/round_parts.h"

#include <algorithm>
#include <cmath>

#include "features/find/connected_part.h"
#include "features/shape/signed_distance.h"

namespace osteosign {
namespace {

/// A place of a mask, and how far below its surface it lies.
struct DeepPlace {
  Eigen::Array3i voxel;
  double depth_mm;
};

/// Those at least as deep as asked, the deepest first.
std::vector<DeepPlace> deep_places(const VoxelMask& mask, double least_mm) {
  const ImageGrid& grid = mask.grid();
  std::vector<std::uint8_t> inside(grid.voxel_count(), 0);
  for_each_voxel(mask, [&](int x, int y, int z) { inside[grid.index(x, y, z)] = 1; });
  const std::vector<float> distance_mm = signed_distance_mm(grid, inside);
  std::vector<DeepPlace> places;
  for_each_voxel(mask, [&](int x, int y, int z) {
    const double depth_mm = -distance_mm[grid.index(x, y, z)];
    if (depth_mm >= least_mm) places.push_back({{x, y, z}, depth_mm});
  });
  std::ranges::stable_sort(places, std::ranges::greater{}, &DeepPlace::depth_mm);
  return places;
}

double apart_mm(const ImageGrid& grid, const Eigen::Array3i& one, const Eigen::Array3i& other) {
  return ((one - other).cast<double>() * grid.spacing_mm.array()).matrix().norm();
}

BlockPlaces part_round(const VoxelMask& mask, const DeepPlace& place) {
  constexpr double half_as_far_again = 1.5;
  const ImageGrid& grid = mask.grid();
  const double reach_mm = half_as_far_again * place.depth_mm;
  const Eigen::Array3i reach = (reach_mm / grid.spacing_mm.array()).ceil().cast<int>();
  const Eigen::Array3i size(grid.size[0], grid.size[1], grid.size[2]);
  const Eigen::Array3i low = (place.voxel - reach).max(0), high = (place.voxel + reach).min(size - 1);
  const ImageGrid box = grid.crop({low.x(), low.y(), low.z()},
                                  {high.x() - low.x() + 1, high.y() - low.y() + 1, high.z() - low.z() + 1});
  std::vector<std::uint8_t> near(box.voxel_count(), 0);
  for (int z = low.z(); z <= high.z(); ++z)
    for (int y = low.y(); y <= high.y(); ++y)
      for (int x = low.x(); x <= high.x(); ++x)
        if (mask.contains(x, y, z) && apart_mm(grid, place.voxel, {x, y, z}) <= reach_mm)
          near[box.index(x - low.x(), y - low.y(), z - low.z())] = 1;
  const Eigen::Array3i middle = place.voxel - low;
  near = connected_part(box, near, box.index(middle.x(), middle.y(), middle.z()));
  BlockPlaces part;
  for (int z = 0; z < box.size[2]; ++z)
    for (int y = 0; y < box.size[1]; ++y)
      for (int x = 0; x < box.size[0]; ++x)
        if (near[box.index(x, y, z)] != 0) part.emplace_back(low.x() + x, low.y() + y, low.z() + z);
  return part;
}

}  // namespace

std::vector<RoundPart> round_parts(const VoxelMask& mask, double least_radius_mm) {
  std::vector<DeepPlace> chosen;
  for (const DeepPlace& place : deep_places(mask, least_radius_mm))
    if (std::ranges::none_of(chosen, [&](const DeepPlace& deeper) {
          return apart_mm(mask.grid(), deeper.voxel, place.voxel) <= 1.5 * deeper.depth_mm;
        }))
      chosen.push_back(place);
  std::vector<RoundPart> parts;
  for (const DeepPlace& place : chosen) parts.push_back({place.voxel, part_round(mask, place)});
  return parts;
}

}  // namespace osteosign
