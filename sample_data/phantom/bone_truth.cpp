#include "sample_data/phantom/bone_truth.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "io/values/errors.h"
#include "sample_data/phantom/bone_surfaces.h"
#include "sample_data/phantom/ellipsoid_figures.h"
#include "sample_data/phantom/solids.h"

namespace osteosign::phantom {

namespace {

DensityClass density_of(const LesionBody& lesion, double marrow_hu) {
  const bool shell_is_lytic = lesion.hu < marrow_hu;
  const bool core_is_lytic = lesion.core_scale > 0 ? lesion.core_hu < marrow_hu : shell_is_lytic;
  if (shell_is_lytic != core_is_lytic) return DensityClass::mixed;
  return shell_is_lytic ? DensityClass::lytic : DensityClass::sclerotic;
}

MarginTruth margin_of(const LesionBody& lesion) {
  const bool has_rim = lesion.rim_mm > 0 && lesion.rim_completeness > 0;
  return {lesion.edge, has_rim ? lesion.rim_mm : 0, has_rim ? lesion.rim_completeness : 0};
}

}  // namespace

LesionTruth lesion_truth(const LesionBody& lesion, double marrow_hu,
                         const Eigen::Isometry3d& patient_from_phantom, const ImageGrid& grid) {
  LesionTruth truth;
  truth.density = density_of(lesion, marrow_hu);
  truth.centre_mm = patient_from_phantom * Eigen::Vector3d(lesion.x_mm, lesion.y_mm, lesion.z_mm);
  truth.axes = patient_from_phantom.linear();
  truth.semi_axes_mm = {lesion.semi_axis_x_mm, lesion.semi_axis_y_mm, lesion.semi_axis_z_mm};
  truth.volume_mm3 = 4.0 / 3.0 * std::numbers::pi * truth.semi_axes_mm.prod();
  truth.surface_area_mm2 = ellipsoid_area_mm2(truth.semi_axes_mm);
  truth.sphericity = std::cbrt(std::numbers::pi * std::pow(6 * truth.volume_mm3, 2)) / truth.surface_area_mm2;
  const CutDiameters cut =
      largest_cut(truth.axes, truth.semi_axes_mm, grid.direction.col(0), grid.direction.col(1));
  truth.longest_diameter_mm = cut.longest_mm;
  truth.perpendicular_diameter_mm = cut.perpendicular_mm;
  truth.largest_diameter_3d_mm = 2 * truth.semi_axes_mm.maxCoeff();
  const double core_part = std::pow(lesion.core_scale, 3);
  truth.mean_hu = (1 - core_part) * lesion.hu + core_part * lesion.core_hu;
  truth.margin = margin_of(lesion);
  truth.distance_mm = [lesion, inverse = patient_from_phantom.inverse()](const Eigen::Vector3d& point_mm) {
    return lesion_distance_mm(lesion, inverse * point_mm);
  };
  return truth;
}

CortexTruth cortex_truth(const BonePhantom& phantom, const Eigen::Isometry3d& patient_from_phantom) {
  const CorticalDamage& damage = phantom.damage;
  const BoneSurfaces surfaces(phantom.bone, damage);
  const double radius_mm = surfaces.undamaged_radius_mm(damage.z_mm);
  CortexTruth truth;
  truth.reference_thickness_mm = phantom.bone.cortex_mm;
  truth.least_thickness_mm = surfaces.cortex_mm({radius_mm, 0, damage.z_mm});
  truth.scallop_fraction = damage.scallop_fraction;
  truth.scallop_length_mm = damage.scallop_fraction > 0 ? 2 * damage.scallop_radius_mm : 0;
  truth.breach_area_mm2 = std::numbers::pi / 4 * damage.breach_diameter_mm * damage.breach_diameter_mm;
  truth.breach_arc_mm = damage.breach_diameter_mm;
  truth.breach_length_mm = damage.breach_diameter_mm;
  truth.breach_circumference_fraction = damage.breach_diameter_mm / (2 * std::numbers::pi * radius_mm);
  truth.expansion_mm = damage.expansion_mm;
  truth.thickness_mm = [surfaces, inverse = patient_from_phantom.inverse()](const Eigen::Vector3d& point_mm) {
    return surfaces.cortex_mm(inverse * point_mm);
  };
  return truth;
}

void check_phantom(const BonePhantom& phantom) {
  if (phantom.bone.cortex_mm >= phantom.bone.radius_mm)
    throw UsageError(fmt::format("cortex_mm {} must be less than bone_radius_mm {}", phantom.bone.cortex_mm,
                                 phantom.bone.radius_mm));
  const double limb_mm =
      std::min(phantom.around.half_width_mm, phantom.around.half_depth_mm) - phantom.around.fat_mm;
  const double bone_mm = phantom.bone.radius_mm + phantom.bone.flare_mm + phantom.damage.expansion_mm;
  if (bone_mm >= limb_mm)
    throw UsageError(
        fmt::format("a bone of radius {} mm does not fit into muscle of half width {} mm "
                    "(bone_radius_mm + flare_mm + expansion_mm; body_half_width_mm, body_half_depth_mm, "
                    "fat_mm)",
                    bone_mm, limb_mm));
}

}  // namespace osteosign::phantom
