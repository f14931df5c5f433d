#pragma once
#include "classify/finding.h"
#include "classify/judged_lesion.h"

namespace osteosign {

/// Table 28.2, "Corticales": respected is benign, broken or eroded is malignant. Not assessable: the cortex
/// is not measured by this version.
Finding judge_cortex(const LesionIdentity& lesion);

}  // namespace osteosign
