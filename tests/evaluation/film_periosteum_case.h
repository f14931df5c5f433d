#pragma once
#include "sample_data/phantom/phantom_film.h"

namespace osteosign::evaluation {

/// A shaft with a lesion and a periosteal reaction, and how it is radiographed (phantom P6 on a film).
struct FilmPeriosteumCase {
  phantom::BonePhantom phantom;
  phantom::FilmExposure exposure;
};

/// Everything that is random follows from the seed; the form goes round with it, as on CT.
FilmPeriosteumCase random_film_periosteum_case(int seed);

}  // namespace osteosign::evaluation
