#pragma once
#include <vector>

#include "sample_data/phantom/spine/film_of_spine.h"
#include "sample_data/phantom/spine/random_spine.h"
#include "sample_data/phantom/spine/spine_layout.h"

namespace osteosign::evaluation {

/// A lateral film of seven vertebrae down to L5 with one sign; the front of the patient lies at the left edge
/// on films of even seed.
struct FilmLateralCase {
  int seed = 1;
  phantom::SpineSign sign = phantom::SpineSign::none;
  double severity = 0;
};

/// The case of a seed: the signs of lateral films by turns, of random severity.
FilmLateralCase lateral_case(int seed);

/// The film and where its vertebrae lie, from cranial to caudal.
struct CastLateralFilm {
  Radiograph film;
  std::vector<phantom::VertebraOnFilm> truth;
  /// Of each wall in the middle of the body, in the patient: how far it stands behind the chord between its
  /// own upper and lower edge. A corner that was pushed back takes the chord with it, as on the film.
  std::vector<double> bulge_mm;
  /// Between the straight lines through 10 to 90 % of the endplates in the middle of the body, where the film
  /// shows them; positive when lower in front. The line between the corners is another one where an endplate
  /// has a kink: behind a wedge it is level again.
  std::vector<double> wedge_deg;
  std::vector<phantom::VertebraSigns> signs;
  int signed_vertebra = 0;  ///< place in `truth` of the vertebra with the sign; -1 when all have it
};

CastLateralFilm cast_lateral_film(const FilmLateralCase& which);

}  // namespace osteosign::evaluation
