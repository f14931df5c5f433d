#pragma once
#include <string>
#include <vector>

#include "features/radiograph/femur/femur_on_film.h"
#include "features/radiograph/femur/search_network.h"
#include "features/radiograph/radiograph_field.h"
#include "features/values/lesion.h"
#include "io/values/described.h"
#include "io/values/measured.h"

namespace osteosign {

struct FilmSearchParameters {
  int most_candidates = 2;
  double least_confidence = 0.085;
  double beside_bone_to_half_width = 0.5;
};

template <class Visitor>
void describe(FilmSearchParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"most_candidates", "at most this many candidates of a film are reported",
                             "chosen: more are no help to a reader", 1, 100},
        p.most_candidates);
  visit(
      ParameterDescription{"least_confidence", "less sure candidates are left out",
                           "chosen for half a false candidate a film on patients left out, see EVALUATION 10",
                           0, 1},
      p.least_confidence);
  visit(
      ParameterDescription{"beside_bone_to_half_width",
                           "candidates farther from the femur than this part of half its width are left out",
                           "chosen: what lies on the surface of the bone touches it", 0, 10},
      p.beside_bone_to_half_width);
}

/// A region of a film that looks like a lesion though nobody pointed at it.
struct FilmCandidate {
  RadiographLesionOutline place;  ///< as far as the network tells it; grey values draw the border
  double confidence = 0;          ///< share of such regions that were lesions, patients left out
};

/// Regions that the network takes for lesions, by falling confidence.
/// Definition: the map is smoothed by one cell; the highest cell and what hangs together with it at 0.4 of
/// its height or more is a region, holes filled; then the same with what is left beyond three cells from the
/// regions before. The confidence is a logistic function of height and size, learned on patients that the
/// network had not seen. Left out: regions farther from the femur than the parameter says, those of little
/// confidence, and those that are not on usable film.
std::vector<FilmCandidate> film_candidates(const LesionMap& seen, const SquareFilm& film,
                                           const FemurOnFilm& femur, const RadiographField& field,
                                           const FilmSearchParameters& parameters);

}  // namespace osteosign
