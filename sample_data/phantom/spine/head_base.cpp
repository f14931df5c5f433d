#include "sample_data/phantom/spine/head_base.h"

#include "sample_data/phantom/solids.h"

namespace osteosign::phantom {

namespace {

// In mm from the base of the dens (z cranial) for an adult of size factor 1. The gap in front of the dens is
// that of adults (1 to 3 mm), the space behind it a third of the ring (Steel), basion and opisthion lie 35 mm
// apart (textbook), the basion 7 mm above the dens; all else was chosen to look like a skull base.
constexpr double gap_before_dens_mm = 2.2, space_behind_dens_mm = 19;
constexpr double arch_half_thickness_mm = 3, ring_half_width_mm = 19;
constexpr double anterior_half_height_mm = 5.5, posterior_half_height_mm = 4.5;
constexpr double ring_z_mm = 8;
constexpr double transverse_radius_mm = 4;
const Eigen::Vector3d atlas_mass_mm{16.5, 1, 8.5}, atlas_mass_half_mm{7, 9, 7.5};
const Eigen::Vector3d transverse_tip_mm{36, 7, 8};
const Eigen::Vector3d condyle_mm{15, 2, 21}, condyle_half_mm{7.5, 10, 6};
const Eigen::Vector3d skull_half_mm{62, 70, 55};
constexpr double skull_thickness_mm = 6, basion_z_mm = 17, skull_back_mm = 10;
constexpr double foramen_half_width_mm = 15, foramen_half_depth_mm = 17.5, foramen_middle_mm = 18;
constexpr double skull_shown_mm = 60;  ///< above the base of the dens; the vault is left out
constexpr double fillet_mm = 3;

Eigen::Vector3d skull_centre_mm() {
  return {0, foramen_middle_mm + skull_back_mm, basion_z_mm + skull_half_mm.z()};
}

}  // namespace

HeadBase::HeadBase(const Dens& dens, const SpineBone& bone)
    : scale_(dens.scale()),
      cortex_mm_(bone.arch_cortex_mm),
      dens_base_mm_(dens.base_mm()),
      dens_radius_mm_(dens.radius_mm() / dens.scale()) {}

Eigen::Vector3d HeadBase::from_dens(const Eigen::Vector3d& point_mm) const {
  const Eigen::Vector3d p = (point_mm - dens_base_mm_) / scale_;
  return {std::abs(p.x()), p.y(), p.z()};
}

BoneDistances HeadBase::atlas_distances(const Eigen::Vector3d& point_mm) const {
  const Eigen::Vector3d p = from_dens(point_mm);
  const double front_mm = -dens_radius_mm_ - gap_before_dens_mm - arch_half_thickness_mm;
  const double back_mm = dens_radius_mm_ + space_behind_dens_mm + arch_half_thickness_mm;
  const double middle_mm = (front_mm + back_mm) / 2;
  const double across_mm =
      std::abs(ellipse_distance_mm(p.x(), p.y() - middle_mm, ring_half_width_mm, back_mm - middle_mm)) -
      arch_half_thickness_mm;
  const double half_height_mm = p.y() < middle_mm ? anterior_half_height_mm : posterior_half_height_mm;
  const double ring_mm = rounded_max(across_mm, std::abs(p.z() - ring_z_mm) - half_height_mm, fillet_mm);
  const double mass_mm =
      std::min(ellipsoid_distance_mm(p - atlas_mass_mm, atlas_mass_half_mm),
               segment_distance_mm(p, atlas_mass_mm, transverse_tip_mm) - transverse_radius_mm);
  const double all_mm = scale_ * rounded_min(ring_mm, mass_mm, fillet_mm);
  return {all_mm, all_mm + cortex_mm_};
}

BoneDistances HeadBase::skull_distances(const Eigen::Vector3d& point_mm) const {
  const Eigen::Vector3d p = from_dens(point_mm);
  const double outer_mm = ellipsoid_distance_mm(p - skull_centre_mm(), skull_half_mm);
  const double foramen_mm =
      ellipse_distance_mm(p.x(), p.y() - foramen_middle_mm, foramen_half_width_mm, foramen_half_depth_mm);
  const double shell_mm = std::max(outer_mm, -outer_mm - skull_thickness_mm);
  const double condyles_mm = ellipsoid_distance_mm(p - condyle_mm, condyle_half_mm);
  const double solid_mm = std::max(rounded_min(shell_mm, condyles_mm, fillet_mm), p.z() - skull_shown_mm);
  return cut({scale_ * solid_mm, scale_ * solid_mm + cortex_mm_},
             p.z() < skull_centre_mm().z() ? scale_ * foramen_mm : 1e3, cortex_mm_);
}

double HeadBase::cavity_distance_mm(const Eigen::Vector3d& point_mm) const {
  const Eigen::Vector3d p = from_dens(point_mm);
  return scale_ * (ellipsoid_distance_mm(p - skull_centre_mm(), skull_half_mm) + skull_thickness_mm);
}

Eigen::Vector3d HeadBase::atlas_lowest_mm() const {
  return dens_base_mm_ - scale_ * Eigen::Vector3d(42, 15, 2);
}
Eigen::Vector3d HeadBase::atlas_highest_mm() const {
  return dens_base_mm_ + scale_ * Eigen::Vector3d(42, 33, 18);
}
Eigen::Vector3d HeadBase::skull_lowest_mm() const {
  return dens_base_mm_ + scale_ * Eigen::Vector3d(-64, -44, 13);
}
Eigen::Vector3d HeadBase::skull_highest_mm() const {
  return dens_base_mm_ + scale_ * Eigen::Vector3d(64, 100, skull_shown_mm + 1);
}

}  // namespace osteosign::phantom
