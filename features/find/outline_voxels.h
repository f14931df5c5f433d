#pragma once
#include "features/values/lesion.h"

namespace osteosign {

/// Calls `visit(Eigen::Array3i)` with the series' voxel of each voxel inside of an outline.
template <class Visitor>
void for_each_inside(const CtLesionOutline& outline, const Visitor& visit) {
  for (int z = 0; z < outline.box.size[2]; ++z)
    for (int y = 0; y < outline.box.size[1]; ++y)
      for (int x = 0; x < outline.box.size[0]; ++x)
        if (outline.inside[outline.box.index(x, y, z)] != 0)
          visit(Eigen::Array3i(outline.first[0] + x, outline.first[1] + y, outline.first[2] + z));
}

/// Mean of the centres of the voxels inside, in patient mm. Throws InternalError for an outline without one.
Eigen::Vector3d middle_of(const CtLesionOutline& outline);

/// Whether a voxel of the series lies inside.
bool holds(const CtLesionOutline& outline, const Eigen::Array3i& voxel);

/// Voxels of two outlines on the grid of one series.
struct OutlineOverlap {
  double one = 0;
  double other = 0;
  double both = 0;
  double share_of_union() const { return both / (one + other - both); }
};
OutlineOverlap overlap_of(const CtLesionOutline& one, const CtLesionOutline& other);

/// The largest ball inside of an outline, to half a voxel; everything outside of its box is outside.
struct InscribedBall {
  Eigen::Vector3d centre_in_patient_mm = Eigen::Vector3d::Zero();  ///< lies in a voxel of the outline
  double radius_mm = 0;
  double share_of_volume = 0;  ///< 0 to 1: near 1 for a ball, small for sheets and tubes
};
/// Throws InternalError for an outline without a voxel.
InscribedBall inscribed_ball(const CtLesionOutline& outline);

}  // namespace osteosign
