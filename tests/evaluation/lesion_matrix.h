#pragma once
#include <string>

#include "tests/evaluation/lesion_size.h"

namespace osteosign::evaluation {

/// Phantom P7 (methods C1): lesions with every kind of matrix, and with what may be mistaken for one.
/// Markdown tables: kinds found against true ones, by slices and by how the outline came about, and errors of
/// the quantities. `list` gives lines for each case instead.
std::string evaluate_lesion_matrix(const Selection& selection);
std::string list_lesion_matrix(const Selection& selection);

}  // namespace osteosign::evaluation
