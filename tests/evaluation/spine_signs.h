#pragma once
#include <string>

#include "tests/evaluation/lesion_size.h"

namespace osteosign::evaluation {

/// Phantoms P4 and P5: random spines with one sign each at or above its detection limit, and spines with
/// what may be taken for a sign. For each criterion of the vertebral list sensitivity and specificity, with
/// Wilson intervals, by phantom and by vertebra, and what every kind of spine was called.
std::string evaluate_spine_signs(const Selection& selection);

/// One line for each vertebra of the same spines: what was made, the verdicts in the order of
/// vertebral_criteria() (M malignant, n neutral, b benign, ? not assessable, - not applicable) and every
/// measurement. For developing.
std::string list_sign_figures(const Selection& selection);

/// Phantom P4: errors of centreline, endplate planes, heights, bulge, canal and wedge, and levels, for thin
/// slices and for slices of 3 mm.
std::string evaluate_spine_accuracy(const Selection& selection);

}  // namespace osteosign::evaluation
