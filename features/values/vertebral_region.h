#pragma once
#include <cstdint>
#include <string>

#include "features/values/lesion.h"

namespace osteosign {

/// A region of a vertebra that is not as dense as its other vertebrae let expect.
struct VertebralRegion {
  std::uint16_t label = 0;  ///< of the vertebra, in Spine::vertebrae
  DensityClass density = DensityClass::lytic;
  CtLesionOutline outline;
  double volume_mm3 = 0;
  double median_hu = 0;           ///< of its core
  double expected_hu = 0;         ///< median over the region
  double limit_hu = 0;            ///< difference from that at which it would just be seen
  double wide_drop_in_sd = 0;     ///< largest difference at the width of a lesion, in spreads of the texture
  double share_in_body = 1;       ///< the rest lies in pedicles and arch
  std::string explained_by = {};  ///< why it is no lesion; empty when nothing explains it
};

}  // namespace osteosign
