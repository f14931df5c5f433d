#pragma once
#include "classify/criteria_parameters.h"
#include "classify/finding.h"
#include "classify/judged_lesion.h"

namespace osteosign {

/// Table 28.2, "Périoste": nothing or one lamella is benign (one lamella is not assessable as long as a short
/// interruption of it may be missed, EVALUATION P6); several lamellae or spicules are malignant, and
/// so are Codman's triangle and an interrupted lamella (Bone-RADS v2023 counts them with these as
/// aggressive). Solid new bone is named in no column and is neutral, as is an outgrowth, which is no
/// periosteal reaction, and new bone that stands out but whose form cannot be told. Else not assessable with
/// the reason of the measurement, or when too little was seen for a benign verdict.
Finding judge_periosteum(const CtLesionMeasurements& measured, const LesionIdentity& lesion,
                         const CriteriaParameters& criteria);
/// The same on a film, which shows the periosteum on the two edges of the bone alone. Where it has no pixel
/// spacing, what stands out is told by the width of the bone.
Finding judge_periosteum(const RadiographLesionMeasurements& measured, const LesionIdentity& lesion,
                         const CriteriaParameters& criteria);

}  // namespace osteosign
