#include "features/radiograph/spine/body/body_borders.h"

#include <Eigen/LU>
#include <algorithm>
#include <cmath>

namespace osteosign {
namespace {

/// An arch on the film; beyond its corners it goes on.
struct ArchOnFilm {
  EdgeStrip strip;
  SmoothBorder arch;

  Eigen::Vector2d at(double part) const { return strip.film_px(part, arch.at(part)); }
  Eigen::Vector2d direction(double part) const {
    constexpr double step = 0.01;
    return (at(part + step) - at(part - step)) / (2 * step);
  }
};

/// Where two arches meet, near the given ends of both, by Newton's steps.
Eigen::Vector2d meeting(const ArchOnFilm& plate, double plate_end, const ArchOnFilm& wall, double wall_end,
                        const Eigen::Vector2d& otherwise) {
  constexpr double farthest = 0.4;  // beyond an end or before it, of the length
  double on_plate = plate_end, on_wall = wall_end;
  for (int step = 0; step < 6; ++step) {
    Eigen::Matrix2d directions;
    directions << plate.direction(on_plate), -wall.direction(on_wall);
    const double sine = directions.determinant() / directions.col(0).norm() / directions.col(1).norm();
    if (std::abs(sine) < 0.5) return otherwise;
    const Eigen::Vector2d move = directions.inverse() * (wall.at(on_wall) - plate.at(on_plate));
    on_plate = std::clamp(on_plate + move.x(), plate_end - farthest, plate_end + farthest);
    on_wall = std::clamp(on_wall + move.y(), wall_end - farthest, wall_end + farthest);
  }
  const Eigen::Vector2d one = plate.at(on_plate), other = wall.at(on_wall);
  return (one - other).norm() < 2 ? Eigen::Vector2d((one + other) / 2) : otherwise;
}

/// How much denser the film is `reach` inwards of a place than as far outwards of it and than three times as
/// far inwards: a dense line that begins here. A film that gets denser all the way, as soft tissue does
/// towards the back and the diaphragm downwards, gives nothing.
double cortex_at(const EdgeStrip& strip, const SmoothedFilm& film, int row, int column, double reach) {
  const auto grey = [&](double away) { return film.at(strip.film_px(strip.part_of(row), column + away)); };
  return 2 * grey(reach) - grey(-reach) - grey(3 * reach);
}

BodyOnFilm refined_once(const SmoothedFilm& film, const BodyOnFilm& body, SpineView view, Corners corners) {
  const BodyBorders borders = borders_of(body, view, corners);
  const auto arch = [&](const BodyBorder& border) {
    const EdgeStrip strip = strip_along(border, body);
    return ArchOnFilm{strip, smooth_border(cortex_along(strip, film), strip.line(), border.habit)};
  };
  const ArchOnFilm superior = arch(borders.superior), inferior = arch(borders.inferior),
                   anterior = arch(borders.anterior), posterior = arch(borders.posterior);
  BodyOnFilm refined = body;
  refined.corners_px = {meeting(superior, 0, anterior, 0, body.corners_px[0]),
                        meeting(superior, 1, posterior, 0, body.corners_px[1]),
                        meeting(inferior, 1, posterior, 1, body.corners_px[2]),
                        meeting(inferior, 0, anterior, 1, body.corners_px[3])};
  return refined;
}

}  // namespace

BodyBorders borders_of(const BodyOnFilm& body, SpineView view, Corners corners) {
  using enum BodyCorner;
  const double height = body.height_px() / body.depth_px();  // in depths of the body
  const bool rough = corners == Corners::rough, frontal = view == SpineView::frontal;
  const double columns = EdgeStrip::columns_of_depth;
  // Chosen on cast films of seeds below 1000, the panels of EVALUATION 25 and the two frontal lumbar films.
  const StripReach plate =
      rough ? StripReach{0.18 * height, 0.42 * height} : StripReach{0.12 * height, 0.16 * height};
  const BorderHabit plate_habit{(rough ? 0.1 : 0.06) * height * columns, 4, 5, -6, 16};
  const StripReach wall = rough ? StripReach{0.22, 0.2} : StripReach{0.2, 0.14};
  const double corner_spread = rough ? 7.0 : 4.0;
  // The front is hollow, the back is flat and may bulge, the sides of a body have a waist.
  const BorderHabit front_habit{corner_spread, 3, 5, -6, 12}, back_habit{corner_spread, 1, 6, -14, 10},
      side_habit{corner_spread, 4, 5, -6, 14};
  return {{anterior_superior, posterior_superior, plate, plate_habit},
          {anterior_inferior, posterior_inferior, plate, plate_habit},
          {anterior_superior, anterior_inferior, wall, frontal ? side_habit : front_habit},
          {posterior_superior, posterior_inferior, wall, frontal ? side_habit : back_habit}};
}

EdgeStrip strip_along(const BodyBorder& border, const BodyOnFilm& body) {
  return {body.corner(border.from), body.corner(border.to), body.centre_px(), body.depth_px(), border.reach};
}

cv::Mat1f cortex_along(const EdgeStrip& strip, const SmoothedFilm& film) {
  constexpr double fine = 2, coarse = 5;  // columns
  constexpr float coarse_weight = 0.3F;
  cv::Mat1f evidence(EdgeStrip::rows, strip.columns());
  for (int row = 0; row < EdgeStrip::rows; ++row)
    for (int column = 0; column < strip.columns(); ++column)
      evidence(row, column) = static_cast<float>(cortex_at(strip, film, row, column, fine)) +
                              coarse_weight * static_cast<float>(cortex_at(strip, film, row, column, coarse));
  return evidence;
}

BodyOnFilm with_refined_corners(const Radiograph& film, const BodyOnFilm& body, SpineView view) {
  if (is_cut(film, body)) return body;
  const SmoothedFilm smoothed(film, body);
  // The endplates of a frontal film were looked for along the whole column: only their ends are off.
  const Corners found = view == SpineView::frontal ? Corners::refined : Corners::rough;
  const BodyOnFilm once = refined_once(smoothed, body, view, found);
  return refined_once(smoothed, once, view, Corners::refined);
}

}  // namespace osteosign
