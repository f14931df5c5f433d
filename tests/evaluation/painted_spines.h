#pragma once
#include <filesystem>
#include <string>

#include "tests/evaluation/lesion_size.h"

namespace osteosign::evaluation {

/// Signs painted into real vertebrae, one at a time: what the right criterion says of the painted vertebra,
/// and what it and the others say of the untouched ones, before and after. Reads shared/data/ct.
std::string evaluate_painted_spines(const std::filesystem::path& data, const Selection& selection);

}  // namespace osteosign::evaluation
