#pragma once
#include <vector>

#include "classify/criteria_parameters.h"
#include "classify/finding.h"
#include "classify/judged_lesion.h"
#include "classify/sins.h"
#include "io/values/clinical_context.h"

namespace osteosign {

/// SINS of one vertebra from what is measured of it. A component that is not known, or lies within one
/// standard deviation of a border, is the range of what it may be: pain when the context file does not tell
/// it, alignment where no body has slipped (0 or 2: a new bend is told by a standing or an earlier image) or
/// one has where wear does that too (neck and lumbar spine), the joints behind the pedicles when there is
/// lysis. The kind of lesion is that of the measured lesions of the level, with the lysis of the vertebra.
/// Not applicable without a malignant sign of the vertebra or of a lesion in it: the score is one of tumours.
Score<Sins> sins_of(const JudgedVertebra& vertebra, const StudyMeasurements& study,
                    const std::vector<Finding>& findings, const ClinicalContext& context,
                    const CriteriaParameters& criteria);

}  // namespace osteosign
