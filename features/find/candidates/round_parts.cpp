#include "features/find/candidates/round_parts.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "features/find/connected_part.h"
#include "features/prepare/mask_components.h"
#include "features/shape/signed_distance.h"

namespace osteosign {
namespace {

/// A place of a mask, and how far below its surface it lies.
struct DeepPlace {
  Eigen::Array3i voxel;
  double depth_mm;
  std::size_t region_voxels;  ///< of the component that it lies in
};

using Runs = std::span<const ComponentRun>;

/// Those of one component at least as deep as asked. What lies nearest outside of a component lies beside it,
/// so a box with one voxel round it tells the depth as the whole grid would.
std::vector<DeepPlace> deep_places_of(const ImageGrid& grid, const Component& component, const Runs& runs,
                                      double least_mm) {
  std::array<int, 3> first{}, size{};
  for (std::size_t axis = 0; axis < 3; ++axis) {
    first[axis] = std::max(component.lowest[axis] - 1, 0);
    size[axis] = std::min(component.highest[axis] + 1, grid.size[axis] - 1) - first[axis] + 1;
  }
  const ImageGrid box = grid.crop(first, size);
  std::vector<std::uint8_t> inside(box.voxel_count(), 0);
  const auto index = [&](int x, const ComponentRun& run) {
    return box.index(x - first[0], run.y - first[1], run.z - first[2]);
  };
  for (const ComponentRun& run : runs)
    for (int x = run.first_x; x <= run.last_x; ++x) inside[index(x, run)] = 1;
  const std::vector<float> distance_mm = signed_distance_mm(box, inside);
  std::vector<DeepPlace> places;
  for (const ComponentRun& run : runs)
    for (int x = run.first_x; x <= run.last_x; ++x)
      if (const double depth_mm = -distance_mm[index(x, run)]; depth_mm >= least_mm)
        places.push_back({{x, run.y, run.z}, depth_mm, component.voxels});
  return places;
}

/// Those at least as deep as asked, the deepest first, then in memory order.
std::vector<DeepPlace> deep_places(const VoxelMask& mask, double least_mm) {
  const ImageGrid& grid = mask.grid();
  MaskComponents found = find_components(mask, Neighbours::volume);
  std::ranges::stable_sort(found.runs, {}, &ComponentRun::component);
  std::vector<std::vector<DeepPlace>> of_component(found.components.size());
  tbb::parallel_for(std::size_t{0}, found.components.size(), [&](std::size_t i) {
    const auto runs =
        std::ranges::equal_range(found.runs, static_cast<std::uint32_t>(i), {}, &ComponentRun::component);
    of_component[i] = deep_places_of(grid, found.components[i], {runs.begin(), runs.end()}, least_mm);
  });
  std::vector<DeepPlace> places;
  for (const std::vector<DeepPlace>& each : of_component)
    places.insert(places.end(), each.begin(), each.end());
  std::ranges::sort(places, [&](const DeepPlace& one, const DeepPlace& other) {
    if (one.depth_mm != other.depth_mm) return one.depth_mm > other.depth_mm;
    return grid.index(one.voxel.x(), one.voxel.y(), one.voxel.z()) <
           grid.index(other.voxel.x(), other.voxel.y(), other.voxel.z());
  });
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
  for (const DeepPlace& place : chosen)
    parts.push_back({place.voxel, part_round(mask, place), place.region_voxels});
  return parts;
}

}  // namespace osteosign
