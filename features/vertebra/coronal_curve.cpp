#include "features/vertebra/coronal_curve.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace osteosign {
namespace {

constexpr int fewest_vertebrae = 4;

/// Angle of an endplate against the patient's axial plane to the side; positive when its left side is higher.
double side_tilt_deg(const Endplate& plate) {
  return std::asin(std::clamp(-plate.normal.x(), -1.0, 1.0)) * 180 / std::numbers::pi;
}

/// Tilts of superior and inferior endplates in turn.
std::vector<std::optional<double>> tilts_of(const std::vector<VertebraGeometry>& geometries) {
  std::vector<std::optional<double>> tilts;
  for (const VertebraGeometry& geometry : geometries)
    for (const auto* plate : {&geometry.superior, &geometry.inferior}) {
      const Endplate* seen = plate->if_known();
      tilts.push_back(seen && geometry.depth_mm.known() ? std::optional(side_tilt_deg(*seen)) : std::nullopt);
    }
  return tilts;
}

double spread_deg(const std::vector<std::optional<double>>& tilts, const std::vector<double>& curve) {
  std::vector<double> off;
  for (std::size_t i = 0; i < tilts.size(); ++i)
    if (tilts[i]) off.push_back(std::abs(*tilts[i] - curve[i]));
  std::sort(off.begin(), off.end());
  return 1.4826 * off[off.size() / 2];
}

}  // namespace

CoronalCurve measure_coronal_curve(const std::vector<VertebraGeometry>& geometries,
                                   const LevelCurveParameters& parameters) {
  return coronal_curve_of(tilts_of(geometries), parameters);
}

CoronalCurve coronal_curve_of(const std::vector<std::optional<double>>& tilts,
                              const LevelCurveParameters& parameters) {
  std::vector<std::size_t> whole;
  for (std::size_t k = 0; 2 * k + 1 < tilts.size(); ++k)
    if (tilts[2 * k] && tilts[2 * k + 1]) whole.push_back(k);
  CoronalCurve result;
  if (whole.size() < fewest_vertebrae) {
    result.cobb = Unknown{"fewer than four vertebrae have both endplates"};
    return result;
  }
  const std::vector<double> curve = level_curve(tilts, parameters).value();
  double largest = -1;
  for (const std::size_t upper : whole)
    for (const std::size_t lower : whole) {
      if (lower <= upper) continue;
      const double angle = std::abs(curve[2 * upper] - curve[2 * lower + 1]);
      if (angle <= largest) continue;
      largest = angle;
      result.upper_end = upper;
      result.lower_end = lower;
    }
  result.cobb = Quantity{largest, Unit::degree, spread_deg(tilts, curve),
                         "smoothed tilts of " + std::to_string(2 * whole.size()) + " endplates"};
  return result;
}

}  // namespace osteosign
