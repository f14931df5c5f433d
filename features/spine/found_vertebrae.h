#pragma once
#include "features/spine/grow_vertebrae.h"

namespace osteosign {

/// The vertebra of an owner: centre and axes of its body, and whether the border of the CT cuts the body. The
/// label and the level are not set.
FoundVertebra describe_vertebra(Owner owner, const BoneNodes& bones, const std::vector<Owner>& owners,
                                const SpineAxis& axis, const LevelScale& levels, const SpineImage& image);

/// Volume in mm3 of the body below disc k: what lies in front of the canal within 120 % of the body's radius.
double body_volume_mm3(int k, const BoneNodes& bones, const SpineAxis& axis);

}  // namespace osteosign
