#include "io/images/region_set.h"

#include <algorithm>
#include <utility>

namespace osteosign {
namespace {

struct Box {
  std::array<int, 3> first;
  std::array<int, 3> last;
};

Box bounding_box(const ImageGrid& grid, const std::vector<std::uint8_t>& inside) {
  Box box{grid.size, {-1, -1, -1}};
  for (int z = 0; z < grid.size[2]; ++z)
    for (int y = 0; y < grid.size[1]; ++y)
      for (int x = 0; x < grid.size[0]; ++x) {
        if (inside[grid.index(x, y, z)] == 0) continue;
        const std::array<int, 3> voxel{x, y, z};
        for (std::size_t axis = 0; axis < 3; ++axis) {
          box.first[axis] = std::min(box.first[axis], voxel[axis]);
          box.last[axis] = std::max(box.last[axis], voxel[axis]);
        }
      }
  return box;
}

template <class Visit>
void for_each_voxel(const Region& region, Visit visit) {
  std::size_t at = 0;
  for (int z = 0; z < region.size[2]; ++z)
    for (int y = 0; y < region.size[1]; ++y)
      for (int x = 0; x < region.size[0]; ++x)
        if (region.inside[at++] != 0) visit(region.first[0] + x, region.first[1] + y, region.first[2] + z);
}

// Largest first, so that smaller regions are painted over larger ones and lower numbers over higher ones.
std::vector<const Region*> painting_order(const RegionSet& set) {
  std::vector<std::pair<std::size_t, const Region*>> counted;
  for (const Region& region : set.regions) counted.emplace_back(region.voxel_count(), &region);
  std::ranges::stable_sort(counted, [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second->number > b.second->number;
  });
  std::vector<const Region*> order;
  for (const auto& [count, region] : counted) order.push_back(region);
  return order;
}

std::size_t shared_voxels(const Region& a, const Region& b) {
  for (std::size_t axis = 0; axis < 3; ++axis)
    if (a.first[axis] >= b.first[axis] + b.size[axis] || b.first[axis] >= a.first[axis] + a.size[axis])
      return 0;
  std::size_t shared = 0;
  for_each_voxel(a, [&](int x, int y, int z) { shared += b.contains(x, y, z) ? 1 : 0; });
  return shared;
}

}  // namespace

std::size_t Region::voxel_count() const {
  return static_cast<std::size_t>(std::ranges::count(inside, std::uint8_t{1}));
}

bool Region::contains(int x, int y, int z) const {
  const int dx = x - first[0];
  const int dy = y - first[1];
  const int dz = z - first[2];
  if (dx < 0 || dy < 0 || dz < 0 || dx >= size[0] || dy >= size[1] || dz >= size[2]) return false;
  return inside[static_cast<std::size_t>(dx) +
                static_cast<std::size_t>(size[0]) *
                    (static_cast<std::size_t>(dy) +
                     static_cast<std::size_t>(size[1]) * static_cast<std::size_t>(dz))] != 0;
}

Region region_of(const ImageGrid& grid, const std::vector<std::uint8_t>& inside) {
  Region region;
  const Box box = bounding_box(grid, inside);
  if (box.last[0] < 0) return region;
  region.first = box.first;
  for (std::size_t axis = 0; axis < 3; ++axis) region.size[axis] = box.last[axis] - box.first[axis] + 1;
  for (int z = box.first[2]; z <= box.last[2]; ++z)
    for (int y = box.first[1]; y <= box.last[1]; ++y)
      for (int x = box.first[0]; x <= box.last[0]; ++x)
        region.inside.push_back(inside[grid.index(x, y, z)] != 0 ? 1 : 0);
  return region;
}

FlattenedRegions flatten(const RegionSet& set) {
  FlattenedRegions flat;
  flat.labels.grid = set.grid;
  flat.labels.origin = set.origin;
  flat.labels.voxels.assign(set.grid.voxel_count(), 0);
  for (const Region* region : painting_order(set)) {
    if (!region->name.empty()) flat.labels.names[region->number] = region->name;
    for_each_voxel(
        *region, [&](int x, int y, int z) { flat.labels.voxels[set.grid.index(x, y, z)] = region->number; });
  }
  for (const Region& a : set.regions)
    for (const Region& b : set.regions) {
      if (a.number >= b.number) continue;
      if (const std::size_t shared = shared_voxels(a, b); shared > 0)
        flat.contested.push_back({a.number, b.number, shared});
    }
  std::ranges::sort(flat.contested, [](const ContestedVoxels& a, const ContestedVoxels& b) {
    return std::pair(a.first, a.second) < std::pair(b.first, b.second);
  });
  return flat;
}

}  // namespace osteosign
