#include "tests/evaluation/film_spine.h"

namespace osteosign::evaluation {

phantom::SpineCt scanned_for_films(phantom::RandomSpine spine) {
  spine.scan.column_mm = spine.scan.row_mm = 0.8;
  spine.scan.increment_mm = spine.scan.slice_thickness_mm = 1;
  spine.scan.slices = 330;
  spine.scan.psf_sigma_mm = 0.5;
  spine.scan.noise_hu = spine.scan.pose_deg = 0;
  constexpr double half_width_mm = 95;
  return phantom::scan_spine(spine.phantom, phantom::scan_of_trunk(spine.phantom, spine.scan, half_width_mm));
}

phantom::FilmOfCt cast_film(const phantom::SpineCt& scanned, phantom::FilmView view, int seed) {
  phantom::FilmExposure exposure = phantom::trunk_exposure();
  exposure.seed = seed;
  exposure.pixel_mm = 0.3;
  exposure.ray_step_mm = 0.8;
  return phantom::film_of_ct(scanned.ct, view, exposure);
}

}  // namespace osteosign::evaluation
