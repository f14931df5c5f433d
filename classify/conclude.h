#pragma once
#include <string>
#include <vector>

#include "classify/conclusion.h"
#include "classify/finding.h"
#include "classify/judged_lesion.h"

namespace osteosign {

/// The rule of the seed: "Un seul signe de malignité suffit pour imposer la poursuite des investigations."
/// * one malignant finding or more -> suspicious;
/// * none, a search for lesions was made, and it found nothing -> no_lesion_found;
/// * none, and every criterion of the imaging group is benign on every lesion -> benign_appearance;
/// * otherwise -> indeterminate: never benign by lack of evidence.
/// Vertebral signs make a study suspicious as any other does. Vertebrae without one neither make it benign
/// nor stand for a search; one on which a sign could not be assessed leaves the study indeterminate.
Conclusion conclude(const std::vector<Finding>& findings, const StudyMeasurements& study);

/// Ids of the criteria that got this verdict on any subject, each once, in the order of table 28.2.
std::vector<std::string> signs_with(Verdict verdict, const std::vector<Finding>& findings);

}  // namespace osteosign
