#pragma once
#include <optional>

#include "features/vertebra/wall_field.h"
#include "io/values/quantity.h"

namespace osteosign {

/// The largest gap of a wall.
struct WallBreach {
  MeasuredQuantity area = Unknown{"not measured"};
  std::optional<Eigen::Vector3d> middle_local_mm;  ///< of the gap, when there is one
};

/// A gap is a patch without cortex through which soft tissue passes, and what is connected to it with less
/// than half of the cortex round it (methods A9.1.5, A5.3). The window of the basivertebral vein is left out;
/// so are 2 mm beside the endplates, where the wall is round. Unknown when the cortex varies too much from
/// place to place, from noise or by nature, for a gap to stand out.
WallBreach measure_breach(const WallField& field, const PosteriorWallParameters& parameters);

}  // namespace osteosign
