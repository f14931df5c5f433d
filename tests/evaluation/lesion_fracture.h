#pragma once
#include <string>

#include "tests/evaluation/lesion_size.h"

namespace osteosign::evaluation {

/// Shafts with a lytic lesion and a fracture of 0.3 to 2 mm, or none. Markdown tables of fractures that were
/// seen by the width of their gap and of lines where there is none, of the error of the gap, and of the share
/// of the diameter that the lesion takes. `list` gives a line for each case.
std::string evaluate_lesion_fracture(const Selection& selection);
std::string list_lesion_fracture(const Selection& selection);

}  // namespace osteosign::evaluation
