#pragma once
#include <optional>

namespace osteosign {

/// What the bone round a place lets expect of it.
struct LocalExpectation {
  double hu;
  double spread_below_hu;  ///< of healthy bone there, as the standard deviation of a normal distribution
  double spread_above_hu;
};

/// What to expect of a block of coarse bone (coarse_bone.h). Same blocks, several answers: the bone round it
/// (local_density.h), the shaft above and below it (along_shaft.h).
class DensityExpectation {
 public:
  virtual ~DensityExpectation() = default;
  /// Nothing outside of bone or where nothing tells.
  virtual std::optional<LocalExpectation> at(int x, int y, int z) const = 0;
};

}  // namespace osteosign
