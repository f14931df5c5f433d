#include "tests/evaluation/film_signs_case.h"

#include "tests/evaluation/film_spine.h"

namespace osteosign::evaluation {
namespace {

using phantom::FilmView;
using phantom::SpineSign;

constexpr std::array<ShownSign, 10> shown{{{SpineSign::none, 0, 0},
                                           {SpineSign::lytic_body, 0.6, 1},
                                           {SpineSign::coronal_wedge, 0.5, 1},
                                           {SpineSign::patches, 0.6, 1},
                                           {SpineSign::osteoporosis, 0.5, 1},
                                           {SpineSign::holes, 0.6, 1},
                                           {SpineSign::crush_loss, 0.5, 0.8},
                                           {SpineSign::left_pedicle, 1, 1},
                                           {SpineSign::osteophytes, 0.5, 1},
                                           {SpineSign::bulge, 0.5, 1}}};

}  // namespace

CastSpine cast_spine(int seed) {
  CastSpine made;
  made.shows = &shown[static_cast<std::size_t>(seed) % shown.size()];
  const double part = static_cast<double>(seed / static_cast<int>(shown.size()) % 5) / 4;
  const phantom::RandomSpine spine =
      phantom::random_spine({.seed = static_cast<std::uint64_t>(seed),
                             .sign = made.shows->sign,
                             .severity = made.shows->least_severity +
                                         part * (made.shows->largest_severity - made.shows->least_severity),
                             .vertebrae = 7,
                             .lowest_level = 24});
  made.signed_number = spine.vertebra;
  const phantom::SpineCt scanned = scanned_for_films(spine);
  for (const FilmView view : {FilmView::ap, FilmView::lateral}) {
    const phantom::FilmOfCt film = cast_film(scanned, view, seed);
    made.films[view == FilmView::ap ? 0 : 1] = {film.film, phantom::vertebrae_on_film(scanned, film)};
  }
  return made;
}

}  // namespace osteosign::evaluation
