#pragma once
#include "features/values/lesion.h"
#include "features/values/lesion_measurements.h"

namespace osteosign {

/// Volume, surface area, sphericity, elongation, flatness and the largest 3-D diameter of the 0.5 surface of a
/// membership (marching cubes in patient space), under their IBSI definitions (features/shape). The SD of the
/// volume and of the diameter is half of the difference between the surfaces at membership 0.35 and 0.65.
/// Unknown when: the outline is empty; elongation and flatness when it has fewer than 8 voxels; sphericity
/// when the volume is 0.
struct LesionSize {
  MeasuredQuantity volume = Unknown{"the outline is empty"};
  MeasuredQuantity surface_area = Unknown{"the outline is empty"};
  MeasuredQuantity sphericity = Unknown{"the outline is empty"};
  MeasuredQuantity elongation = Unknown{"the outline is empty"};
  MeasuredQuantity flatness = Unknown{"the outline is empty"};
  MeasuredQuantity largest_diameter_3d = Unknown{"the outline is empty"};
};
LesionSize measure_size(const CtLesionOutline& outline);

}  // namespace osteosign
