#pragma once
#include "features/radiograph/periosteum/film_periosteum.h"
#include "sample_data/phantom/phantom_film.h"

namespace osteosign::evaluation {

/// A shaft with a lesion and a periosteal reaction, and how it is radiographed (phantom P6 on a film).
struct FilmPeriosteumCase {
  phantom::BonePhantom phantom;
  phantom::FilmExposure exposure;
};

/// Everything that is random follows from the seed; the form goes round with it, as on CT.
FilmPeriosteumCase random_film_periosteum_case(int seed);

/// The undamaged bone of a phantom film.
TracedBone true_bone(const phantom::PhantomFilm& film);

struct EvaluatedFilmPeriosteum {
  phantom::PeriosteumTruth truth;
  FilmPeriosteum as_used;     ///< outline given, bone traced
  FilmPeriosteum with_truth;  ///< bone given too
};
EvaluatedFilmPeriosteum evaluate(const FilmPeriosteumCase& one);

}  // namespace osteosign::evaluation
