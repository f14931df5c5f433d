#pragma once
#include <filesystem>
#include <string>

#include "tests/evaluation/lesion_size.h"

namespace osteosign::evaluation {

/// The one-eyed vertebra on frontal films: films cast through random spines with one pedicle removed and
/// through intact ones turned by 8 degrees, and the real frontal films, as they are and with one pedicle
/// painted out at each level.
std::string evaluate_film_pedicles(const std::filesystem::path& radiographs, const Selection& selection);

/// Writes frontal films of random spines, of which every fourth vertebra lost a pedicle, and the real ones,
/// with the places of all pedicles (pedicles_SEED.csv, pedicles_real.csv), to learn from.
std::string save_frontal_films(const std::filesystem::path& radiographs, const std::filesystem::path& folder,
                               int count, const Selection& selection);

}  // namespace osteosign::evaluation
