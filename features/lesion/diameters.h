#pragma once
#include <Eigen/Core>
#include <array>
#include <optional>

#include "features/values/lesion.h"
#include "io/values/quantity.h"

namespace osteosign {

/// Definition: longest diameter in the image plane over all slices, and the longest chord of the same slice at
/// a right angle to it (within 5 degrees), between points of the sub-voxel contour at membership 0.5. Unit: mm.
/// SD: half of the difference between the contours at 0.35 and 0.65.
/// Unknown when: no slice holds a contour. Reference: RECIST 1.1 (Eisenhauer et al., Eur J Cancer 2009;45:228);
/// perpendicular as WHO 1979.
struct InPlaneDiameters {
  MeasuredQuantity longest = Unknown{"no slice holds a contour"};
  MeasuredQuantity perpendicular = Unknown{"no slice holds a contour"};
  std::optional<std::array<Eigen::Vector3d, 2>> longest_ends_in_patient_mm;
};
InPlaneDiameters measure_in_plane_diameters(const CtLesionOutline& outline);

}  // namespace osteosign
