#include "features/lesion/periosteum_surface.h"

#include <cmath>

#include "features/lesion/shaft_points.h"

namespace osteosign {
namespace {

constexpr double stiff_knots_mm = 60;  // longer than outgrowths and solid new bone are
constexpr double stiff_residual_mm = 2;
constexpr double outside_mm = 1.5;

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

Measured<TubularSurface> tube_through(const BoneNearLesion& bone, const std::vector<bool>& trusted) {
  return fit_tubular_surface(bone.points.positions_mm, bone.points.normals,
                             without_what_stands_out(bone, trusted), {});
}

}  // namespace

Measured<CortexSurface> periosteal_surface(const CtVolume& ct, const BoneNearLesion& bone,
                                           const ImageQuality& quality, const CortexParameters& parameters) {
  const Measured<TubularSurface> whole =
      tube_through(bone, bone.points_beyond(parameters.cortex_untrusted_mm));
  if (whole.known()) return surface_of_tube(whole.value(), bone, parameters);
  const Measured<std::vector<bool>> shaft = shaft_points(ct, bone, quality, parameters);
  if (shaft.known())
    if (const Measured<TubularSurface> part = tube_through(bone, shaft.value()); part.known())
      return surface_of_tube(part.value(), bone, parameters);
  return Unknown{"the bone is no tube here: new bone cannot be told from its own shape"};
}

}  // namespace osteosign
