#pragma once
#include <algorithm>
#include <cmath>

#include "sample_data/phantom/spine/spine_ct.h"

namespace osteosign::test {

/// The slices of a scan that lie below a point of patient space.
inline phantom::SpineCt without_slices_above(phantom::SpineCt scanned, const Eigen::Vector3d& point_mm) {
  CtVolume& ct = scanned.ct;
  const double top = ct.grid.voxel_from_patient(point_mm).z();
  const int kept = std::clamp(static_cast<int>(std::floor(top)), 1, ct.grid.size[2]);
  ct.grid.size[2] = kept;
  ct.hounsfield.resize(ct.grid.voxel_count());
  ct.slices.resize(static_cast<std::size_t>(kept));
  return scanned;
}

/// A point of the axis of C2, so many mm above the top of its body: 0 to 15 within the dens at size factor 1.
inline Eigen::Vector3d above_body_of_c2(const phantom::SpineCt& scanned, double mm) {
  const phantom::VertebraModel& c2 = scanned.scene->column().vertebrae().front();
  return scanned.patient_from_phantom *
         (c2.placed.phantom_from_local * (c2.dens->base_mm() + Eigen::Vector3d(0, 0, mm)));
}

}  // namespace osteosign::test
