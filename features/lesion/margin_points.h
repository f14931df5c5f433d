#pragma once
#include <optional>
#include <vector>

#include "features/lesion/margin.h"
#include "features/shape/surface_points.h"

namespace osteosign {

/// What one group of rays shows.
struct MarginPoint {
  Eigen::Vector3d position_mm;
  std::optional<double> width_mm;  ///< none: no edge
  std::optional<double> rim_mm;    ///< none: no rim
};

/// What is seen round points of the surface that are spread by `group_spacing_mm`; nothing where there are
/// too few rays. Unknown when the point spread is.
Measured<std::vector<std::optional<MarginPoint>>> margin_points(const CtVolume& ct, const LesionBox& box,
                                                                const CtLesionOutline& outline,
                                                                const SurfacePoints& surface,
                                                                const ImageQuality& quality,
                                                                const MarginParameters& parameters);

}  // namespace osteosign
