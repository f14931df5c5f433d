#include "sample_data/phantom/paint/wall_surface.h"

#include <fmt/format.h>

#include <Eigen/Cholesky>
#include <Eigen/Geometry>
#include <cmath>
#include <limits>
#include <optional>

#include "io/values/errors.h"

namespace osteosign::phantom {

namespace {

constexpr double wall_hu = 150;     // between soft tissue and cancellous bone with its cortex
constexpr double reach_mm = 6;      // of the search, from the point to both sides
constexpr double outlier_mm = 1.5;  // a wall further from the first fit is something else

std::optional<double> hu_at(const CtVolume& ct, const Eigen::Vector3d& patient_mm) {
  const Eigen::Vector3d voxel = ct.grid.voxel_from_patient(patient_mm);
  const Eigen::Vector3d floor = voxel.array().floor();
  const Eigen::Vector3i base = floor.cast<int>();
  if (!ct.grid.contains(base.x(), base.y(), base.z()) ||
      !ct.grid.contains(base.x() + 1, base.y() + 1, base.z() + 1))
    return std::nullopt;
  const Eigen::Vector3d t = voxel - floor;
  double sum = 0;
  for (int corner = 0; corner < 8; ++corner) {
    const Eigen::Vector3i step(corner & 1, corner >> 1 & 1, corner >> 2);
    double weight = 1;
    for (int axis = 0; axis < 3; ++axis) weight *= step[axis] == 1 ? t[axis] : 1 - t[axis];
    const Eigen::Vector3i p = base + step;
    sum += weight * ct.hounsfield[ct.grid.index(p.x(), p.y(), p.z())];
  }
  return sum;
}

Eigen::Matrix<double, 6, 1> terms(double s, double u) {
  Eigen::Matrix<double, 6, 1> row;
  row << 1, s, u, s * s, s * u, u * u;
  return row;
}

/// A place on the wall: to the side, behind, up.
std::vector<Eigen::Vector3d> places_on_wall(const CtVolume& ct, const WallSurface& frame,
                                            const PaintedBulge& bulge) {
  constexpr double step_mm = 1, along_mm = 0.25;
  std::vector<Eigen::Vector3d> places;
  for (double s = -bulge.half_width_mm; s <= bulge.half_width_mm; s += step_mm)
    for (double u = -bulge.half_length_mm; u <= bulge.half_length_mm; u += step_mm)
      for (double y = reach_mm; y >= -reach_mm; y -= along_mm) {
        const std::optional<double> hu = hu_at(ct, frame.patient({s, y, u}));
        if (!hu || *hu < wall_hu) continue;
        if (y < reach_mm) places.emplace_back(s, y, u);
        break;
      }
  return places;
}

/// Least squares through the places that lie near the surface; through all of them when `near_mm` is
/// infinite.
void fit(WallSurface& surface, const std::vector<Eigen::Vector3d>& places, double near_mm) {
  Eigen::Matrix<double, 6, 6> matrix = Eigen::Matrix<double, 6, 6>::Zero();
  Eigen::Matrix<double, 6, 1> right = Eigen::Matrix<double, 6, 1>::Zero();
  for (const Eigen::Vector3d& place : places) {
    if (std::abs(place.y() - surface.behind_mm(place.x(), place.z())) > near_mm) continue;
    const Eigen::Matrix<double, 6, 1> row = terms(place.x(), place.z());
    matrix += row * row.transpose();
    right += place.y() * row;
  }
  surface.coefficients = matrix.ldlt().solve(right);
  double squares = 0;
  int count = 0;
  for (const Eigen::Vector3d& place : places) {
    const double off_mm = place.y() - surface.behind_mm(place.x(), place.z());
    if (std::abs(off_mm) > outlier_mm) continue;
    squares += off_mm * off_mm;
    ++count;
  }
  surface.fit_mm = count > 0 ? std::sqrt(squares / count) : 0;
}

}  // namespace

Eigen::Vector3d WallSurface::local(const Eigen::Vector3d& patient_mm) const {
  const Eigen::Vector3d offset = patient_mm - point_mm;
  return {offset.dot(side), offset.dot(posterior), offset.dot(up)};
}

Eigen::Vector3d WallSurface::patient(const Eigen::Vector3d& local_mm) const {
  return point_mm + local_mm.x() * side + local_mm.y() * posterior + local_mm.z() * up;
}

double WallSurface::behind_mm(double side_mm, double up_mm) const {
  return coefficients.dot(terms(side_mm, up_mm));
}

WallSurface find_wall(const CtVolume& ct, const PaintedBulge& bulge) {
  WallSurface surface;
  surface.point_mm = bulge.wall_in_patient_mm;
  surface.posterior = bulge.posterior.normalized();
  surface.up = (bulge.cranial - bulge.cranial.dot(surface.posterior) * surface.posterior).normalized();
  surface.side = surface.posterior.cross(surface.up);
  const std::vector<Eigen::Vector3d> places = places_on_wall(ct, surface, bulge);
  const double all = (2 * bulge.half_width_mm + 1) * (2 * bulge.half_length_mm + 1);
  if (static_cast<double>(places.size()) < all / 2)
    throw UsageError(
        fmt::format("bulge: a posterior wall is seen at {} of {:.0f} places near {:.1f}, {:.1f}, {:.1f}",
                    places.size(), all, surface.point_mm.x(), surface.point_mm.y(), surface.point_mm.z()));
  fit(surface, places, std::numeric_limits<double>::infinity());
  fit(surface, places, outlier_mm);
  return surface;
}

}  // namespace osteosign::phantom
