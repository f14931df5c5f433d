#pragma once
#include "features/spine/spine.h"
#include "features/values/lesion.h"
#include "io/images/label_map.h"

namespace osteosign {

/// Which bone a lesion lies in: the vertebra, or the named label, that most of its voxels have. Unknown when
/// it lies in no vertebra and the labels have no names, as those of the built-in segmenter, or when no label
/// lies there.
LesionLocation location_of(const CtLesionOutline& outline, const LabelMap& bones, const Spine& spine);
/// The same of one point in the patient.
LesionLocation location_of(const Eigen::Vector3d& point_in_patient_mm, const LabelMap& bones,
                           const Spine& spine);

/// The vertebra that most of its voxels lie in; null when there is none.
const FoundVertebra* vertebra_holding(const CtLesionOutline& outline, const LabelMap& bones,
                                      const Spine& spine);

/// Number of a level in TotalSegmentator v2: 27 L5 ... 50 C1; 99 when it is unknown or has none (L6, T13).
std::uint16_t number_of_level(const VertebraLevel& level);

/// The vertebrae of a spine, and the sacrum among named labels, in these numbers (25 sacrum, 26 S1); empty
/// when there is neither.
LabelMap vertebrae_by_level(const LabelMap& bones, const Spine& spine);

}  // namespace osteosign
