#include "features/vertebra/wedge.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace osteosign {
namespace {

/// Rise of a plane along one axis of the vertebra's frame, as an angle.
double tilt_deg(const VertebraGeometry& geometry, const Endplate& plate, int axis) {
  const Eigen::Vector3d normal = geometry.frame.axes.transpose() * plate.normal;
  return std::atan2(-normal[axis], normal.z()) * 180 / std::numbers::pi;
}

using Wedges = std::vector<std::optional<double>>;

int known_near(const Wedges& wedges, int k) {
  constexpr int reach = 3;
  int known = 0;
  for (int j = std::max(0, k - reach); j <= std::min(static_cast<int>(wedges.size()) - 1, k + reach); ++j)
    if (j != k && wedges[static_cast<std::size_t>(j)]) ++known;
  return known;
}

Measured<double> residual_at(Wedges wedges, std::size_t k, const LevelCurveParameters& parameters) {
  constexpr int fewest = 2;
  if (known_near(wedges, static_cast<int>(k)) < fewest)
    return Unknown{"fewer than two neighbours have a wedge"};
  const double own = *wedges[k];
  wedges[k].reset();
  const Measured<std::vector<double>> curve = level_curve(wedges, parameters);
  if (!curve.known()) return curve.unknown();
  return own - curve.value()[k];
}

/// 1.4826 times the median size, at least half a degree.
double spread_of(const std::vector<Measured<double>>& residuals) {
  constexpr double least_deg = 0.5;
  std::vector<double> sizes;
  for (const auto& residual : residuals)
    if (residual.known()) sizes.push_back(std::abs(residual.value()));
  if (sizes.empty()) return least_deg;
  std::sort(sizes.begin(), sizes.end());
  return std::max(least_deg, 1.4826 * sizes[sizes.size() / 2]);
}

}  // namespace

VertebraWedge measure_wedge(const VertebraGeometry& geometry) {
  VertebraWedge wedge;
  for (const auto* plate : {&geometry.superior, &geometry.inferior})
    if (!plate->known()) {
      wedge.coronal = wedge.sagittal = plate->unknown();
      return wedge;
    }
  const auto difference = [&](int axis) {
    return tilt_deg(geometry, geometry.superior.value(), axis) -
           tilt_deg(geometry, geometry.inferior.value(), axis);
  };
  wedge.coronal = Quantity{-difference(0), Unit::degree, {}, "angle of the robust planes of the endplates"};
  wedge.sagittal = Quantity{difference(1), Unit::degree, {}, "angle of the robust planes of the endplates"};
  return wedge;
}

std::vector<MeasuredQuantity> measure_wedge_residuals(const std::vector<VertebraWedge>& wedges,
                                                      const LevelCurveParameters& parameters) {
  Wedges values;
  for (const VertebraWedge& wedge : wedges) {
    const Quantity* angle = wedge.coronal.if_known();
    values.push_back(angle ? std::optional(angle->value) : std::nullopt);
  }
  std::vector<Measured<double>> residuals;
  for (std::size_t k = 0; k < wedges.size(); ++k)
    residuals.push_back(values[k] ? residual_at(values, k, parameters)
                                  : Measured<double>(wedges[k].coronal.unknown()));
  const double spread = spread_of(residuals);
  std::vector<MeasuredQuantity> measured;
  for (const Measured<double>& residual : residuals)
    if (residual.known())
      measured.push_back(
          Quantity{residual.value(), Unit::degree, spread, "smooth curve through the other vertebrae"});
    else
      measured.push_back(residual.unknown());
  return measured;
}

}  // namespace osteosign
