#pragma once
#include "features/values/lesion.h"
#include "io/images/label_map.h"

namespace osteosign {

/// Which bone a lesion lies in, by the names of the labels: the label that most of its voxels have. Unknown
/// when the labels have no names, as those of the built-in segmenter, or when no label lies there.
LesionLocation location_of(const CtLesionOutline& outline, const LabelMap& bones);
/// The same of one point in the patient.
LesionLocation location_of(const Eigen::Vector3d& point_in_patient_mm, const LabelMap& bones);

/// The vertebrae and the sacrum among named labels in the numbers of TotalSegmentator v2 (25 sacrum, 26 S1,
/// 27 L5 ... 50 C1; 99 when the level is not told); empty when there is none.
LabelMap vertebrae_by_level(const LabelMap& bones);

}  // namespace osteosign
