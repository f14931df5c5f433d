#include "features/spine/bone_nodes.h"

#include <tbb/parallel_for.h>

#include <algorithm>

#include "features/prepare/mask_morphology.h"
#include "features/spine/ct_sampler.h"

namespace osteosign {
namespace {

constexpr double side_mm = 80, back_mm = 95, front_mm = 45, beyond_mm = 45;
// Rim and closing were chosen on the development series: wider ones reach the aorta and fill the waist.
constexpr double core = 0.75, rim = 1.1;  ///< of the radius of a body
constexpr double closing_mm = 5;          ///< the waist of a body is a far wider arc
constexpr float fat_hu = -50;             ///< outside of a body, in its waist

ImageGrid grid_round(const SpineAxis& axis, double spacing_mm) {
  Eigen::Vector3d lowest = Eigen::Vector3d::Constant(1e9), highest = -lowest;
  for (const CanalPoint& point : axis.body().points)
    for (const double u : {-side_mm, side_mm})
      for (const double v : {-back_mm, front_mm}) {
        const Eigen::Vector3d corner = point.centre_mm + u * left_of(point) + v * point.forward;
        lowest = lowest.cwiseMin(corner);
        highest = highest.cwiseMax(corner);
      }
  ImageGrid grid;
  grid.spacing_mm.setConstant(spacing_mm);
  grid.origin_mm = lowest;
  for (int i = 0; i < 3; ++i)
    grid.size[static_cast<std::size_t>(i)] = 1 + static_cast<int>((highest[i] - lowest[i]) / spacing_mm);
  return grid;
}

bool is_near(const AxisPlace& place) {
  return std::abs(place.u) <= side_mm && place.v >= -back_mm && place.v <= front_mm &&
         std::abs(place.over) <= beyond_mm;
}

/// The plane of the axis whose height is nearest, to start from.
std::vector<int> planes_by_height(const ImageGrid& grid, const SpineAxis& axis) {
  std::vector<int> planes(static_cast<std::size_t>(grid.size[2]), 0);
  for (std::size_t z = 0; z < planes.size(); ++z) {
    const double height = grid.origin_mm.z() + grid.spacing_mm.z() * static_cast<double>(z);
    double least = 1e18;
    for (int s = 0; s < axis.planes(); ++s) {
      const double distance =
          std::abs(axis.body().points[static_cast<std::size_t>(s)].centre_mm.z() - height);
      if (distance >= least) continue;
      least = distance;
      planes[z] = s;
    }
  }
  return planes;
}

/// Between the endplates of a disc that was seen. The segmentation fills narrow thoracic discs as if they
/// were marrow; what is no mineral there is no bone.
bool is_in_disc(const AxisPlace& place, const Eigen::Vector3d& point_mm, const SpineAxis& axis,
                const LevelScale& levels) {
  constexpr double widest = 1.3;  // bodies, with the rim of the disc
  if (place.v < axis.front_wall_v(place.s) ||
      std::hypot(place.u / body_width_to_depth, place.v) > widest * axis.radius_mm(place.s))
    return false;
  return std::ranges::any_of(levels.discs(), [&](const DiscPlane& disc) {
    return std::abs(disc.above(point_mm)) < disc.thickness_mm / 2;
  });
}

/// Within that share of the radius of a body at its height, and not in a disc.
bool is_within_body(const AxisPlace& place, const Eigen::Vector3d& point_mm, const SpineAxis& axis,
                    const LevelScale& levels, double share) {
  constexpr double beside_disc_mm = 1, half_of_unseen_disc_mm = 2.5;
  const double radius = share * axis.radius_mm(place.s);
  if (std::hypot(place.u / body_width_to_depth, place.v) > radius || std::abs(place.over) > 1) return false;
  if (levels.count() < 2 || place.v < axis.front_wall_v(place.s) + 1) return false;
  if (levels.discs().front().above(point_mm) > 0 || levels.discs().back().above(point_mm) < 0) return false;
  for (const DiscPlane& disc : levels.discs()) {
    const double half = disc.thickness_mm > 0 ? disc.thickness_mm / 2 : half_of_unseen_disc_mm;
    if (std::abs(disc.above(point_mm)) < half + beside_disc_mm) return false;
  }
  return true;
}

/// Nodes of one plane of the grid, and places at the rim of a body that are no bone.
struct PlaneNodes {
  std::vector<BoneNode> bone;
  std::vector<BoneNode> at_rim;
};

PlaneNodes nodes_of_plane(const ImageGrid& grid, int z, int start, const SpineImage& image,
                          const VoxelMask& canal, const SpineAxis& axis, const LevelScale& levels) {
  const CtSampler sampler(image.ct);
  PlaneNodes nodes;
  for (int y = 0; y < grid.size[1]; ++y) {
    int near = start;
    for (int x = 0; x < grid.size[0]; ++x) {
      const Eigen::Vector3d point = grid.patient_from_voxel(Eigen::Vector3d(x, y, z));
      if (!sampler.contains(point)) continue;
      BoneNode node;
      node.voxel = {x, y, z};
      node.place = axis.place_of(point, near);
      near = node.place.s;
      if (!is_near(node.place)) continue;
      const Eigen::Vector3d voxel = sampler.voxel_of(point);
      node.is_mineral = sampler.is_in_at_voxel(image.mineral, voxel);
      if (!node.is_mineral &&
          (sampler.is_in_at_voxel(canal, voxel) || is_in_disc(node.place, point, axis, levels)))
        continue;
      const bool is_bone = node.is_mineral || sampler.is_in_at_voxel(image.bone, voxel) ||
                           is_within_body(node.place, point, axis, levels, core);
      if (!is_bone && !is_within_body(node.place, point, axis, levels, rim)) continue;
      node.hu = sampler.hu_at_voxel(voxel);
      node.level = static_cast<float>(levels.level_of(point, node.place.s));
      if (is_bone)
        nodes.bone.push_back(node);
      else if (node.hu > fat_hu)
        nodes.at_rim.push_back(node);
    }
  }
  return nodes;
}

/// Adds the places at the rim that lie between bone.
void close_rims(std::vector<PlaneNodes>& planes, const ImageGrid& grid, const SpineAxis& axis) {
  VoxelMask bodies(grid);
  for (const PlaneNodes& plane : planes)
    for (const BoneNode& node : plane.bone)
      if (node.place.v >= axis.front_wall_v(node.place.s) &&
          std::hypot(node.place.u / body_width_to_depth, node.place.v) <= rim * axis.radius_mm(node.place.s))
        bodies.insert(node.voxel[0], node.voxel[1], node.voxel[2]);
  const VoxelMask closed = close(bodies, Reach::ball(closing_mm));
  for (PlaneNodes& plane : planes) {
    for (const BoneNode& node : plane.at_rim)
      if (closed.contains(node.voxel[0], node.voxel[1], node.voxel[2])) plane.bone.push_back(node);
  }
}

}  // namespace

BoneNodes bone_nodes(const SpineImage& image, const VoxelMask& canal, const SpineAxis& axis,
                     const LevelScale& levels) {
  const double spacing_mm = std::clamp(image.ct.grid.spacing_mm.minCoeff(), 1.2, 1.5);
  BoneNodes bones{grid_round(axis, spacing_mm), {}, {}};
  const std::vector<int> starts = planes_by_height(bones.grid, axis);
  std::vector<PlaneNodes> by_plane(static_cast<std::size_t>(bones.grid.size[2]));
  tbb::parallel_for(0, bones.grid.size[2], [&](int z) {
    by_plane[static_cast<std::size_t>(z)] =
        nodes_of_plane(bones.grid, z, starts[static_cast<std::size_t>(z)], image, canal, axis, levels);
  });
  close_rims(by_plane, bones.grid, axis);
  bones.node_of_voxel.assign(bones.grid.voxel_count(), -1);
  for (const PlaneNodes& plane : by_plane)
    for (const BoneNode& node : plane.bone) {
      bones.node_of_voxel[bones.grid.index(node.voxel[0], node.voxel[1], node.voxel[2])] =
          static_cast<std::int32_t>(bones.nodes.size());
      bones.nodes.push_back(node);
    }
  return bones;
}

}  // namespace osteosign
