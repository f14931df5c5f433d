#include "pipeline/search_film.h"

#include <fmt/format.h>

#include "features/radiograph/femur/lesion_search.h"
#include "features/radiograph/outline_from_seed.h"

namespace osteosign {
namespace {

Measured<std::string> what_is_searched(const std::optional<SquareFilm>& femur_film,
                                       const FilmAnalysis& analysis, const Parameters& parameters) {
  if (parameters.candidates.search == 0) return Unknown{"the search for lesions is switched off"};
  if (!femur_film) return Unknown{"radiographs of other bones than the femur are not searched for lesions"};
  if (!analysis.lesions.empty())
    return Unknown{"a radiograph on which a lesion was marked is not searched for others"};
  if (!analysis.femur.known()) return analysis.femur.unknown();
  return std::string("the femur and its surface on the radiograph");
}

}  // namespace

void add_film_candidates(const Radiograph& film, const std::optional<SquareFilm>& femur_film,
                         const Parameters& parameters, FilmAnalysis& analysis) {
  analysis.searched = what_is_searched(femur_film, analysis, parameters);
  if (!analysis.searched.known()) return;
  for (const FilmCandidate& candidate :
       film_candidates(look_everywhere_for_lesions(*femur_film), *femur_film, analysis.femur.value(),
                       analysis.field, parameters.film_search)) {
    const Measured<RadiographLesionOutline> drawn =
        outline_at(candidate.place, film, analysis.field, parameters.film_outline.outline);
    RadiographLesionOutline outline = drawn.known() ? drawn.value() : candidate.place;
    outline.origin = LesionOrigin::candidate;
    const PixelBox box = bounding_box(candidate.place);
    analysis.notes.push_back(fmt::format("candidate at column {:.0f}, row {:.0f}, confidence {:.2f}",
                                         box.centre_column(), box.centre_row(), candidate.confidence));
    FilmLesion lesion{LesionOrigin::candidate, box, std::move(outline)};
    lesion.confidence = candidate.confidence;
    analysis.lesions.push_back(std::move(lesion));
  }
}

}  // namespace osteosign
