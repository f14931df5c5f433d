#pragma once
#include "classify/criteria_parameters.h"
#include "classify/finding.h"
#include "classify/judged_vertebra.h"
#include "classify/sign.h"

namespace osteosign {

/// What is left of one pedicle.
struct PedicleState {
  Measured<Sign> destroyed;  ///< less than half of the expected volume, or volume and ring or isthmus lost
  Measured<Sign> damaged;    ///< either is less than nearly all: holds whenever `destroyed` does
};

PedicleState left_pedicle(const VertebraMeasurements& measured, const CriteriaParameters& criteria);
PedicleState right_pedicle(const VertebraMeasurements& measured, const CriteriaParameters& criteria);

/// Box on vertebral lesions: a pedicle that is missing on the frontal view ("vertèbre borgne") is malignant.
/// Benign only when ring and volume of both pedicles are known and nearly whole; neutral in between.
Finding judge_pedicle_absent(const JudgedVertebra& vertebra, const CriteriaParameters& criteria);

/// The same on a frontal radiograph: a ring of cortex that is lost on one side, against the other side and
/// against the other vertebrae (methods B8.1). A film does not show that a pedicle is whole, so that the
/// verdict is neutral when both rings are seen; not assessable when the asymmetry is not known.
Finding judge_pedicle_absent(const JudgedFilmVertebra& vertebra, const CriteriaParameters& criteria);

}  // namespace osteosign
