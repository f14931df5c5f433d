#pragma once
#include <vector>

#include "features/radiograph/spine/spine_on_film.h"

namespace osteosign {

/// Where the column of vertebrae runs on a film.
struct ColumnMidline {
  std::vector<Eigen::Vector2d>
      points_px;        ///< from the upper end to the lower one, a fixed step of rows apart
  double width_px = 0;  ///< of the bodies, one for the whole film
};

/// The strip that stands out from both of its sides, by density and by fine structure (methods B8.1.1): the
/// best path of a fixed width from the upper edge of the film to the lower one by dynamic programming, of
/// which the part is kept that stands out. Unknown when no part does, or the film is smaller than 64 pixels.
Measured<ColumnMidline> find_column_midline(const Radiograph& film, const FilmSpineParameters& parameters);

}  // namespace osteosign
