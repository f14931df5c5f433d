#include "features/lesion/periosteum_surface.h"

#include <cmath>

namespace osteosign {
namespace {

constexpr double stiff_knots_mm = 60;  // longer than outgrowths and solid new bone are
constexpr double stiff_residual_mm = 2;
constexpr double outside_mm = 1.5;

std::vector<bool> trusted_points(const BoneNearLesion& bone, double untrusted_mm) {
  std::vector<bool> trusted(bone.points.size());
  for (std::size_t i = 0; i < trusted.size(); ++i)
    trusted[i] = bone.lesion_distance_mm[i] > untrusted_mm && !bone.cut_off[i];
  return trusted;
}

/// Without the points that stand out from a tube that is stiff along the bone.
std::vector<bool> without_what_stands_out(const BoneNearLesion& bone, std::vector<bool> trusted) {
  const TubeStiffness stiff{.knot_spacing_mm = stiff_knots_mm, .largest_residual_mm = stiff_residual_mm};
  const Measured<TubularSurface> tube =
      fit_tubular_surface(bone.points.positions_mm, bone.points.normals, trusted, stiff);
  if (!tube.known()) return trusted;
  for (std::size_t i = 0; i < trusted.size(); ++i) {
    const Eigen::Vector3d p = tube.value().in_frame(bone.points.positions_mm[i]);
    const double outside = p.head<2>().norm() - tube.value().radius_mm(std::atan2(p.y(), p.x()), p.z());
    if (outside > outside_mm) trusted[i] = false;
  }
  return trusted;
}

}  // namespace

Measured<CortexSurface> periosteal_surface(const CtVolume& ct, const LabelMap& bones,
                                           const CtLesionOutline& outline, const ImageQuality& quality,
                                           const CortexParameters& parameters) {
  const Measured<BoneNearLesion> found = bone_near_lesion(ct, bones, outline, parameters);
  if (!found.known()) return found.unknown();
  const BoneNearLesion& bone = found.value();
  const Measured<TubularSurface> tube = fit_tubular_surface(
      bone.points.positions_mm, bone.points.normals,
      without_what_stands_out(bone, trusted_points(bone, parameters.cortex_untrusted_mm)), {});
  if (tube.known()) return surface_of_tube(tube.value(), bone, parameters);
  return undamaged_surface(ct, bones, outline, quality, parameters);
}

}  // namespace osteosign
