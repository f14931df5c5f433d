#include "tests/evaluation/film_lateral_case.h"

#include <algorithm>
#include <array>

namespace osteosign::evaluation {
namespace {

using phantom::SpineSign;

constexpr std::array<SpineSign, 10> shown{
    SpineSign::bulge,       SpineSign::anterior_loss, SpineSign::none,         SpineSign::middle_loss,
    SpineSign::crush_loss,  SpineSign::bulge,         SpineSign::retropulsion, SpineSign::anterior_loss,
    SpineSign::osteophytes, SpineSign::osteoporosis};

/// The same film with the patient turned round: the front at the other edge.
void turn_round(CastLateralFilm& cast) {
  Radiograph& film = cast.film;
  for (int row = 0; row < film.rows; ++row) {
    const auto first = film.pixels.begin() + static_cast<std::ptrdiff_t>(row) * film.columns;
    std::reverse(first, first + film.columns);
  }
  film.orientation = std::string("P\\F");
  film.view = std::string("RL");
  for (phantom::VertebraOnFilm& vertebra : cast.truth)
    for (Eigen::Vector2d* point :
         {&vertebra.centre, &vertebra.anterior_superior, &vertebra.posterior_superior,
          &vertebra.anterior_inferior, &vertebra.posterior_inferior})
      point->x() = film.columns - 1 - point->x();
}

/// How far the wall stands behind its chord at the midline, at most; below 0 where it is hollow.
double bulge_of(const phantom::VertebralBody& body) {
  const double top_mm = body.superior_mm(0, body.back_mm()), bottom_mm = body.inferior_mm(0, body.back_mm());
  double most_mm = -1e9;
  constexpr int steps = 40;
  for (int step = 8; step <= 32; ++step) {
    const double z_mm = bottom_mm + (top_mm - bottom_mm) * step / steps;
    most_mm = std::max(most_mm, body.wall_mm(0, z_mm) - body.chord_mm(0));
  }
  return most_mm;
}

}  // namespace

FilmLateralCase lateral_case(int seed) {
  const auto turn = static_cast<std::size_t>(seed);
  return {seed, shown[turn % shown.size()], 0.4 + 0.1 * static_cast<double>(turn * 7 % 6)};
}

CastLateralFilm cast_lateral_film(const FilmLateralCase& which) {
  phantom::RandomSpine spine = phantom::random_spine({.seed = static_cast<std::uint64_t>(which.seed),
                                                      .sign = which.sign,
                                                      .severity = which.severity,
                                                      .vertebrae = 7,
                                                      .lowest_level = 24});
  spine.scan.column_mm = spine.scan.row_mm = 0.8;
  spine.scan.increment_mm = spine.scan.slice_thickness_mm = 1;
  spine.scan.slices = 330;
  spine.scan.psf_sigma_mm = 0.5;
  spine.scan.noise_hu = spine.scan.pose_deg = 0;
  constexpr double half_width_mm = 95;
  const phantom::SpineCt scanned =
      phantom::scan_spine(spine.phantom, phantom::scan_of_trunk(spine.phantom, spine.scan, half_width_mm));
  phantom::FilmExposure exposure = phantom::trunk_exposure();
  exposure.seed = which.seed;
  exposure.pixel_mm = 0.3;
  exposure.ray_step_mm = 0.8;
  const phantom::FilmOfCt made = phantom::film_of_ct(scanned.ct, phantom::FilmView::lateral, exposure);
  CastLateralFilm cast{made.film, phantom::vertebrae_on_film(scanned, made), {}, {}, spine.vertebra - 1};
  for (const phantom::VertebraModel& vertebra : scanned.scene->column().vertebrae())
    cast.bulge_mm.push_back(bulge_of(vertebra.body));
  for (const phantom::VertebraOnFilm& vertebra : cast.truth)
    cast.signs.push_back(phantom::signs_of(spine.phantom, vertebra.number));
  if (which.sign == SpineSign::none || which.sign == SpineSign::osteophytes ||
      which.sign == SpineSign::osteoporosis)
    cast.signed_vertebra = -1;
  if (which.seed % 2 == 0) turn_round(cast);
  return cast;
}

}  // namespace osteosign::evaluation
