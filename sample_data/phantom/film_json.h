#pragma once
#include <nlohmann/json.hpp>

#include "sample_data/phantom/spine/film_of_spine.h"

namespace osteosign::phantom {

/// truth.json of a film made of a CT: size, magnification, and how a point of the patient projects on it.
nlohmann::ordered_json truth_of(const FilmOfCt& made);

/// The vertebrae of a spine on such a film, corners and pedicles in pixels.
nlohmann::ordered_json vertebrae_json(const SpineCt& scanned, const FilmOfCt& made);

}  // namespace osteosign::phantom
