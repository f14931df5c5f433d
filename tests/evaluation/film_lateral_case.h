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
  std::vector<double> bulge_mm;  ///< of the wall behind its chord in the middle of the body, in the patient
  std::vector<phantom::VertebraSigns> signs;
  int signed_vertebra = 0;  ///< place in `truth` of the vertebra with the sign; -1 when all have it
};

CastLateralFilm cast_lateral_film(const FilmLateralCase& which);

}  // namespace osteosign::evaluation
