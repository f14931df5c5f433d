#pragma once
#include <filesystem>
#include <string>

#include "tests/evaluation/lesion_size.h"

namespace osteosign::evaluation {

/// Balls of soft tissue of 5 to 12 mm painted into the bones of the sarcomas of the folder where the drawn
/// tumour touches them, and the cortex beside that tumour, drawn as it is, afterwards: whether the hole is
/// seen, and its area; and whether one is seen where the ball leaves cortex below it.
std::string evaluate_real_breaches(const std::filesystem::path& data, const Selection& selection);

/// The same, a line for each ball.
std::string list_real_breaches(const std::filesystem::path& data, const Selection& selection);

}  // namespace osteosign::evaluation
