#include "features/vertebra/vertebra_crop.h"

#include <algorithm>
#include <cmath>

namespace osteosign {
namespace {

struct VoxelBox {
  Eigen::Array3i lowest;
  Eigen::Array3i highest;
};

VoxelBox within_grid(const VoxelBox& box, const ImageGrid& grid) {
  const Eigen::Array3i last(grid.size[0] - 1, grid.size[1] - 1, grid.size[2] - 1);
  return {box.lowest.max(Eigen::Array3i::Zero()), box.highest.min(last)};
}

VoxelBox box_round(const ImageGrid& grid, const Eigen::Vector3d& centre_mm, double reach_mm) {
  const Eigen::Array3d centre = grid.voxel_from_patient(centre_mm).array();
  const Eigen::Array3d reach = reach_mm / grid.spacing_mm.array();
  return within_grid({(centre - reach).floor().cast<int>(), (centre + reach).ceil().cast<int>()}, grid);
}

template <class Visitor>
void for_each_voxel(const VoxelBox& box, const Visitor& visit) {
  for (int z = box.lowest.z(); z <= box.highest.z(); ++z)
    for (int y = box.lowest.y(); y <= box.highest.y(); ++y)
      for (int x = box.lowest.x(); x <= box.highest.x(); ++x) visit(x, y, z);
}

VoxelBox box_of_label(const LabelMap& labels, std::uint16_t label, const VoxelBox& searched) {
  VoxelBox found{searched.highest + 1, searched.lowest - 1};
  for_each_voxel(searched, [&](int x, int y, int z) {
    if (labels.voxels[labels.grid.index(x, y, z)] != label) return;
    found.lowest = found.lowest.min(Eigen::Array3i(x, y, z));
    found.highest = found.highest.max(Eigen::Array3i(x, y, z));
  });
  return found;
}

}  // namespace

VertebraCrop crop_vertebra(const Spine& spine, const FoundVertebra& vertebra, double reach_mm,
                           double border_mm) {
  const LabelMap& labels = spine.vertebrae;
  const VoxelBox searched = box_round(labels.grid, vertebra.body_centre_mm, reach_mm);
  const VoxelBox found = box_of_label(labels, vertebra.label, searched);
  VertebraCrop crop;
  if ((found.lowest > found.highest).any()) return crop;
  const Eigen::Array3i border = (border_mm / labels.grid.spacing_mm.array()).ceil().cast<int>();
  const VoxelBox box = within_grid({found.lowest - border, found.highest + border}, labels.grid);
  const Eigen::Array3i size = box.highest - box.lowest + 1;
  crop.first = {box.lowest.x(), box.lowest.y(), box.lowest.z()};
  crop.box = labels.grid.crop(crop.first, {size.x(), size.y(), size.z()});
  const bool canal_known = spine.canal_region.grid().voxel_count() == labels.grid.voxel_count();
  crop.own.reserve(crop.box.voxel_count());
  crop.other.reserve(crop.box.voxel_count());
  for_each_voxel(box, [&](int x, int y, int z) {
    const std::uint16_t label = labels.voxels[labels.grid.index(x, y, z)];
    const bool in_canal = canal_known && spine.canal_region.contains(x, y, z);
    crop.own.push_back(label == vertebra.label && !in_canal ? 1 : 0);
    crop.other.push_back(label != 0 && label != vertebra.label ? 1 : 0);
  });
  return crop;
}

}  // namespace osteosign
