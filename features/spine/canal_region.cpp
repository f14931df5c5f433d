#include <numbers>

#include "features/spine/canal_outline.h"

namespace osteosign {
namespace {

/// Radius of a section in any direction across the canal.
double radius_towards(const CanalSection& section, double forward_mm, double left_mm) {
  const double turns = std::atan2(left_mm, forward_mm) / (2 * std::numbers::pi);
  const double ray = (turns < 0 ? turns + 1 : turns) * CanalSection::ray_count;
  const auto lower = static_cast<std::size_t>(ray) % CanalSection::ray_count;
  const double share = ray - std::floor(ray);
  return (1 - share) * section.radius_mm[lower] +
         share * section.radius_mm[(lower + 1) % CanalSection::ray_count];
}

/// The box of voxels round a section and the half millimetres before and behind it.
struct VoxelBox {
  Eigen::Vector3i first;
  Eigen::Vector3i last;
};

VoxelBox box_round(const CanalPoint& point, const ImageGrid& grid, double reach_mm) {
  const Eigen::Vector3d middle = grid.voxel_from_patient(point.centre_mm);
  const Eigen::Vector3d reach = grid.spacing_mm.cwiseInverse() * reach_mm;
  const Eigen::Vector3d largest(grid.size[0] - 1, grid.size[1] - 1, grid.size[2] - 1);
  return {(middle - reach).array().floor().max(0).cast<int>().matrix(),
          (middle + reach).array().ceil().min(largest.array()).cast<int>().matrix()};
}

void insert_slab(VoxelMask& region, const CanalPoint& point, const CanalSection& section,
                 const VoxelMask& mineral, double half_mm) {
  const ImageGrid& grid = region.grid();
  const double reach_mm = *std::ranges::max_element(section.radius_mm) + half_mm;
  const VoxelBox box = box_round(point, grid, reach_mm);
  const Eigen::Vector3d left = left_of(point);
  for (int z = box.first.z(); z <= box.last.z(); ++z)
    for (int y = box.first.y(); y <= box.last.y(); ++y)
      for (int x = box.first.x(); x <= box.last.x(); ++x) {
        const Eigen::Vector3d way = grid.patient_from_voxel(Eigen::Vector3d(x, y, z)) - point.centre_mm;
        if (std::abs(way.dot(point.tangent)) > half_mm) continue;
        const double forward_mm = way.dot(point.forward);
        const double left_mm = way.dot(left);
        if (std::hypot(forward_mm, left_mm) > radius_towards(section, forward_mm, left_mm)) continue;
        if (!mineral.contains(x, y, z)) region.insert(x, y, z);
      }
}

}  // namespace

VoxelMask canal_region(const std::vector<CanalPoint>& canal, const std::vector<CanalSection>& sections,
                       const SpineImage& image) {
  VoxelMask region(image.ct.grid);
  constexpr double half_mm = 0.75;  // the points lie 1 mm apart and the planes fan out where the canal bends
  for (std::size_t i = 0; i < canal.size(); ++i)
    insert_slab(region, canal[i], sections[i], image.mineral, half_mm);
  return region;
}

}  // namespace osteosign
