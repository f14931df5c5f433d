#pragma once
#include <vector>

#include "features/radiograph/fracture/bone_strip.h"

namespace osteosign {

/// Spreads that one place may count for.
constexpr float darkest_spreads = 4, brightest_spreads = -3;

/// How dark each place of the bone of a strip is, for lines of one half width; columns of the bone alone.
struct Darkness {
  cv::Mat1f spreads;           ///< against the same column elsewhere, cut off at the limits above
  cv::Mat1b judged;            ///< 0 where the lesion, anything else or the end of the strip hides it
  std::vector<double> spread;  ///< of each column, as a part of the contrast; 0 where it is not judged
};

/// Contrast that is lost against the darker of the two sides along the bone, by that of both sides: a valley,
/// steps of brightness have none. In robust spreads of what the rows `elsewhere` show. `sigma` in rows.
Darkness darkness_of(const BoneStrip& strip, double sigma, const std::vector<int>& elsewhere);

}  // namespace osteosign
