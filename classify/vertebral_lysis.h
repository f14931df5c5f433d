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

/// The same on a radiograph (methods B8.1; S68: central lucency and loss of the line of an edge are what
/// films of metastatic vertebrae show beside a lost pedicle): malignant when a region of the body is less
/// dense than the pattern of the other vertebrae lets expect. A border that is not seen where those of the
/// others are is neutral: gas and other bones hide one, too. Never benign: a film does not show a lysis that
/// leaves half of the bone.
Finding judge_vertebral_lysis(const JudgedFilmVertebra& vertebra, const CriteriaParameters& criteria);

}  // namespace osteosign
