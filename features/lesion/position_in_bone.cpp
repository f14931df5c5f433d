#include "features/lesion/position_in_bone.h"

#include <cmath>
#include <numbers>

#include "features/find/outline_voxels.h"

namespace osteosign {
namespace {

constexpr double most_part = 0.5;
constexpr double central_part = 1.0 / 3;
constexpr double beyond_mm = 5;  // the tube may be carried on a little

/// What the voxels of a lesion are, and where those in the marrow lie.
struct Shares {
  double all = 0, outside = 0, cortex = 0, marrow = 0;
  Eigen::Vector2d across_mm = Eigen::Vector2d::Zero();  ///< sum over the marrow, from the middle of the bone
  double along_mm = 0;
  bool reaches_beyond = false;
};

/// Centre of the section of the tube, across the axis.
Eigen::Vector2d middle_of_section(const TubularSurface& tube, double along_mm) {
  constexpr int turns = 36;
  Eigen::Vector2d sum = Eigen::Vector2d::Zero();
  double area = 0;
  for (int i = 0; i < turns; ++i) {
    const double angle = 2 * std::numbers::pi * i / turns;
    const double radius = tube.radius_mm(angle, along_mm);
    // A sector of the section has its centre at two thirds of the radius.
    sum += radius * radius * (2.0 / 3 * radius) * Eigen::Vector2d(std::cos(angle), std::sin(angle));
    area += radius * radius;
  }
  return sum / area;
}

Shares shares_of(const CtLesionOutline& outline, const TubularSurface& tube, double thickness_mm) {
  Shares shares;
  const Eigen::Array3i first(outline.first[0], outline.first[1], outline.first[2]);
  for_each_inside(outline, [&](const Eigen::Array3i& voxel) {
    const Eigen::Vector3d p =
        tube.in_frame(outline.box.patient_from_voxel((voxel - first).cast<double>().matrix()));
    const double depth = tube.radius_mm(std::atan2(p.y(), p.x()), p.z()) - p.head<2>().norm();
    shares.reaches_beyond |= p.z() < tube.first_mm - beyond_mm || p.z() > tube.last_mm + beyond_mm;
    ++shares.all;
    if (depth < 0) {
      ++shares.outside;
    } else if (depth < thickness_mm) {
      ++shares.cortex;
    } else {
      ++shares.marrow;
      shares.across_mm += p.head<2>();
      shares.along_mm += p.z();
    }
  });
  return shares;
}

}  // namespace

Measured<PositionInBone> position_in_bone(const CtLesionOutline& outline,
                                          const std::optional<TubularSurface>& undamaged,
                                          const MeasuredQuantity& cortex_thickness) {
  if (!undamaged) return Unknown{"the bone is no tube here, or its undamaged surface is not known"};
  if (!cortex_thickness.known()) return cortex_thickness.unknown();
  const double thickness_mm = cortex_thickness.value().value;
  const Shares shares = shares_of(outline, *undamaged, thickness_mm);
  if (shares.all == 0) return Unknown{"the outline is empty"};
  if (shares.reaches_beyond) return Unknown{"the lesion reaches beyond the part of the bone that is a tube"};
  if (shares.outside >= most_part * shares.all) return PositionInBone::surface;
  if (shares.cortex >= shares.marrow) return PositionInBone::cortical;
  const double along_mm = shares.along_mm / shares.marrow;
  const Eigen::Vector2d off = shares.across_mm / shares.marrow - middle_of_section(*undamaged, along_mm);
  const double marrow_radius_mm = undamaged->coefficients.row(0).mean() - thickness_mm;
  return off.norm() < central_part * marrow_radius_mm ? PositionInBone::central : PositionInBone::eccentric;
}

}  // namespace osteosign
