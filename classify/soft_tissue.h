#pragma once
#include "classify/criteria_parameters.h"
#include "classify/finding.h"
#include "classify/judged_lesion.h"
#include "classify/sign.h"

namespace osteosign {

/// Table 28.2, "Parties molles": normal is benign, swelling is malignant. Swelling: a mass beside the bone
/// that is thicker than its limit by more than its SD. Normal: no mass, where all that was needed to say so
/// was assessable (features/lesion/soft_tissue.h). A thinner mass, or one within its SD of the limit, is
/// neutral. Not assessable with the reason of the measurement.
Finding judge_soft_tissue(const CtLesionMeasurements& measured, const LesionIdentity& lesion,
                          const CriteriaParameters& criteria);

/// The same of a lesion of a vertebra, with what lies in the canal there
/// (features/vertebra/epidural_tissue.h) as evidence. The table names no epidural mass, and tissue in the
/// canal need not belong to the lesion: it makes nothing malignant, and is told beside any verdict. But soft
/// tissue is called normal only where the canal is, too: "benign" becomes neutral where tissue in the canal
/// is thicker than its limit or not surely thinner, and not assessable where that is unknown.
Finding with_epidural_tissue(Finding soft_tissue, const JudgedVertebra& vertebra,
                             const CriteriaParameters& criteria);

/// Whether soft tissue has taken the place of epidural fat at a vertebra.
Measured<Sign> has_epidural_tissue(const VertebraMeasurements& measured, const CriteriaParameters& criteria);

/// On radiographs, swelling is skin that bulges beside the lesion (methods B7), by more than both limits and
/// more than its SD; within it, it is neutral, and so is tissue that is denser there without a bulge: what
/// makes it so is not told. Never benign: a mass is as dense as muscle and may push the skin out nowhere that
/// the view shows; the reason states what could be hidden
/// (features/radiograph/soft_tissue/film_soft_tissue.h).
Finding judge_soft_tissue(const RadiographLesionMeasurements& measured, const LesionIdentity& lesion,
                          const CriteriaParameters& criteria);

/// Whether the skin bulges so on a radiograph.
Measured<Sign> skin_bulges(const RadiographLesionMeasurements& measured, const CriteriaParameters& criteria);

}  // namespace osteosign
