#pragma once
#include <vector>

#include "features/radiograph/radiograph_field.h"
#include "features/values/spine_on_film.h"
#include "io/images/radiograph.h"

namespace osteosign {

/// Draws the bodies of a frontal film and measures them, from the boxes that their pedicles let expect: each
/// outline becomes the corners where the borders of the body meet, and the heights at both sides, losses
/// against the neighbours, wedges, borders and grey values are filled in; the Cobb angle is that of the
/// smoothed tilts of all endplates (methods B8.1.2, B8.1.5). Left and right are those of the image. The
/// standard deviation of a height is at least 13 % of it, what cast films show. Each
/// outline must hold four corners, from the upper left one clockwise.
void measure_frontal_bodies(const Radiograph& film, const RadiographField& field, SpineOnFilm& spine);

}  // namespace osteosign
