#pragma once
#include <string>

#include "tests/evaluation/lesion_size.h"

namespace osteosign::evaluation {

/// The soft tissue beside a lesion on random phantom films: verdicts by what lies there and by how far the
/// skin is pushed out, and errors of the bulge. `list` gives a line for each case.
std::string evaluate_film_soft_tissue(const Selection& selection);
std::string list_film_soft_tissue(const Selection& selection);

}  // namespace osteosign::evaluation
