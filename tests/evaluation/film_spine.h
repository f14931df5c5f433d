#pragma once
#include "sample_data/phantom/spine/film_of_spine.h"
#include "sample_data/phantom/spine/random_spine.h"

namespace osteosign::evaluation {

/// A random spine scanned for films: fine and without noise, as wide as a trunk.
phantom::SpineCt scanned_for_films(phantom::RandomSpine spine);

/// A film of that scan; noise of the detector by `seed`.
phantom::FilmOfCt cast_film(const phantom::SpineCt& scanned, phantom::FilmView view, int seed);

}  // namespace osteosign::evaluation
