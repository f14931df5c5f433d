#pragma once
#include "features/radiograph/bone/film_cortex.h"
#include "sample_data/phantom/phantom_film.h"

namespace osteosign::evaluation {

/// What is wrong with the cortex that a film shows edge-on.
enum class FilmCortexKind { intact, hole, broken, scalloped, expanded };
const char* name(FilmCortexKind kind);

/// A tube with a lytic lesion at its cortex, radiographed so that the damage lies at the border of its
/// shadow.
struct FilmCortexCase {
  FilmCortexKind kind;
  phantom::BonePhantom phantom;
  phantom::FilmExposure exposure;
};

/// Everything that is random follows from the seed; the kind goes round with it. `hole`: a round hole of 1 to
/// 12 mm; `broken`: the lesion itself goes through the cortex.
FilmCortexCase random_film_cortex_case(int seed);

/// What a film without noise and blur shows: the length along the shaft over which the outer half of the
/// cortex has lost more than half of its contrast. A round hole in a wide bone takes only a part of the chord
/// of cortex that the rays pass: less is missing on the film than in the bone.
struct FilmCortexFacts {
  double interruption_mm;
  double greatest_loss;
};
FilmCortexFacts film_cortex_facts(const FilmCortexCase& cortex);

struct EvaluatedFilmCortex {
  FilmCortexFacts truth;
  FilmCortex from_box;   ///< lesion outlined in a box a fifth larger than it on each side
  FilmCortex from_mask;  ///< true outline
};
EvaluatedFilmCortex evaluate(const FilmCortexCase& cortex);

}  // namespace osteosign::evaluation
