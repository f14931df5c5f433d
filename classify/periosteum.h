#pragma once
#include "classify/finding.h"
#include "classify/judged_lesion.h"

namespace osteosign {

/// Table 28.2, "Périoste": nothing or one lamella is benign, several lamellae or spicules are malignant. Not
/// assessable: the periosteum is not measured by this version.
Finding judge_periosteum(const LesionIdentity& lesion);

}  // namespace osteosign
