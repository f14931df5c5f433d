#include "features/lesion/cortex_circumference.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

namespace osteosign {
namespace {

constexpr double slab_mm = 2;

}  // namespace

MeasuredQuantity involved_circumference(const CortexSurface& surface, const CortexBeside& cortex,
                                        const CortexParameters& parameters) {
  if (!surface.tube) return Unknown{"the bone is no tube here"};
  struct Slab {
    double involved_mm = 0;
    double radius_mm = 0;
  };
  std::map<int, Slab> slabs;
  for (const CortexPlace& place : cortex.places) {
    if (!place.beside || !place.seen.known()) continue;
    const Eigen::Vector3d p = surface.tube->in_frame(surface.points.positions_mm[place.point]);
    Slab& slab = slabs[static_cast<int>(std::floor(p.z() / slab_mm))];
    slab.radius_mm = std::max(slab.radius_mm, surface.tube->coefficients.row(0).mean());
    const Estimate& mass = place.seen.value().mass_mm;
    if (mass.value + mass.sd < parameters.cortex_thinned_ratio * place.before.mass_mm)
      slab.involved_mm += surface.points.areas_mm2[place.point] / slab_mm;
  }
  double share = 0;
  for (const auto& [number, slab] : slabs)
    share = std::max(share, slab.involved_mm / (2 * std::numbers::pi * slab.radius_mm));
  return Quantity{std::min(1.0, share),
                  Unit::fraction,
                  {},
                  fmt::format("mass below {:.2f} of the reference", parameters.cortex_thinned_ratio)};
}

}  // namespace osteosign
