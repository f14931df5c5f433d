#pragma once
#include <string>

#include "tests/evaluation/lesion_size.h"

namespace osteosign::evaluation {

/// Phantom P6 (methods C1): shafts with every form of periosteal reaction over a lytic lesion. Markdown
/// tables: patterns found against true ones, by whether the layers are farther apart than 2.2 sigma of the
/// blur, errors of layers, thickness and length. `list` gives a line for each case instead.
std::string evaluate_lesion_periosteum(const Selection& selection);
std::string list_lesion_periosteum(const Selection& selection);

}  // namespace osteosign::evaluation
