#pragma once
#include <array>
#include <vector>

#include "sample_data/phantom/spine/film_of_spine.h"
#include "sample_data/phantom/spine/random_spine.h"

namespace osteosign::evaluation {

/// A sign and the severities from which to which it is made.
struct ShownSign {
  phantom::SpineSign sign;
  double least_severity, largest_severity;
};

/// A film and the vertebrae in truth, from cranial to caudal.
struct CastFilm {
  Radiograph film;
  std::vector<phantom::VertebraOnFilm> truth;
};

/// The same spine from the front and from the side.
struct CastSpine {
  const ShownSign* shows = nullptr;
  int signed_number = 0;  ///< of the vertebra with the sign
  std::array<CastFilm, 2> films;
};

/// The spine of a seed: the signs by turns, of random severity, in seven vertebrae down to L5.
CastSpine cast_spine(int seed);

}  // namespace osteosign::evaluation
