#pragma once
#include <optional>

#include "features/radiograph/femur/square_film.h"
#include "pipeline/film_analysis.h"
#include "pipeline/parameters.h"

namespace osteosign {

/// Finds lesions of a film on which nobody pointed at one, outlined by the same grey values as one that was
/// pointed at, with a note on each, and says what was searched or why nothing was. Beside marked lesions
/// there is no search: most candidates are none, and one that is not sure takes away a benign conclusion.
/// `femur_film` is the film as the networks see it, nothing where it shows no femur: they know femora alone.
void add_film_candidates(const Radiograph& film, const std::optional<SquareFilm>& femur_film,
                         const Parameters& parameters, FilmAnalysis& analysis);

}  // namespace osteosign
