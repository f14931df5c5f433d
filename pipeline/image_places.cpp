#include "pipeline/image_places.h"

#include <algorithm>
#include <cmath>

namespace osteosign {

ImagePlace place_in(const CtVolume& ct, const Eigen::Vector3d& point_in_patient_mm) {
  const double z = ct.grid.voxel_from_patient(point_in_patient_mm).z();
  const int slice = std::clamp(static_cast<int>(std::lround(z)), 0, ct.grid.size[2] - 1);
  const SliceSource& source = ct.slices[static_cast<std::size_t>(slice)];
  return {source.sop_instance_uid, source.frame, ImagePlace::PatientPoint{point_in_patient_mm}};
}

}  // namespace osteosign
