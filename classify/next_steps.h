#pragma once
#include <map>
#include <string>
#include <vector>

#include "classify/differential.h"
#include "classify/facts.h"

namespace osteosign {

/// What the seed asks for next (sections II.D, II.E, III.A.3, IV.D, V and the key points), by the table
/// classify/knowledge/next_steps.json; it orients the work-up and prescribes nothing. `filled_in` gives the
/// words that stand in braces in a text. When the appearance is benign, what the seed says of the tumours
/// that fit best follows.
std::vector<std::string> next_steps(const Facts& facts, const std::vector<RankedTumour>& differential,
                                    const std::map<std::string, std::string>& filled_in);

}  // namespace osteosign
