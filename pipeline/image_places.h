#pragma once
#include "io/images/ct_volume.h"
#include "io/values/image_place.h"

namespace osteosign {

/// A point of the patient with the slice nearest to it.
ImagePlace place_in(const CtVolume& ct, const Eigen::Vector3d& point_in_patient_mm);

}  // namespace osteosign
