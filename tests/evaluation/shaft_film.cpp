#include "tests/evaluation/shaft_film.h"

#include <algorithm>
#include <cmath>

namespace osteosign::evaluation {

phantom::FilmExposure random_exposure(int seed, double radius_mm, const ShaftView& view,
                                      phantom::Draw& chance) {
  phantom::FilmExposure film;
  film.pixel_mm = chance.between(view.finest_pixel_mm, view.coarsest_pixel_mm);
  film.source_detector_mm = chance.between(1000, 1500);
  film.source_object_mm = film.source_detector_mm / chance.between(1.04, 1.25);
  film.turn_deg = chance.between(-view.most_turn_deg, view.most_turn_deg);
  film.tilt_deg = chance.between(-view.most_tilt_deg, view.most_tilt_deg);
  film.quanta_per_pixel = std::exp(chance.between(std::log(1500.0), std::log(20000.0)));
  film.detector_sigma_mm = chance.between(0.1, 0.22);
  film.focal_spot_mm = chance.between(0.6, 1.2);
  film.scatter_to_primary = chance.between(0, 0.5);
  film.columns = static_cast<int>(view.width_in_radii * radius_mm / film.pixel_mm);
  film.rows = static_cast<int>(9 * radius_mm / film.pixel_mm);
  film.seed = seed;
  return film;
}

PixelBox loose_box(const phantom::FilmLesionTruth& lesion, const Radiograph& film) {
  constexpr double looseness = 0.2;
  const auto [c0, r0, c1, r1] = lesion.box;
  const int wider = static_cast<int>(looseness * (c1 - c0)), higher = static_cast<int>(looseness * (r1 - r0));
  return {std::max(0, c0 - wider), std::max(0, r0 - higher), std::min(film.columns - 1, c1 + wider),
          std::min(film.rows - 1, r1 + higher)};
}

}  // namespace osteosign::evaluation
