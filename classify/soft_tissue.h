#pragma once
#include "classify/finding.h"
#include "classify/judged_lesion.h"

namespace osteosign {

/// Table 28.2, "Parties molles": normal is benign, swelling is malignant. Not assessable: soft tissue is not
/// measured by this version.
Finding judge_soft_tissue(const LesionIdentity& lesion);

}  // namespace osteosign
