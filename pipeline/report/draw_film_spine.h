#pragma once
#include <opencv2/core.hpp>

#include "features/values/spine_on_film.h"

namespace osteosign {

/// Draws the column of a film on its picture, `scale` picture pixels for one of the film: the midline and the
/// outline of each body with its number; on a frontal film the ellipses of the pedicles, on a lateral one the
/// traced endplates and the posterior wall with its chord and the point that lies farthest behind it.
void draw_film_spine(const SpineOnFilm& spine, double scale, cv::Mat3b& picture);

}  // namespace osteosign
