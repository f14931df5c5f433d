#pragma once
#include <vector>

#include "features/profile/profile.h"
#include "features/vertebra/wall_grid.h"
#include "io/images/ct_volume.h"

namespace osteosign {

/// What a point of the wall's grid looks like from the canal.
struct WallRay {
  Profile profile;   ///< over the way to the front in the vertebra's frame: its position is minus local y
  double start = 0;  ///< position of the middle of the canal
};

/// Native HU along rays that run forward from behind the middle of the canal, each pooled with those
/// to the left and right. A profile is empty where the canal does not reach or the volume ends.
std::vector<WallRay> wall_rays(const CtVolume& ct, const VertebraFrame& frame, const CanalLine& canal,
                               const WallGrid& grid);

}  // namespace osteosign
