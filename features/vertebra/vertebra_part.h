#pragma once
#include "features/spine/spine.h"

namespace osteosign {

inline bool is_arch(VertebraPart part) {
  return part == VertebraPart::left_pedicle || part == VertebraPart::right_pedicle ||
         part == VertebraPart::posterior;
}

/// Part of the label nearest to a point; none outside of the box of the vertebra.
inline VertebraPart part_at(const VertebraGeometry& geometry, const Eigen::Vector3d& point_mm) {
  const Eigen::Vector3d at = geometry.box.voxel_from_patient(point_mm).array().round();
  const Eigen::Vector3i voxel = at.cast<int>();
  if (!geometry.box.contains(voxel.x(), voxel.y(), voxel.z())) return VertebraPart::none;
  return geometry.parts[geometry.box.index(voxel.x(), voxel.y(), voxel.z())];
}

}  // namespace osteosign
