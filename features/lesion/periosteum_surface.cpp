#include "features/lesion/periosteum_surface.h"

#include <Eigen/Geometry>
#include <cmath>

namespace osteosign {
namespace {

constexpr double stiff_knots_mm = 60;  // longer than outgrowths and solid new bone are
constexpr double stiff_residual_mm = 2;
constexpr double outside_mm = 1.5;
constexpr double least_outside_of_bone = 0.9;  // of a mass of the soft tissue: outlines overlap the cortex

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

bool lies_outside_of_bone(const LabelMap& bones, const CtLesionOutline& outline) {
  std::size_t all = 0, outside = 0;
  for (int z = 0; z < outline.box.size[2]; ++z)
    for (int y = 0; y < outline.box.size[1]; ++y)
      for (int x = 0; x < outline.box.size[0]; ++x) {
        if (outline.inside[outline.box.index(x, y, z)] == 0) continue;
        ++all;
        outside += bones.voxels[bones.grid.index(x + outline.first[0], y + outline.first[1],
                                                 z + outline.first[2])] == 0;
      }
  return all > 0 && static_cast<double>(outside) >= least_outside_of_bone * static_cast<double>(all);
}

}  // namespace

Measured<CortexSurface> periosteal_surface(const CtVolume& ct, const LabelMap& bones,
                                           const CtLesionOutline& outline, const ImageQuality& quality,
                                           const CortexParameters& parameters) {
  const Measured<BoneNearLesion> found = bone_near_lesion(ct, bones, outline, parameters);
  if (!found.known()) return found.unknown();
  const BoneNearLesion& bone = found.value();
  const auto tube_through = [&](double untrusted_mm) {
    return fit_tubular_surface(bone.points.positions_mm, bone.points.normals,
                               without_what_stands_out(bone, trusted_points(bone, untrusted_mm)), {});
  };
  const Measured<TubularSurface> tube = tube_through(parameters.cortex_untrusted_mm);
  if (tube.known()) return surface_of_tube(tube.value(), bone, parameters);
  if (lies_outside_of_bone(bones, outline)) {
    const Measured<TubularSurface> whole = tube_through(-1e9);
    if (whole.known()) return surface_of_tube(whole.value(), bone, parameters);
  }
  return undamaged_surface(ct, bones, outline, quality, parameters);
}

}  // namespace osteosign
