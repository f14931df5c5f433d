#pragma once
#include "classify/criteria_parameters.h"
#include "classify/finding.h"
#include "classify/judged_vertebra.h"
#include "classify/sign.h"

namespace osteosign {

/// A region of soft-tissue density inside of the bone, or a gap of the cortex beside one, is large enough to
/// be lysis.
Measured<Sign> has_lysis(const VertebraMeasurements& measured, const CriteriaParameters& criteria);

/// Box on vertebral lesions: localised lysis of cortical or cancellous bone is malignant. Neutral when the
/// region is smaller than what is called lysis, but larger than what may be left out; benign needs the volume
/// and the cortex to be known.
Finding judge_vertebral_lysis(const JudgedVertebra& vertebra, const CriteriaParameters& criteria);

}  // namespace osteosign
