#pragma once
#include <optional>

#include "features/radiograph/femur/square_film.h"
#include "pipeline/film_analysis.h"
#include "pipeline/parameters.h"

namespace osteosign {

/// Adds to the lesions of a film those that nobody pointed at, outlined by the same grey values as one that
/// was, with a note on each, and says what was searched or why nothing was. `femur_film` is the film as the
/// networks see it, nothing where it shows no femur: they were learned on femora alone.
void add_film_candidates(const Radiograph& film, const std::optional<SquareFilm>& femur_film,
                         const Parameters& parameters, FilmAnalysis& analysis);

}  // namespace osteosign
