#include "features/spine/found_vertebrae.h"

#include "features/spine/ct_sampler.h"

namespace osteosign {
namespace {

bool is_in_body(const BoneNode& node, const SpineAxis& axis) {
  return node.place.v >= axis.front_wall_v(node.place.s) &&
         std::hypot(node.place.u / body_width_to_depth, node.place.v) <= 1.2 * axis.radius_mm(node.place.s);
}

Eigen::Vector3d position_of(const BoneNode& node, const BoneNodes& bones) {
  return bones.grid.patient_from_voxel(Eigen::Vector3d(node.voxel[0], node.voxel[1], node.voxel[2]));
}

/// Planes above and below, where there are any.
Eigen::Vector3d cranial_of(int k, const LevelScale& levels, const Eigen::Vector3d& otherwise) {
  Eigen::Vector3d sum = Eigen::Vector3d::Zero();
  for (const int disc : {k, k + 1})
    if (disc >= 0 && disc < levels.count()) sum += levels.discs()[static_cast<std::size_t>(disc)].normal;
  return sum.norm() > 0 ? sum.normalized() : otherwise;
}

/// More than 3 % of the body between its discs lies outside of the CT.
bool is_cut(int k, const SpineAxis& axis, const LevelScale& levels, const SpineImage& image) {
  if (k < 0 || k + 1 >= levels.count()) return true;
  const CtSampler sampler(image.ct);
  const auto& above = levels.discs()[static_cast<std::size_t>(k)];
  const auto& below = levels.discs()[static_cast<std::size_t>(k) + 1];
  int outside = 0, all = 0;
  for (int s = std::max(0, above.s - 10); s <= std::min(axis.planes() - 1, below.s + 10); s += 2) {
    const CanalPoint& point = axis.body().points[static_cast<std::size_t>(s)];
    const double radius = axis.radius_mm(s);
    for (double v = -radius; v <= radius; v += 3)
      for (double u = -radius; u <= radius; u += 3) {
        const Eigen::Vector3d at = point.centre_mm + u * left_of(point) + v * point.forward;
        if (std::hypot(u, v) > radius || above.above(at) > 0 || below.above(at) < 0) continue;
        ++all;
        outside += sampler.contains(at) ? 0 : 1;
      }
  }
  return 100 * outside > 3 * all;
}

}  // namespace

FoundVertebra describe_vertebra(Owner owner, const BoneNodes& bones, const std::vector<Owner>& owners,
                                const SpineAxis& axis, const LevelScale& levels, const SpineImage& image) {
  const int k = static_cast<int>(owner) - 2;
  Eigen::Vector3d sum = Eigen::Vector3d::Zero();
  double planes = 0;
  int count = 0;
  for (std::size_t i = 0; i < owners.size(); ++i) {
    if (owners[i] != owner || !is_in_body(bones.nodes[i], axis)) continue;
    sum += position_of(bones.nodes[i], bones);
    planes += bones.nodes[i].place.s;
    ++count;
  }
  FoundVertebra found;
  if (count == 0) return found;
  const CanalPoint& point = axis.body().points[static_cast<std::size_t>(planes / count)];
  found.body_centre_mm = sum / count;
  found.cranial = cranial_of(k, levels, point.tangent);
  found.forward = (point.forward - point.forward.dot(found.cranial) * found.cranial).normalized();
  found.cut_by_border = is_cut(k, axis, levels, image);
  return found;
}

double body_volume_mm3(int k, const BoneNodes& bones, const SpineAxis& axis) {
  std::size_t count = 0;
  for (const BoneNode& node : bones.nodes)
    count += static_cast<int>(std::floor(node.level)) == k && is_in_body(node, axis) ? 1U : 0U;
  return static_cast<double>(count) * bones.grid.voxel_volume_mm3();
}

}  // namespace osteosign
