#include "features/vertebra/cortex_limits.h"

#include <fmt/format.h>

#include <algorithm>

namespace osteosign {

std::string too_coarse_for_cortex(const CtVolume& ct, const ImageQuality& quality, const CortexLimits& limits,
                                  const std::string& what) {
  constexpr double tolerance = 1.05;  // of headers and rounding
  const Measured<double>& thickness = ct.acquisition.slice_thickness_mm;
  const double slices_mm = std::max(ct.grid.spacing_mm.z(), thickness.known() ? thickness.value() : 0.0);
  if (slices_mm > tolerance * limits.thickest_slices_mm)
    return fmt::format("slices of {:.1f} mm are too coarse for {}, {:.1f} mm are needed", slices_mm, what,
                       limits.thickest_slices_mm);
  const double pixel_mm = std::max(ct.grid.spacing_mm.x(), ct.grid.spacing_mm.y());
  if (pixel_mm > tolerance * limits.thickest_slices_mm)
    return fmt::format("pixels of {:.1f} mm are too coarse for {}", pixel_mm, what);
  const MeasuredQuantity& blur = quality.point_spread.in_plane_sigma_mm;
  if (blur.known() && blur.value().value > limits.widest_blur_mm)
    return fmt::format("a blur of {:.1f} mm is too wide for {}", blur.value().value, what);
  return {};
}

}  // namespace osteosign
