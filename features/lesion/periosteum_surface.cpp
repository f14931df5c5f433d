#include "features/lesion/periosteum_surface.h"

#include <Eigen/Eigenvalues>
#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>
#include <map>

namespace osteosign {
namespace {

constexpr double stiff_knots_mm = 60;  // longer than outgrowths and solid new bone are
constexpr double stiff_residual_mm = 2;
constexpr double outside_mm = 1.5;
constexpr double slab_mm = 10;
constexpr double most_along = 0.25;
constexpr double least_outside_of_bone = 0.9;  // of a mass of the soft tissue: outlines overlap the cortex

struct ShaftSlab {
  double area_mm2 = 0;
  double along = 0;  ///< squared part of the normals along the bone, times the area
};

Eigen::Vector3d longest_extent(const std::vector<Eigen::Vector3d>& points) {
  Eigen::Vector3d middle = Eigen::Vector3d::Zero();
  for (const Eigen::Vector3d& point : points) middle += point;
  middle /= static_cast<double>(points.size());
  Eigen::Matrix3d spread = Eigen::Matrix3d::Zero();
  for (const Eigen::Vector3d& point : points) spread += (point - middle) * (point - middle).transpose();
  return Eigen::SelfAdjointEigenSolver<Eigen::Matrix3d>(spread).eigenvectors().col(2);
}

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

/// Only the points of the longest stretch of shaft: slabs across the longest extent of the bone in which
/// hardly any normal points along it and that hold no more surface than the usual one.
std::vector<bool> of_the_shaft(const BoneNearLesion& bone, std::vector<bool> trusted) {
  const Eigen::Vector3d axis = longest_extent(bone.points.positions_mm);
  std::map<int, ShaftSlab> slabs;
  const auto slab_of = [&](std::size_t i) {
    return static_cast<int>(std::floor(axis.dot(bone.points.positions_mm[i]) / slab_mm));
  };
  for (std::size_t i = 0; i < trusted.size(); ++i) {
    ShaftSlab& slab = slabs[slab_of(i)];
    slab.area_mm2 += bone.points.areas_mm2[i];
    slab.along += bone.points.areas_mm2[i] * std::pow(axis.dot(bone.points.normals[i]), 2);
  }
  std::vector<double> areas;
  for (const auto& [place, slab] : slabs) areas.push_back(slab.area_mm2);
  std::ranges::sort(areas);
  const double usual_mm2 = areas[areas.size() / 2];
  int first = 0, length = 0, run = 0;
  for (const auto& [place, slab] : slabs) {
    const bool is_shaft =
        slab.along < most_along * most_along * slab.area_mm2 && slab.area_mm2 < 1.4 * usual_mm2;
    run = is_shaft ? run + 1 : 0;
    if (run > length) {
      length = run;
      first = place - run + 1;
    }
  }
  for (std::size_t i = 0; i < trusted.size(); ++i)
    if (slab_of(i) < first || slab_of(i) >= first + length) trusted[i] = false;
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
  const Measured<TubularSurface> tube = fit_tubular_surface(
      bone.points.positions_mm, bone.points.normals,
      without_what_stands_out(bone, trusted_points(bone, parameters.cortex_untrusted_mm)), {});
  if (tube.known()) return surface_of_tube(tube.value(), bone, parameters);
  if (lies_outside_of_bone(bones, outline)) {
    const std::vector<bool> shaft = of_the_shaft(bone, trusted_points(bone, -1e9));
    const Measured<TubularSurface> whole = fit_tubular_surface(bone.points.positions_mm, bone.points.normals,
                                                               without_what_stands_out(bone, shaft), {});
    if (whole.known()) return surface_of_tube(whole.value(), bone, parameters);
  }
  return undamaged_surface(ct, bones, outline, quality, parameters);
}

}  // namespace osteosign
