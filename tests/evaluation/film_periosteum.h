#pragma once
#include <string>

#include "tests/evaluation/lesion_size.h"

namespace osteosign::evaluation {

/// Phantom P6 on random films: none, one lamella, several lamellae and spicules told apart, and the patterns
/// found against the true ones, with the bone given and with the bone traced. `list` gives a line for each
/// case.
std::string evaluate_film_periosteum(const Selection& selection);
std::string list_film_periosteum(const Selection& selection);

}  // namespace osteosign::evaluation
