#include "pipeline/objects/label_regions.h"

#include <algorithm>
#include <functional>

namespace osteosign {
namespace {

void for_each_labelled(const LabelMap& labels,
                       const std::function<void(std::uint16_t, const std::array<int, 3>&)>& visit) {
  std::size_t voxel = 0;
  for (int z = 0; z < labels.grid.size[2]; ++z)
    for (int y = 0; y < labels.grid.size[1]; ++y)
      for (int x = 0; x < labels.grid.size[0]; ++x, ++voxel)
        if (labels.voxels[voxel] != 0) visit(labels.voxels[voxel], {x, y, z});
}

}  // namespace

std::map<std::uint16_t, Region> label_regions(const LabelMap& labels) {
  struct Box {
    std::array<int, 3> first, last;
  };
  std::map<std::uint16_t, Box> boxes;
  for_each_labelled(labels, [&](std::uint16_t label, const std::array<int, 3>& at) {
    const auto [box, is_new] = boxes.try_emplace(label, Box{at, at});
    for (std::size_t axis = 0; axis < 3; ++axis) {
      box->second.first[axis] = std::min(box->second.first[axis], at[axis]);
      box->second.last[axis] = std::max(box->second.last[axis], at[axis]);
    }
  });
  std::map<std::uint16_t, Region> regions;
  for (const auto& [label, box] : boxes) {
    Region& region = regions[label];
    region.number = label;
    region.first = box.first;
    std::size_t voxels = 1;
    for (std::size_t axis = 0; axis < 3; ++axis) {
      region.size[axis] = box.last[axis] - box.first[axis] + 1;
      voxels *= static_cast<std::size_t>(region.size[axis]);
    }
    region.inside.assign(voxels, 0);
  }
  for_each_labelled(labels, [&](std::uint16_t label, const std::array<int, 3>& at) {
    Region& region = regions[label];
    const auto step = [&](std::size_t axis) {
      return static_cast<std::size_t>(at[axis] - region.first[axis]);
    };
    const auto width = [&](std::size_t axis) { return static_cast<std::size_t>(region.size[axis]); };
    region.inside[step(0) + width(0) * (step(1) + width(1) * step(2))] = 1;
  });
  return regions;
}

}  // namespace osteosign
