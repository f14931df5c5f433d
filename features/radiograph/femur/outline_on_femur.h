#pragma once
#include "features/radiograph/femur/lesion_network.h"
#include "features/radiograph/radiograph_field.h"
#include "features/values/lesion.h"
#include "io/values/measured.h"

namespace osteosign {

/// The lesion by its probability on the grid of a film.
/// Definition: of all sets of the likeliest cells the one whose expected Dice coefficient with the truth is
/// highest (twice the sum of its probabilities over its size plus the sum of all; Lipton et al., ECML PKDD
/// 2014), on the pixels of the film; of it the region that holds the click, or that is nearest to it, with
/// its holes filled, as far as the film is usable. No limit was chosen. Unknown when: no cell is likelier
/// than 2 % or nothing usable is left; the region is farther from the click than its own radius (that of a
/// disc of the same area).
Measured<RadiographLesionOutline> outline_of_probability(const LesionProbability& seen,
                                                         const SquareFilm& film, const RadiographField& field,
                                                         const Eigen::Vector2d& click_px);

/// The lesion round a pixel (column, row) of a film of the femur, by the network. Unknown when the pixel is
/// not on usable film, and for the reasons above.
Measured<RadiographLesionOutline> outline_on_femur(const SquareFilm& film, const RadiographField& field,
                                                   const Eigen::Vector2d& click_px);

}  // namespace osteosign
