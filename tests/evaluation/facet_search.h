#pragma once
#include <string>

#include "tests/evaluation/lesion_size.h"

namespace osteosign::evaluation {

/// The search for lesions in 24 random spines with something dense at a facet joint, in turn: arthrosis
/// (dense bone 3 to 5 mm deep on both sides of the joint, right, left or both), and a ball of 3.5 to 7.5 mm
/// radius in one of the two articular processes. A table of the dense candidates at the joint, with and
/// without the rule for the sclerosis of facets, and a line for each such candidate when `with_cases` says
/// so.
std::string evaluate_facet_search(const Selection& selection);

}  // namespace osteosign::evaluation
