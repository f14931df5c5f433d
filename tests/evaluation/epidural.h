#pragma once
#include <filesystem>
#include <string>

#include "tests/evaluation/lesion_size.h"

namespace osteosign::evaluation {

/// Random spines with a mass in the canal, or with what may be taken for one (random_epidural.h), found and
/// measured as users get them. How many masses are seen by thickness, what is said where there is none, error
/// of the thickness, and what cannot be assessed for which reason.
std::string evaluate_epidural(const Selection& selection);

/// One line for each vertebra of the same spines. For developing.
std::string list_epidural(const Selection& selection);

/// One line for each vertebra of the real CT of shared/data, in whose canals no mass is known.
std::string list_real_epidural(const std::filesystem::path& data);

}  // namespace osteosign::evaluation
