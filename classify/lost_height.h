#pragma once
#include <vector>

#include "classify/criteria_parameters.h"
#include "classify/finding.h"
#include "classify/judged_vertebra.h"
#include "classify/sign.h"

namespace osteosign {

/// By how much the lower side of the body is lower than the other, as a fraction of the higher one. Sees the
/// collapse of one side, of which the middle loses only half.
MeasuredQuantity side_height_difference(const VertebraMeasurements& measured);

/// Whether the vertebra has collapsed: the front, the middle or the back has lost height against what its
/// neighbours let expect, or one side is lower than the other. Not collapsed only when all of them are known.
Measured<Sign> lost_height(const VertebraMeasurements& measured, const CriteriaParameters& criteria);

std::vector<Evidence> lost_height_evidence(const JudgedVertebra& vertebra,
                                           const CriteriaParameters& criteria);

/// The same of what a radiograph shows: front, middle and back on a lateral view, both sides and the middle
/// on a frontal one.
Measured<Sign> lost_height(const JudgedFilmVertebra& vertebra, const CriteriaParameters& criteria);
std::vector<Evidence> lost_height_evidence(const JudgedFilmVertebra& vertebra,
                                           const CriteriaParameters& criteria);

}  // namespace osteosign
