#include "sample_data/phantom/spine/dens.h"

#include "sample_data/phantom/solids.h"

namespace osteosign::phantom {

namespace {

// Chosen to look like an adult axis, in mm at size factor 1.
constexpr double axis_width_mm = 17;
constexpr double neck = 0.12;  ///< narrower by this part where the transverse ligament holds it
constexpr double fillet_mm = 3;
const Eigen::Vector3d mass_centre_mm{15, 0.5, -2.5};  ///< from the base of the dens
const Eigen::Vector3d mass_half_mm{8.5, 8, 6};

}  // namespace

Dens::Dens(const VertebralBody& body, const SpineBone& bone)
    : scale_(body.size().width_mm / axis_width_mm),
      cortex_mm_(bone.arch_cortex_mm),
      radius_mm_(body.size().dens_width_mm / 2),
      height_mm_(body.size().dens_mm),
      base_mm_(0, body.back_mm() - radius_mm_ - 0.5 * scale_, body.size().height_mm / 2) {}

Eigen::Vector3d Dens::tip_mm() const { return base_mm_ + Eigen::Vector3d(0, 0.06 * height_mm_, height_mm_); }

BoneDistances Dens::distances(const Eigen::Vector3d& point_mm) const {
  const Eigen::Vector3d p(std::abs(point_mm.x()), point_mm.y(), point_mm.z());
  const Eigen::Vector3d along = tip_mm() - base_mm_;
  const Eigen::Vector3d top = tip_mm() - Eigen::Vector3d(0, 0, radius_mm_);
  const Eigen::Vector3d foot = base_mm_ - Eigen::Vector3d(0, 0, radius_mm_);
  const double t = std::clamp((p - foot).dot(along) / along.squaredNorm(), 0.0,
                              (top - foot).dot(along) / along.squaredNorm());
  const double above = (p.z() - base_mm_.z()) / height_mm_;
  const double peg_mm = (p - foot - t * along).norm() - radius_mm_ * (1 - neck * bump(above - 0.3, 0.3));
  const double mass_mm = ellipsoid_distance_mm(p - base_mm_ - scale_ * mass_centre_mm, scale_ * mass_half_mm);
  const double all_mm = rounded_min(peg_mm, mass_mm, fillet_mm);
  return {all_mm, all_mm + cortex_mm_};
}

Eigen::Vector3d Dens::lowest_mm() const { return base_mm_ - scale_ * Eigen::Vector3d(25, 9, 11); }

Eigen::Vector3d Dens::highest_mm() const {
  return {25 * scale_, base_mm_.y() + 11 * scale_, tip_mm().z() + 1};
}

}  // namespace osteosign::phantom
