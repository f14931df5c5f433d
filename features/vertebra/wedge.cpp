#include "features/vertebra/wedge.h"

#include <cmath>
#include <numbers>

namespace osteosign {
namespace {

/// Rise of a plane along one axis of the vertebra's frame, as an angle.
double tilt_deg(const VertebraGeometry& geometry, const Endplate& plate, int axis) {
  const Eigen::Vector3d normal = geometry.frame.axes.transpose() * plate.normal;
  return std::atan2(-normal[axis], normal.z()) * 180 / std::numbers::pi;
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

}  // namespace osteosign
