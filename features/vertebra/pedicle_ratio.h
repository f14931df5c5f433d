#pragma once
#include <optional>
#include <vector>

#include "io/values/quantity.h"

namespace osteosign {

/// One size of the pedicles of a level, volume or area, for the comparison between sides and levels.
struct PedicleSizes {
  int level = 0;  ///< counts caudally
  MeasuredQuantity left = Unknown{"not measured"};
  MeasuredQuantity right = Unknown{"not measured"};
  bool left_tells = false;  ///< whether it is whole enough for others to be compared with it
  bool right_tells = false;
};

/// Size of each pedicle over what is expected: the median, in logarithms, of the other side and of both
/// sides of the levels up to two away, moved to the level along their trend (methods A9.3).
struct PedicleRatios {
  MeasuredQuantity left = Unknown{"not measured"};
  MeasuredQuantity right = Unknown{"not measured"};
};
std::vector<PedicleRatios> pedicle_ratios(const std::vector<PedicleSizes>& levels);

}  // namespace osteosign
