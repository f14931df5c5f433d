#pragma once
#include <string>

#include "tests/evaluation/lesion_size.h"

namespace osteosign::evaluation {

/// Phantom P2 (methods C1): tubes with a cortex of 0.3 to 4 mm, intact, scalloped, breached or expanded
/// beside a lytic lesion, noise 0 to 30 HU, some cut off by the scan. Markdown tables of the errors of
/// thickness, least thickness, cortical mass, area of the breach and expansion, and of breaches missed and
/// imagined. `one_by_one` gives a line for each case instead.
std::string evaluate_lesion_cortex(const Selection& selection);
std::string list_lesion_cortex(const Selection& selection);

}  // namespace osteosign::evaluation
