#pragma once
#include "classify/criteria_parameters.h"
#include "classify/finding.h"
#include "classify/judged_vertebra.h"

namespace osteosign {

/// Box on vertebral lesions: a heterogeneous trabecular frame is malignant. The frame is held against those
/// of the neighbours, in the same scan; benign needs both ways of comparing them.
Finding judge_trabecular_heterogeneity(const JudgedVertebra& vertebra, const CriteriaParameters& criteria);

}  // namespace osteosign
