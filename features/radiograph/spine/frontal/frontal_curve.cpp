#include "features/radiograph/spine/frontal/frontal_curve.h"

#include <algorithm>
#include <optional>

#include "features/vertebra/coronal_curve.h"
#include "features/vertebra/wedge.h"

namespace osteosign {
namespace {

constexpr double least_sd_deg = 2.7;  // of the wedges of cast films of seeds 700 to 739 without a sign

}  // namespace

FrontalCurve measure_frontal_curve(const std::vector<BodyShape>& shapes) {
  std::vector<std::optional<double>> tilts_deg;
  std::vector<VertebraWedge> wedges;
  for (const BodyShape& shape : shapes) {
    for (const MeasuredQuantity* const tilt : {&shape.superior_tilt, &shape.inferior_tilt}) {
      const Quantity* const known = tilt->if_known();
      tilts_deg.push_back(known != nullptr ? std::optional(known->value) : std::nullopt);
    }
    VertebraWedge wedge;
    wedge.coronal = shape.wedge;
    wedges.push_back(wedge);
  }
  FrontalCurve curve{coronal_curve_of(tilts_deg, {}).cobb, measure_wedge_residuals(wedges, {})};
  for (MeasuredQuantity& residual : curve.wedge_residuals) {
    if (!residual.known()) continue;
    Quantity wider = residual.value();
    wider.sd = std::max(wider.sd.value_or(0), least_sd_deg);
    residual = wider;
  }
  return curve;
}

}  // namespace osteosign
