#pragma once
#include <string>

#include "tests/evaluation/lesion_size.h"

namespace osteosign::evaluation {

/// Phantom P5 (methods C1): random spines with two lesions of 0.1 to 5 cm3, lytic, sclerotic or mixed (a
/// dense part of 22 to 42 % at one side of a lytic one), in body, pedicle or lamina of two vertebrae, and
/// spines without a lesion (healthy, osteoporotic, with osteophytes, Schmorl node, vacuum cleft, haemangioma;
/// every vertebra has its vein). Markdown tables: sensitivity, type and Dice by size, type and place, false
/// candidates of the scans without a lesion; `with_cases` lists each.
std::string evaluate_phantom_search(const Selection& selection);

/// What the search sees of each lesion and region (region_lines.h).
std::string list_regions_of_phantoms(const Selection& selection);

}  // namespace osteosign::evaluation
