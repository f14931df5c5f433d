#pragma once
#include <string>

#include "tests/evaluation/lesion_size.h"

namespace osteosign::evaluation {

/// The cortex beside a lesion on random phantom films: interruptions found and imagined by their true length,
/// errors of their length, of erosion and of expansion, and verdicts by what is wrong with the bone; lesion
/// outlined from a loose box, and its true mask. `list` gives a line for each case.
std::string evaluate_film_cortex(const Selection& selection);
std::string list_film_cortex(const Selection& selection);

}  // namespace osteosign::evaluation
