#pragma once
#include <filesystem>
#include <string>

#include "tests/evaluation/evaluated_cases.h"

namespace osteosign::evaluation {

/// Heights and wedges on frontal films cast through random spines, and what the vertebral criteria say of
/// vertebrae with and without a sign on films of both views; then what they say of the real films below
/// `radiographs`.
std::string evaluate_film_signs(const std::filesystem::path& radiographs, const Selection& selection);

}  // namespace osteosign::evaluation
