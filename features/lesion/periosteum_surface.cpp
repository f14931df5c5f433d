#include "features/lesion/periosteum_surface.h"

#include <cmath>

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

}  // namespace

Measured<CortexSurface> periosteal_surface(const BoneNearLesion& bone, const CortexParameters& parameters) {
  const Measured<TubularSurface> tube = fit_tubular_surface(
      bone.points.positions_mm, bone.points.normals,
      without_what_stands_out(bone, bone.points_beyond(parameters.cortex_untrusted_mm)), {});
  if (!tube.known()) return Unknown{"the bone is no tube here: new bone cannot be told from its own shape"};
  return surface_of_tube(tube.value(), bone, parameters);
}

}  // namespace osteosign
