#pragma once
#include <vector>

#include "features/radiograph/spine/body/body_on_film.h"
#include "features/radiograph/spine/lateral/lateral_network.h"

namespace osteosign {

/// The bodies on a lateral film, from the upper end to the lower one. Every cell of a body votes for the
/// middle of the corners that it sees; each peak of the votes is a body, its corners the means of what its
/// voters see, moved to the peak of corner likeness near by. The film is asked twice: as a whole, and the
/// part that holds the column, enlarged. Empty when nothing is likelier a body than not.
std::vector<BodyOnFilm> bodies_on_film(const Radiograph& film);

/// The bodies of one answer; of its own here so that it can be tested with answers made up.
std::vector<BodyOnFilm> bodies_of_answer(const LateralAnswer& answer, const SquareFilm& film);

}  // namespace osteosign
