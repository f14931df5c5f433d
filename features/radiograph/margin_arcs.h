#pragma once
#include <optional>

#include "features/radiograph/lesion_margin.h"
#include "features/radiograph/outline_rays.h"

namespace osteosign {

/// The margin in one arc of the outline.
struct MarginArc {
  Eigen::Vector2d pixel;             ///< middle of the arc
  std::optional<double> width_px{};  ///< nothing where no edge could be fitted
  bool has_rim = false;
};

/// All arcs around an outline of the given radius (pixels), one after the other without overlap.
std::vector<MarginArc> measure_margin_arcs(const Radiograph& film, const RadiographField& field,
                                           const std::vector<OutlineRay>& rays, double radius_px,
                                           const RadiographMarginParameters& parameters);

}  // namespace osteosign
