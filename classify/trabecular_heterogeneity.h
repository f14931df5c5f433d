#pragma once
#include "classify/criteria_parameters.h"
#include "classify/finding.h"
#include "classify/judged_vertebra.h"

namespace osteosign {

/// Box on vertebral lesions: a heterogeneous trabecular frame is malignant. The frame is held against those
/// of the neighbours, in the same scan; benign needs both ways of comparing them.
Finding judge_trabecular_heterogeneity(const JudgedVertebra& vertebra, const CriteriaParameters& criteria);

/// The same on a radiograph: the spread of the fine pattern of the body against that of the other vertebrae
/// of the film. An even one is neutral: a film sums up the whole depth of the body.
Finding judge_trabecular_heterogeneity(const JudgedFilmVertebra& vertebra,
                                       const CriteriaParameters& criteria);

}  // namespace osteosign
