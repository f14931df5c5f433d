#pragma once
#include <string>

#include "classify/criteria_parameters.h"
#include "classify/finding.h"
#include "classify/judged_vertebra.h"

namespace osteosign {

/// Number of a vertebra counted from C1, which is 1: T1 is 8, L1 is 20. Unknown when the text is no level of
/// "C1" ... "C7", "T1" ... "T13", "L1" ... "L6". T13 stands at 20 beside L1, since few people have one.
Measured<int> number_from_c1(const std::string& level);

/// Box on vertebral lesions: a fracture above T5 is malignant: cervical and T1 to T4 with the default limit;
/// T5 itself is not above. Not applicable to a vertebra that has kept its height; not assessable without a
/// certain level.
Finding judge_fracture_above_t5(const JudgedVertebra& vertebra, const CriteriaParameters& criteria);

/// The same on a radiograph of either view, where a collapse at the limit or below it is neutral.
Finding judge_fracture_above_t5(const JudgedFilmVertebra& vertebra, const CriteriaParameters& criteria);

}  // namespace osteosign
