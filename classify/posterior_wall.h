#pragma once
#include "classify/criteria_parameters.h"
#include "classify/finding.h"
#include "classify/judged_vertebra.h"

namespace osteosign {

/// Box on vertebral lesions: a posterior wall that bulges ("bombement") or is broken ("rupture") is
/// malignant. A bulge must be a smooth arch: a corner that is pushed back at an angle is what benign
/// fractures do (methods A9.1). Benign needs bulge, gap and at least half of the wall to be known.
Finding judge_posterior_wall(const JudgedVertebra& vertebra, const CriteriaParameters& criteria);

/// The same on a lateral radiograph (methods B8.2): malignant when the wall stands behind its chord by the
/// limit of bulges (in mm where the film has a spacing in the patient, and as part of the depth of the body),
/// by as much more than the walls of the other vertebrae, and over more than half of its height. A wall whose
/// edge is lost against the others is neutral, and so is a straight one: a film does not show that a wall is
/// whole, half of it lies behind the pedicles. Not assessable when bulge, shape or the others are not known.
Finding judge_posterior_wall(const JudgedFilmVertebra& vertebra, const CriteriaParameters& criteria);

}  // namespace osteosign
