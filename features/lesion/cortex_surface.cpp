#include "features/lesion/cortex_surface.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "features/lesion/cortex_bridge.h"

namespace osteosign {
namespace {

constexpr double least_uncertainty_mm = 0.3;
constexpr double least_known_part = 0.25;  // chosen: with less, the surface is guessed rather than bridged

/// What is known of the surface, by what must be bridged.
double known_part(const BoneNearLesion& bone, const std::vector<bool>& trusted, double untrusted_mm) {
  double known = 0, unknown = 0;
  for (std::size_t i = 0; i < trusted.size(); ++i) {
    if (trusted[i]) known += bone.points.areas_mm2[i];
    if (bone.lesion_distance_mm[i] <= untrusted_mm) unknown += bone.points.areas_mm2[i];
  }
  return unknown > 0 ? known / unknown : 1;
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

void describe_points(CortexSurface& surface, const BoneNearLesion& bone, const CortexParameters& parameters) {
  find_neighbours(surface.points, parameters.cortex_pooling_radius_mm);
  for (const Eigen::Vector3d& point : surface.points.positions_mm) {
    surface.lesion_distance_mm.push_back(bone.lesion.mm(point));
    surface.cut_off.push_back(bone.at_border_of_volume(point));
  }
}

/// The tube through the outer face of a bone whose marrow is open. Walls of the hole lie inside of a stiffer
/// tube; the side of the hole has no points, over which the section bends least. Depth and bending are chosen
/// on holes painted into two real femora.
Measured<TubularSurface> tube_of_opened_bone(const BoneNearLesion& bone, std::vector<bool> outer) {
  constexpr double deepest_mm = 2;
  TubeStiffness stiff;
  stiff.harmonics = 2;
  stiff.largest_residual_mm = 2;
  const Measured<TubularSurface> coarse =
      fit_tubular_surface(bone.points.positions_mm, bone.points.normals, outer, stiff);
  if (!coarse.known()) return coarse.unknown();
  for (std::size_t i = 0; i < outer.size(); ++i) {
    if (!outer[i]) continue;
    const Eigen::Vector3d p = coarse.value().in_frame(bone.points.positions_mm[i]);
    const double depth_mm = coarse.value().radius_mm(std::atan2(p.y(), p.x()), p.z()) - p.head<2>().norm();
    outer[i] = depth_mm < deepest_mm;
  }
  TubeStiffness bridging;
  bridging.bending = 1e-3;
  return fit_tubular_surface(bone.points.positions_mm, bone.points.normals, outer, bridging);
}

/// A wide breach opens the marrow, so that the mask has an inner face, too: no shaft without a hole has one.
Measured<TubularSurface> undamaged_tube(const BoneNearLesion& bone, const std::vector<bool>& trusted) {
  constexpr double least_inner_part = 0.005;
  std::vector<bool> outer = trusted;
  for (std::size_t i = 0; i < outer.size(); ++i) outer[i] = outer[i] && !bone.faces_itself(i);
  const auto of_trusted = static_cast<double>(std::ranges::count(trusted, true));
  const auto of_outer = static_cast<double>(std::ranges::count(outer, true));
  if (of_trusted - of_outer >= least_inner_part * of_trusted)
    if (Measured<TubularSurface> tube = tube_of_opened_bone(bone, std::move(outer)); tube.known())
      return tube;
  return fit_tubular_surface(bone.points.positions_mm, bone.points.normals, trusted, {});
}

}  // namespace

CortexSurface surface_of_tube(const TubularSurface& tube, const BoneNearLesion& bone,
                              const CortexParameters& parameters) {
  CortexSurface surface;
  surface.points = points_of(tube, parameters.cortex_point_spacing_mm);
  surface.tube = tube;
  surface.axis = tube.axis();
  surface.uncertainty_mm = std::max(least_uncertainty_mm, tube.residual_mm);
  describe_points(surface, bone, parameters);
  return surface;
}

Measured<CortexSurface> undamaged_surface(const CtVolume& ct, const BoneNearLesion& bone,
                                          const ImageQuality& quality, const CortexParameters& parameters) {
  const std::vector<bool> trusted = bone.points_beyond(parameters.cortex_untrusted_mm);
  const Measured<TubularSurface> tube = undamaged_tube(bone, trusted);
  if (tube.known()) return surface_of_tube(tube.value(), bone, parameters);
  if (known_part(bone, trusted, parameters.cortex_untrusted_mm) < least_known_part)
    return Unknown{
        "the lesion lies along most of this bone: too little is left to tell where its surface was"};
  const Measured<SurfacePoints> bridged = bridged_surface(ct, bone, quality, parameters);
  if (!bridged.known()) return bridged.unknown();
  CortexSurface surface;
  surface.points = bridged.value();
  surface.axis = ct.grid.direction.col(2);
  surface.uncertainty_mm = TubeStiffness{}.largest_residual_mm;
  describe_points(surface, bone, parameters);
  return surface;
}

Measured<CortexSurface> undamaged_surface(const CtVolume& ct, const Measured<BoneNearLesion>& bone,
                                          const ImageQuality& quality, const CortexParameters& parameters) {
  if (!bone.known()) return bone.unknown();
  return undamaged_surface(ct, bone.value(), quality, parameters);
}

}  // namespace osteosign
