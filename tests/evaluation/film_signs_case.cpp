#include "tests/evaluation/film_signs_case.h"

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
  phantom::RandomSpine spine =
      phantom::random_spine({.seed = static_cast<std::uint64_t>(seed),
                             .sign = made.shows->sign,
                             .severity = made.shows->least_severity +
                                         part * (made.shows->largest_severity - made.shows->least_severity),
                             .vertebrae = 7,
                             .lowest_level = 24});
  made.signed_number = spine.vertebra;
  spine.scan.column_mm = spine.scan.row_mm = 0.8;
  spine.scan.increment_mm = spine.scan.slice_thickness_mm = 1;
  spine.scan.slices = 330;
  spine.scan.psf_sigma_mm = 0.5;
  spine.scan.noise_hu = spine.scan.pose_deg = 0;
  constexpr double half_width_mm = 95;
  const phantom::SpineCt scanned =
      phantom::scan_spine(spine.phantom, phantom::scan_of_trunk(spine.phantom, spine.scan, half_width_mm));
  for (const FilmView view : {FilmView::ap, FilmView::lateral}) {
    phantom::FilmExposure exposure = phantom::trunk_exposure();
    exposure.seed = seed;
    exposure.pixel_mm = 0.3;
    exposure.ray_step_mm = 0.8;
    const phantom::FilmOfCt film = phantom::film_of_ct(scanned.ct, view, exposure);
    made.films[view == FilmView::ap ? 0 : 1] = {film.film, phantom::vertebrae_on_film(scanned, film)};
  }
  return made;
}

}  // namespace osteosign::evaluation
