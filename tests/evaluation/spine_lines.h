#pragma once
#include <string>

#include "tests/evaluation/spine_case.h"

namespace osteosign::evaluation {

/// What was found of one spine, a line for each vertebra: levels, and the errors of planes (mm and degrees),
/// heights, wedges, bulge, canal and volume. For looking at single cases; the tables are made elsewhere.
std::string lines_of(const phantom::SpineCase& which, const EvaluatedSpine& spine);

}  // namespace osteosign::evaluation
