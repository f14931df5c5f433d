#pragma once
#include "features/spine/spine.h"

namespace osteosign {

/// Plane in the frame of a vertebra: points with `normal.dot(p) == offset_mm`.
struct MirrorPlane {
  Eigen::Vector3d normal = Eigen::Vector3d::UnitX();
  double offset_mm = 0;
  Eigen::Vector3d mirrored(const Eigen::Vector3d& local_mm) const {
    return local_mm - 2 * (normal.dot(local_mm) - offset_mm) * normal;
  }
};

/// The plane across which pedicles and arch lie on each other best, within 14 degrees and 6 mm of the middle
/// plane of the frame: the frame is that of the body, and the arch is often tilted or turned against it. What
/// one side has lost moves it little, as most of the arch is left. The middle plane where there is no arch.
MirrorPlane fit_arch_mirror(const VertebraGeometry& own);

}  // namespace osteosign
