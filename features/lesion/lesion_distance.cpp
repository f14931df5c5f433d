#include "features/lesion/lesion_distance.h"

#include <algorithm>
#include <cmath>

#include "features/shape/surface_points.h"
#include "features/shape/triangle_mesh.h"

namespace osteosign {
namespace {

constexpr double exact_up_to_mm = 8;
constexpr double fine_spacing_mm = 1;
constexpr double coarse_spacing_mm = 4;

std::vector<Eigen::Vector3d> on_surface(const CtLesionOutline& outline, double spacing_mm) {
  return spread_points(extract_surface(outline.box, outline.membership, 0.5), spacing_mm, spacing_mm)
      .positions_mm;
}

}  // namespace

LesionDistance::LesionDistance(const CtLesionOutline& outline)
    : box_(outline.box),
      membership_(outline.membership),
      points_(on_surface(outline, fine_spacing_mm), exact_up_to_mm),
      few_points_mm_(on_surface(outline, coarse_spacing_mm)) {}

double LesionDistance::mm(const Eigen::Vector3d& point_mm) const {
  double distance = points_.distance_mm(point_mm);
  if (distance >= exact_up_to_mm) {
    double squared = 1e18;
    for (const Eigen::Vector3d& on_lesion : few_points_mm_)
      squared = std::min(squared, (on_lesion - point_mm).squaredNorm());
    distance = std::max(exact_up_to_mm, std::sqrt(squared));
  }
  const Eigen::Vector3d v = box_.voxel_from_patient(point_mm);
  const int x = static_cast<int>(std::lround(v.x()));
  const int y = static_cast<int>(std::lround(v.y()));
  const int z = static_cast<int>(std::lround(v.z()));
  const bool inside = box_.contains(x, y, z) && membership_[box_.index(x, y, z)] >= 0.5F;
  return inside ? -distance : distance;
}

}  // namespace osteosign
