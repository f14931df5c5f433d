#include "tests/evaluation/painted_sign.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace osteosign::evaluation {
namespace {

using phantom::Painting;
using Kind = PaintedSign::Kind;

/// Calls `visit` with the local coordinates of each voxel of a part.
template <class Visitor>
void for_each_voxel_of(const VertebraGeometry& geometry, VertebraPart part, Visitor&& visit) {
  const ImageGrid& box = geometry.box;
  for (int z = 0; z < box.size[2]; ++z)
    for (int y = 0; y < box.size[1]; ++y)
      for (int x = 0; x < box.size[0]; ++x)
        if (geometry.parts[box.index(x, y, z)] == part)
          visit(geometry.frame.local_from_patient(box.patient_from_voxel(Eigen::Vector3d(x, y, z))));
}

/// An ellipsoid with the moments of the pedicle has semi-axes of sqrt(5) standard deviations; a third more
/// takes the corners and the cortex with it.
std::optional<Painting> pedicle_removed(const VertebraGeometry& geometry, VertebraPart part, double soft_hu) {
  constexpr double larger = 1.35;
  Eigen::Vector3d sum = Eigen::Vector3d::Zero(), squares = Eigen::Vector3d::Zero();
  int count = 0;
  for_each_voxel_of(geometry, part, [&](const Eigen::Vector3d& local) {
    sum += local;
    squares += local.cwiseAbs2();
    ++count;
  });
  if (count < 8) return std::nullopt;
  const Eigen::Vector3d mean = sum / count;
  const Eigen::Vector3d spread = (squares / count - mean.cwiseAbs2()).cwiseMax(0.5).cwiseSqrt();
  Painting painting;
  painting.ellipsoids = {{.centre_in_patient_mm = geometry.frame.patient_from_local(mean),
                          .semi_axes_mm = larger * std::sqrt(5.0) * spread,
                          .axes = geometry.frame.axes,
                          .hu = soft_hu,
                          .label = geometry.label}};
  return painting;
}

/// The last voxel of the body in its middle.
std::optional<double> wall_mm(const VertebraGeometry& geometry) {
  const double near_mm = 0.75 * geometry.box.spacing_mm.maxCoeff();
  double farthest = -std::numeric_limits<double>::infinity();
  for_each_voxel_of(geometry, VertebraPart::body, [&](const Eigen::Vector3d& local) {
    if (std::abs(local.x()) < near_mm && std::abs(local.z()) < near_mm)
      farthest = std::max(farthest, local.y());
  });
  return std::isfinite(farthest) ? std::optional(farthest) : std::nullopt;
}

/// As wide as the canal, nearly as high as the body.
std::optional<Painting> wall_bulged(const VertebraGeometry& geometry, const VertebraMeasurements& measured) {
  const std::optional<double> wall = wall_mm(geometry);
  const Quantity* const height = measured.posterior_height.if_known();
  if (!wall || height == nullptr || !geometry.width_mm.known()) return std::nullopt;
  phantom::PaintedBulge bulge;
  bulge.wall_in_patient_mm = geometry.frame.patient_from_local({0, *wall, 0});
  bulge.posterior = geometry.frame.axes.col(1);
  bulge.cranial = geometry.frame.axes.col(2);
  bulge.height_mm = 4;
  bulge.half_width_mm = std::min(11.0, 0.26 * geometry.width_mm.value());
  bulge.half_length_mm = std::min(11.0, 0.5 * height->value - 1.5);
  if (const Quantity* const hu = measured.body_hu.if_known()) bulge.hu = hu->value;
  Painting painting;
  painting.bulges = {bulge};
  return painting;
}

Painting body_lysed(const VertebraGeometry& geometry, double soft_hu) {
  Painting painting;
  painting.ellipsoids = {{.centre_in_patient_mm = geometry.frame.patient_from_local({5, -2, 0}),
                          .semi_axes_mm = Eigen::Vector3d::Constant(7),
                          .hu = soft_hu,
                          .label = geometry.label}};
  return painting;
}

}  // namespace

std::optional<Painting> painting_of(const PaintedSign& sign, const VertebraGeometry& geometry,
                                    const VertebraMeasurements& measured, double soft_hu) {
  switch (sign.kind) {
    case Kind::left_pedicle:
      return pedicle_removed(geometry, VertebraPart::left_pedicle, soft_hu);
    case Kind::right_pedicle:
      return pedicle_removed(geometry, VertebraPart::right_pedicle, soft_hu);
    case Kind::bulge:
      return wall_bulged(geometry, measured);
    case Kind::lysis:
      break;
  }
  return body_lysed(geometry, soft_hu);
}

}  // namespace osteosign::evaluation
