#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "features/shape/tubular_surface.h"
#include "io/images/ct_volume.h"

namespace osteosign {

/// The cortex of a tube unrolled: how dense it is at its densest depth, over the way round the bone and the
/// way along it. A canal within the cortex leaves dense bone above or below it, a gap through it does not.
struct UnrolledCortex {
  int columns = 0;  ///< round the bone; the last one lies beside the first
  int rows = 0;     ///< along it
  double column_mm = 0;
  double row_mm = 0;
  double first_row_mm = 0;  ///< along the axis of the tube
  std::vector<float> hu;
  std::vector<std::uint8_t> seen;  ///< 0 where the ray leaves the volume, and no density is there

  std::size_t index(int column, int row) const {
    return static_cast<std::size_t>(row * columns + (column % columns + columns) % columns);
  }
  /// Between four cells; nothing beyond the ends and where one of them was not seen.
  std::optional<double> between(double column, double row) const;
};

/// Rays from 3 mm outside of the surface to 3 mm inside of the cortex, pooled over half of its thickness.
UnrolledCortex unroll_cortex(const CtVolume& ct, const TubularSurface& tube, double thickness_mm);

}  // namespace osteosign
