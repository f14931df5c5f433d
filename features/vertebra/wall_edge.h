#pragma once
#include <optional>

#include "features/vertebra/wall_parameters.h"
#include "features/vertebra/wall_rays.h"

namespace osteosign {

enum class WallSight {
  hidden,   ///< the ray does not start in the canal, or the volume ends: nothing can be said
  open,     ///< soft tissue as far as the ray goes, or no edge that a fit explains
  bridged,  ///< open, between places where the wall was seen
  seen      ///< an edge of bone
};

/// Where a ray from the canal meets the posterior wall.
struct WallEdge {
  WallSight sight = WallSight::hidden;
  double position = 0;              ///< of the canal's side of the wall, as in WallRay
  std::optional<double> blur_mm{};  ///< standard deviation that the fit of a shell gave, or was told
};

/// The first rise from the canal to bone; its place is that of the near side of a shell of compact bone
/// fitted round it with the known blur, or of a plain edge where there is no shell (methods A9.1, A5.1).
WallEdge find_wall_edge(const WallRay& ray, const std::optional<double>& blur_mm,
                        const PosteriorWallParameters& parameters);

}  // namespace osteosign
