#pragma once
#include "features/radiograph/pixel_box.h"
#include "io/images/radiograph.h"
#include "sample_data/phantom/draw.h"
#include "sample_data/phantom/film_exposure.h"
#include "sample_data/phantom/film_truth.h"

namespace osteosign::evaluation {

/// What a random film of a shaft is drawn from.
struct ShaftView {
  double finest_pixel_mm, coarsest_pixel_mm;
  double most_turn_deg, most_tilt_deg;
  double width_in_radii;  ///< of the film; it is nine radii high
};
phantom::FilmExposure random_exposure(int seed, double radius_mm, const ShaftView& view,
                                      phantom::Draw& chance);

/// The box of a lesion, a fifth wider and higher on each side.
PixelBox loose_box(const phantom::FilmLesionTruth& lesion, const Radiograph& film);

}  // namespace osteosign::evaluation
