#pragma once
#include <filesystem>
#include <string>

#include "tests/evaluation/lesion_size.h"

namespace osteosign::evaluation {

/// Bodies on lateral films: films cast through random spines with one sign each, and the real panels with
/// true corners. Tables of what was found, errors of corners, wedge and bulge, Genant grades and verdicts.
std::string evaluate_film_lateral(const std::filesystem::path& radiographs, const Selection& selection);

/// Writes the lateral films of random spines with their true corners (corners_SEED.csv), to learn from.
std::string save_lateral_films(const std::filesystem::path& folder, int count, const Selection& selection);

}  // namespace osteosign::evaluation
