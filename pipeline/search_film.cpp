#include "pipeline/search_film.h"

#include <fmt/format.h>

#include <algorithm>

#include "features/radiograph/femur/lesion_search.h"
#include "features/radiograph/outline_from_seed.h"

namespace osteosign {
namespace {

bool share_a_pixel(const RadiographLesionOutline& one, const RadiographLesionOutline& other) {
  for (std::size_t pixel = 0; pixel < one.inside.size(); ++pixel)
    if (one.inside[pixel] != 0 && other.inside[pixel] != 0) return true;
  return false;
}

/// Whether a candidate is one of the lesions that were given.
bool is_given(const RadiographLesionOutline& candidate, const std::vector<FilmLesion>& given) {
  return std::ranges::any_of(given, [&](const FilmLesion& lesion) {
    if (lesion.outline.known()) return share_a_pixel(candidate, lesion.outline.value());
    const auto column = static_cast<int>(lesion.marked.centre_column()),
               row = static_cast<int>(lesion.marked.centre_row());
    return column >= 0 && row >= 0 && column < candidate.columns && row < candidate.rows &&
           candidate.inside[static_cast<std::size_t>(row) * candidate.columns + column] != 0;
  });
}

Measured<std::string> what_is_searched(const std::optional<SquareFilm>& femur_film,
                                       const Measured<FemurOnFilm>& femur, const Parameters& parameters) {
  if (parameters.candidates.search == 0) return Unknown{"the search for lesions is switched off"};
  if (!femur_film) return Unknown{"radiographs of other bones than the femur are not searched for lesions"};
  if (!femur.known()) return femur.unknown();
  return std::string("the femur and its surface on the radiograph");
}

}  // namespace

void add_film_candidates(const Radiograph& film, const std::optional<SquareFilm>& femur_film,
                         const Parameters& parameters, FilmAnalysis& analysis) {
  analysis.searched = what_is_searched(femur_film, analysis.femur, parameters);
  if (!analysis.searched.known()) return;
  const std::vector<FilmLesion> given = analysis.lesions;
  for (const FilmCandidate& candidate :
       film_candidates(look_everywhere_for_lesions(*femur_film), *femur_film, analysis.femur.value(),
                       analysis.field, parameters.film_search)) {
    if (is_given(candidate.place, given)) continue;
    const Measured<RadiographLesionOutline> drawn =
        outline_at(candidate.place, film, analysis.field, parameters.film_outline.outline);
    RadiographLesionOutline outline = drawn.known() ? drawn.value() : candidate.place;
    outline.origin = LesionOrigin::candidate;
    if (is_given(outline, given)) continue;
    const PixelBox box = bounding_box(candidate.place);
    analysis.notes.push_back(fmt::format("candidate at column {:.0f}, row {:.0f}, confidence {:.2f}",
                                         box.centre_column(), box.centre_row(), candidate.confidence));
    FilmLesion lesion{LesionOrigin::candidate, box, std::move(outline)};
    lesion.confidence = candidate.confidence;
    analysis.lesions.push_back(std::move(lesion));
  }
}

}  // namespace osteosign
