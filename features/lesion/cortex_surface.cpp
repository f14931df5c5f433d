#include "features/lesion/cortex_surface.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "features/lesion/bone_near_lesion.h"
#include "features/shape/implicit_surface.h"

namespace osteosign {
namespace {

constexpr double implicit_offset_mm = 1.5;
constexpr int most_implicit_points = 400;
constexpr double implicit_border_mm = 15;  // of trusted surface round the part that is bridged
constexpr double bridged_from_bone_mm = 12;
constexpr double least_uncertainty_mm = 0.3;

std::vector<bool> trusted_points(const BoneNearLesion& bone, double untrusted_mm) {
  std::vector<bool> trusted(bone.points.size());
  for (std::size_t i = 0; i < trusted.size(); ++i)
    trusted[i] = bone.lesion_distance_mm[i] > untrusted_mm && !bone.cut_off[i];
  return trusted;
}

/// Evenly spread points of the tube between two places along it.
SurfacePoints points_of(const TubularSurface& tube, double spacing_mm) {
  SurfacePoints points;
  const int slabs = std::max(1, static_cast<int>((tube.last_mm - tube.first_mm) / spacing_mm));
  const double slab_mm = (tube.last_mm - tube.first_mm) / slabs;
  for (int slab = 0; slab < slabs; ++slab) {
    const double along = tube.first_mm + (slab + 0.5) * slab_mm;
    const double radius = tube.coefficients.row(0).mean();
    const int around = std::max(12, static_cast<int>(2 * std::numbers::pi * radius / spacing_mm));
    for (int i = 0; i < around; ++i) {
      const double turn = 2 * std::numbers::pi / around;
      const double angle = (i + (slab % 2) * 0.5) * turn;
      const Eigen::Vector3d half_round =
          tube.point_mm(angle + turn / 2, along) - tube.point_mm(angle - turn / 2, along);
      points.positions_mm.push_back(tube.point_mm(angle, along));
      points.normals.push_back(tube.normal(angle, along));
      points.areas_mm2.push_back(half_round.norm() * slab_mm);
    }
  }
  return points;
}

/// The points of the bone's own surface beyond the lesion, and those of the smooth surface that bridges it.
Measured<SurfacePoints> bridged_points(const BoneNearLesion& bone, const std::vector<bool>& trusted,
                                       const CortexParameters& parameters) {
  std::vector<Eigen::Vector3d> positions, normals;
  SurfacePoints points;
  for (std::size_t i = 0; i < trusted.size(); ++i) {
    if (!trusted[i]) continue;
    points.positions_mm.push_back(bone.points.positions_mm[i]);
    points.normals.push_back(bone.points.normals[i]);
    points.areas_mm2.push_back(bone.points.areas_mm2[i]);
    if (bone.lesion_distance_mm[i] > parameters.cortex_untrusted_mm + implicit_border_mm) continue;
    positions.push_back(bone.points.positions_mm[i]);
    normals.push_back(bone.points.normals[i]);
  }
  const Measured<ImplicitSurface> surface =
      fit_implicit_surface(positions, normals, implicit_offset_mm, most_implicit_points);
  if (!surface.known()) return surface.unknown();
  const SurfacePoints bridge =
      spread_points(bone.surface_where_near(surface.value(), bridged_from_bone_mm),
                    parameters.cortex_point_spacing_mm, parameters.cortex_pooling_radius_mm);
  for (std::size_t i = 0; i < bridge.size(); ++i) {
    if (bone.lesion.mm(bridge.positions_mm[i]) > parameters.cortex_untrusted_mm) continue;
    points.positions_mm.push_back(bridge.positions_mm[i]);
    points.normals.push_back(bridge.normals[i]);
    points.areas_mm2.push_back(bridge.areas_mm2[i]);
  }
  return points;
}

void describe_points(CortexSurface& surface, const BoneNearLesion& bone, const CortexParameters& parameters) {
  find_neighbours(surface.points, parameters.cortex_pooling_radius_mm);
  for (const Eigen::Vector3d& point : surface.points.positions_mm) {
    surface.lesion_distance_mm.push_back(bone.lesion.mm(point));
    surface.cut_off.push_back(bone.at_border_of_volume(point));
  }
}

}  // namespace

Measured<CortexSurface> undamaged_surface(const CtVolume& ct, const LabelMap& bones,
                                          const CtLesionOutline& outline,
                                          const CortexParameters& parameters) {
  const Measured<BoneNearLesion> found = bone_near_lesion(ct, bones, outline, parameters);
  if (!found.known()) return found.unknown();
  const BoneNearLesion& bone = found.value();
  const std::vector<bool> trusted = trusted_points(bone, parameters.cortex_untrusted_mm);
  CortexSurface surface;
  surface.axis = ct.grid.direction.col(2);
  const Measured<TubularSurface> tube =
      fit_tubular_surface(bone.points.positions_mm, bone.points.normals, trusted, {});
  if (tube.known()) {
    surface.points = points_of(tube.value(), parameters.cortex_point_spacing_mm);
    surface.tube = tube.value();
    surface.axis = tube.value().axis();
    surface.uncertainty_mm = std::max(least_uncertainty_mm, tube.value().residual_mm);
  } else {
    const Measured<SurfacePoints> bridged = bridged_points(bone, trusted, parameters);
    if (!bridged.known()) return bridged.unknown();
    surface.points = bridged.value();
    surface.uncertainty_mm = TubeStiffness{}.largest_residual_mm;
  }
  describe_points(surface, bone, parameters);
  return surface;
}

}  // namespace osteosign
