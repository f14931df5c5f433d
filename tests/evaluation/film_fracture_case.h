#pragma once
#include "features/radiograph/fracture/film_fracture_line.h"
#include "sample_data/phantom/phantom_film.h"

namespace osteosign::evaluation {

/// What is wrong with the bone beside the lesion of a film; only the first two are fractures.
enum class FilmFractureKind { gap, displaced, intact, holed, lost_cortex, scalloped, new_bone };
const char* name(FilmFractureKind kind);
inline bool is_broken(FilmFractureKind kind) {
  return kind == FilmFractureKind::gap || kind == FilmFractureKind::displaced;
}

/// A shaft with a lytic lesion, radiographed; a fracture through it or near it, or none.
struct FilmFractureCase {
  FilmFractureKind kind;
  phantom::BonePhantom phantom;
  phantom::FilmExposure exposure;
};

/// Everything that is random follows from the seed; the kind goes round with it. Gaps of 0.3 to 2 mm, leaning
/// by up to 45 degrees, shifted by up to 3 mm; the rays meet them at up to 12 degrees.
FilmFractureCase random_film_fracture_case(int seed);

/// As users get it: the bone traced by its own edges; lesion outlined in a loose box, and the true mask.
struct EvaluatedFilmFracture {
  std::optional<phantom::FilmFractureTruth> truth;
  FilmFractureLine from_box, from_mask;
  double off_line_px = 0;  ///< mean distance of the line that was measured from the true one, true mask
};
EvaluatedFilmFracture evaluate(const FilmFractureCase& made);

}  // namespace osteosign::evaluation
