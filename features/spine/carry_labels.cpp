#include "features/spine/carry_labels.h"

#include <tbb/parallel_for.h>

#include "features/spine/occupied_tiles.h"

namespace osteosign {
namespace {

/// A call of std::round would take longer than all else that is done with most voxels.
Eigen::Vector3i nearest_voxel(const Eigen::Vector3d& at) {
  constexpr int above_zero = 1 << 20;  // truncation rounds down there
  return (at.array() + (above_zero + 0.5)).cast<int>() - above_zero;
}

/// The voxels of the CT that the nodes lie in.
struct VoxelRange {
  Eigen::Vector3i first;
  Eigen::Vector3i last;
};

VoxelRange range_of(const BoneNodes& bones, const ImageGrid& grid) {
  Eigen::Vector3d lowest = Eigen::Vector3d::Constant(1e9), highest = -lowest;
  for (int corner = 0; corner < 8; ++corner) {
    const Eigen::Vector3d at((corner & 1) != 0 ? bones.grid.size[0] : -1,
                             (corner & 2) != 0 ? bones.grid.size[1] : -1,
                             (corner & 4) != 0 ? bones.grid.size[2] : -1);
    const Eigen::Vector3d voxel = grid.voxel_from_patient(bones.grid.patient_from_voxel(at));
    lowest = lowest.cwiseMin(voxel);
    highest = highest.cwiseMax(voxel);
  }
  const Eigen::Vector3d end(grid.size[0] - 1, grid.size[1] - 1, grid.size[2] - 1);
  return {lowest.array().floor().max(0).cast<int>(), highest.array().ceil().min(end.array()).cast<int>()};
}

/// Where a voxel of the CT may belong to a node.
OccupiedTiles occupied_by(const BoneNodes& bones, const SpineImage& image) {
  const ImageGrid& grid = image.ct.grid;
  OccupiedTiles tiles(grid.size);
  tiles.insert(image.mineral);
  tiles.insert(image.bone);
  for (const BoneNode& node : bones.nodes) {
    const Eigen::Vector3d place(node.voxel[0], node.voxel[1], node.voxel[2]);
    const Eigen::Vector3d at = grid.voxel_from_patient(bones.grid.patient_from_voxel(place));
    const Eigen::Vector3i voxel = nearest_voxel(at);
    if (grid.contains(voxel.x(), voxel.y(), voxel.z())) tiles.insert(voxel.x(), voxel.y(), voxel.z());
  }
  return tiles;
}

/// Most of the places round a voxel hold nodes: it is a hole of a bone and not beside its surface.
bool is_surrounded(const BoneNodes& bones, const Eigen::Vector3d& at) {
  constexpr int most = 13;  // of 26; a flat surface has 9
  const Eigen::Vector3i voxel = nearest_voxel(at);
  int count = 0;
  for (int dz = -1; dz <= 1; ++dz)
    for (int dy = -1; dy <= 1; ++dy)
      for (int dx = -1; dx <= 1; ++dx)
        count += bones.at(voxel.x() + dx, voxel.y() + dy, voxel.z() + dz) >= 0 ? 1 : 0;
  return count >= most;
}

/// The node in the voxel at `at`, else the nearest one beside it; -1 when there is none.
std::int32_t node_near(const BoneNodes& bones, const Eigen::Vector3d& at) {
  const Eigen::Vector3i voxel = nearest_voxel(at);
  const std::int32_t own = bones.at(voxel.x(), voxel.y(), voxel.z());
  if (own >= 0) return own;
  std::int32_t nearest = -1;
  double least = 1e9;
  for (int dz = -1; dz <= 1; ++dz)
    for (int dy = -1; dy <= 1; ++dy)
      for (int dx = -1; dx <= 1; ++dx) {
        const Eigen::Vector3i other = voxel + Eigen::Vector3i(dx, dy, dz);
        const std::int32_t node = bones.at(other.x(), other.y(), other.z());
        const double distance = (other.cast<double>() - at).squaredNorm();
        if (node < 0 || distance >= least) continue;
        least = distance;
        nearest = node;
      }
  return nearest;
}

}  // namespace

std::vector<std::uint16_t> carry_labels(const BoneNodes& bones, const std::vector<Owner>& owners,
                                        const std::map<Owner, std::uint16_t>& label_of,
                                        const SpineImage& image, const VoxelMask& canal) {
  const ImageGrid& grid = image.ct.grid;
  std::vector<std::uint16_t> labels(grid.voxel_count(), 0);
  std::array<std::uint16_t, 256> number{};
  for (const auto& [owner, label] : label_of) number[owner] = label;
  const VoxelRange range = range_of(bones, grid);
  const OccupiedTiles occupied = occupied_by(bones, image);
  tbb::parallel_for(range.first.z(), range.last.z() + 1, [&](int z) {
    for (int y = range.first.y(); y <= range.last.y(); ++y)
      for (int x = range.first.x(); x <= range.last.x(); ++x) {
        if (!occupied.near(x, y, z)) continue;
        const bool is_mineral = image.mineral.contains(x, y, z);
        if (!is_mineral && canal.contains(x, y, z)) continue;
        const Eigen::Vector3d at =
            bones.grid.voxel_from_patient(grid.patient_from_voxel(Eigen::Vector3d(x, y, z)));
        if (!is_mineral) {  // marrow; a disc that was filled has no nodes
          const Eigen::Vector3i voxel = nearest_voxel(at);
          const bool is_node = bones.at(voxel.x(), voxel.y(), voxel.z()) >= 0;
          if (!is_node && !(image.bone.contains(x, y, z) && is_surrounded(bones, at))) continue;
        }
        const std::int32_t node = node_near(bones, at);
        if (node >= 0) labels[grid.index(x, y, z)] = number[owners[static_cast<std::size_t>(node)]];
      }
  });
  return labels;
}

}  // namespace osteosign
