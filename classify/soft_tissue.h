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

/// On radiographs, swelling is skin that bulges beside the lesion (methods B7), by more than both limits and
/// more than its SD. Tissue that is denser there without a bulge is neutral: what makes it so is not told.
/// Normal: neither, on both sides, where no mass of a size that counts could have been hidden
/// (features/radiograph/soft_tissue/film_soft_tissue.h); skin that stands out less is neutral.
Finding judge_soft_tissue(const RadiographLesionMeasurements& measured, const LesionIdentity& lesion,
                          const CriteriaParameters& criteria);

/// Whether the skin bulges so on a radiograph.
Measured<Sign> skin_bulges(const RadiographLesionMeasurements& measured, const CriteriaParameters& criteria);

}  // namespace osteosign
