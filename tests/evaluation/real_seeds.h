#pragma once
#include <filesystem>

#include "tests/evaluation/lesion_size.h"

namespace osteosign::evaluation {

/// Outlines from seeds in the real CT of the folder, by the density at the seed alone and by the program: of
/// lesions painted into them (one copy of each scan) with a seed a little beside their deepest place, and at
/// places of bone in the scans as they are, where nothing should be outlined.
std::string evaluate_real_seeds(const std::filesystem::path& data, const Selection& selection);

}  // namespace osteosign::evaluation
