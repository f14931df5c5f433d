#pragma once
#include <string>

#include "tests/evaluation/lesion_size.h"

namespace osteosign::evaluation {

/// Fracture lines beside a lesion on random phantom films: lines seen, missed and imagined, by kind, gap and
/// lean; errors of gap and place. `list` gives a line for each case.
std::string evaluate_film_fracture(const Selection& selection);
std::string list_film_fracture(const Selection& selection);

}  // namespace osteosign::evaluation
