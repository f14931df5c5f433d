#pragma once
#include <string>

#include "tests/evaluation/lesion_size.h"

namespace osteosign::evaluation {

/// Shafts with a lytic lesion in limbs of several muscles: masses of 3 to 22 mm that grow through a breach,
/// focal or all round the bone, and what is no mass. Markdown tables of the errors of thickness and volume,
/// of masses that were missed and imagined, and of verdicts. `list` gives a line for each case.
std::string evaluate_lesion_soft_tissue(const Selection& selection);
std::string list_lesion_soft_tissue(const Selection& selection);

}  // namespace osteosign::evaluation
