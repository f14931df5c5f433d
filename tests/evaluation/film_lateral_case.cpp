#include "tests/evaluation/film_lateral_case.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "tests/evaluation/film_spine.h"

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

double bulge_of(const phantom::VertebralBody& body) {
  const double top_mm = body.superior_mm(0, body.back_mm()), bottom_mm = body.inferior_mm(0, body.back_mm());
  const double edge_above_mm = body.wall_mm(0, top_mm), edge_below_mm = body.wall_mm(0, bottom_mm);
  double most_mm = -1e9;
  constexpr int steps = 40;
  for (int step = 8; step <= 32; ++step) {
    const double part = static_cast<double>(step) / steps;
    const double chord_mm = edge_below_mm + (edge_above_mm - edge_below_mm) * part;
    most_mm = std::max(most_mm, body.wall_mm(0, bottom_mm + (top_mm - bottom_mm) * part) - chord_mm);
  }
  return most_mm;
}

/// Slope of the straight line through points, `u` across.
double slope_of(const std::vector<Eigen::Vector2d>& points) {
  Eigen::Vector2d mean = Eigen::Vector2d::Zero();
  for (const Eigen::Vector2d& point : points) mean += point / static_cast<double>(points.size());
  double uu = 0, uv = 0;
  for (const Eigen::Vector2d& point : points) {
    uu += (point.x() - mean.x()) * (point.x() - mean.x());
    uv += (point.x() - mean.x()) * (point.y() - mean.y());
  }
  return uv / uu;
}

double wedge_of(const phantom::VertebraModel& vertebra, const phantom::SpineCt& scanned,
                const phantom::FilmOfCt& made) {
  const phantom::VertebralBody& body = vertebra.body;
  const auto pixel_of = [&](double y_mm, double z_mm) {
    return made.pixel_of(scanned.patient_from_phantom * vertebra.placed.phantom_from_local *
                         Eigen::Vector3d(0, y_mm, z_mm));
  };
  const Eigen::Vector2d back = (pixel_of(body.back_mm(), 0) - pixel_of(body.front_mm(), 0)).normalized();
  Eigen::Vector2d down(-back.y(), back.x());
  if (down.dot(pixel_of(0, -1) - pixel_of(0, 1)) < 0) down = -down;
  std::vector<Eigen::Vector2d> upper, lower;
  constexpr int steps = 40;
  for (int step = 4; step <= 36; ++step) {
    const double y_mm = body.front_mm() + (body.back_mm() - body.front_mm()) * step / steps;
    const Eigen::Vector2d above = pixel_of(y_mm, body.superior_mm(0, y_mm)),
                          below = pixel_of(y_mm, body.inferior_mm(0, y_mm));
    upper.emplace_back(above.dot(back), above.dot(down));
    lower.emplace_back(below.dot(back), below.dot(down));
  }
  return (std::atan(slope_of(lower)) - std::atan(slope_of(upper))) * 180 / std::numbers::pi;
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
  const phantom::SpineCt scanned = scanned_for_films(spine);
  const phantom::FilmOfCt made = cast_film(scanned, phantom::FilmView::lateral, which.seed);
  CastLateralFilm cast{made.film, phantom::vertebrae_on_film(scanned, made), {}, {}, {}, spine.vertebra - 1};
  for (const phantom::VertebraModel& vertebra : scanned.scene->column().vertebrae()) {
    cast.bulge_mm.push_back(bulge_of(vertebra.body));
    cast.wedge_deg.push_back(wedge_of(vertebra, scanned, made));
  }
  for (const phantom::VertebraOnFilm& vertebra : cast.truth)
    cast.signs.push_back(phantom::signs_of(spine.phantom, vertebra.number));
  if (which.sign == SpineSign::none || which.sign == SpineSign::osteophytes ||
      which.sign == SpineSign::osteoporosis)
    cast.signed_vertebra = -1;
  if (which.seed % 2 == 0) turn_round(cast);
  return cast;
}

}  // namespace osteosign::evaluation
