#pragma once
#include "features/radiograph/soft_tissue/film_soft_tissue.h"
#include "sample_data/phantom/phantom_film.h"

namespace osteosign::evaluation {

/// What the soft tissue beside the bone is like. `even`: a limb that tapers; `belly`: with a muscle that
/// bulges over a length of 5 to 15 cm. With a mass: `pushing`, most of what it displaces is pushed straight
/// outward; `yielding`, less than half; `ossified`, it is denser than muscle besides.
enum class FilmSoftTissueKind { even, belly, pushing, yielding, ossified };
const char* name(FilmSoftTissueKind kind);
bool has_mass(FilmSoftTissueKind kind);

/// A shaft with a lytic lesion in a limb, on a film that shows the skin of both sides, or of one.
struct FilmSoftTissueCase {
  FilmSoftTissueKind kind;
  phantom::BonePhantom phantom;
  phantom::FilmExposure exposure;
};

/// Everything that is random follows from the seed; the kind goes round with it.
FilmSoftTissueCase random_film_soft_tissue_case(int seed);

/// How far the mass pushes the border of the shadow of the limb out along 0.7 widths of the bone, in them.
double true_bulge_to_width(const FilmSoftTissueCase& one);

struct EvaluatedFilmSoftTissue {
  double true_bulge_to_width = 0;
  double mass_to_width = 0;  ///< thickness of the mass
  FilmSoftTissue found;      ///< outline given, bone traced
};
EvaluatedFilmSoftTissue evaluate(const FilmSoftTissueCase& one);

}  // namespace osteosign::evaluation
