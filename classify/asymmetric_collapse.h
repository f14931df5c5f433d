#pragma once
#include "classify/criteria_parameters.h"
#include "classify/finding.h"
#include "classify/judged_vertebra.h"

namespace osteosign {

/// Box on vertebral lesions: a collapse that is asymmetric on the frontal view, outside of the curve of a
/// scoliosis, is malignant. The coronal wedge is taken beyond the smooth curve of the spine; in a curve of
/// 10 degrees or more it must stand out further. Not applicable to a vertebra that has kept its height;
/// not assessable when that is not known.
Finding judge_asymmetric_collapse(const JudgedVertebra& vertebra, const CriteriaParameters& criteria);

/// The same on a frontal radiograph (methods B8.1.5), where a collapse that is not asymmetric is neutral.
Finding judge_asymmetric_collapse(const JudgedFilmVertebra& vertebra, const CriteriaParameters& criteria);

}  // namespace osteosign
