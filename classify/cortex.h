#pragma once
#include "classify/criteria_parameters.h"
#include "classify/finding.h"
#include "classify/judged_lesion.h"

namespace osteosign {

/// Table 28.2, "Corticales": respected is benign, broken or eroded ("rompues ou érodées") is malignant.
/// Broken: a hole of more than a vessel's canal. Eroded: more than two thirds of the thickness are lost; the
/// seed names no depth, and shallow scalloping is common in benign lesions, so from one to two thirds nothing
/// is said. Respected: no hole, less than a third lost, and nearly all of the cortex beside the lesion was
/// assessed; a lesion deep in the marrow leaves the cortex that it comes nearest to respected. An expanded
/// cortex is judged by the same values. Not assessable when not malignant and a value is unknown, or too
/// little was assessed.
/// A radiograph shows two sides of a tubular bone edge-on: broken is an interruption of one of them that the
/// lesion touches, eroded and respected are as on CT. That the cortex in front of the lesion or behind it is
/// destroyed is never excluded, and the reason says so. A lesion that touches neither side is not assessable.
Finding judge_cortex(const CtLesionMeasurements& measured, const LesionIdentity& lesion,
                     const CriteriaParameters& criteria);
Finding judge_cortex(const RadiographLesionMeasurements& measured, const LesionIdentity& lesion,
                     const CriteriaParameters& criteria);

}  // namespace osteosign
