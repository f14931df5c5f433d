#include "io/values/grid_from_affine.h"

#include <Eigen/Geometry>
#include <Eigen/SVD>
#include <algorithm>
#include <cmath>
#include <numbers>
#include <sstream>
#include <string>

#include "io/values/errors.h"

namespace osteosign {
namespace {

constexpr double allowed_corner_shift_mm =
    0.1;  // well under a voxel, well above the rounding of float headers

double angle_deg(const Eigen::Vector3d& a, const Eigen::Vector3d& b) {
  return std::acos(std::clamp(a.dot(b), -1.0, 1.0)) * 180 / std::numbers::pi;
}

void check_size_and_spacing(const ImageGrid& grid) {
  std::ostringstream text;
  if (std::ranges::any_of(grid.size, [](int length) { return length < 1; })) {
    text << "the size " << grid.size[0] << " x " << grid.size[1] << " x " << grid.size[2]
         << " is not positive";
    throw InputError(text.str());
  }
  if (!grid.spacing_mm.allFinite() || !grid.origin_mm.allFinite() || grid.spacing_mm.minCoeff() <= 0) {
    text << "the voxel spacing " << grid.spacing_mm.transpose() << " mm cannot be used";
    throw InputError(text.str());
  }
}

double largest_corner_shift_mm(const ImageGrid& grid, const Eigen::Matrix4d& patient_from_voxel) {
  double largest = 0;
  for (int corner = 0; corner < 8; ++corner) {
    const Eigen::Vector3d voxel((corner & 1) != 0 ? grid.size[0] - 1 : 0,
                                (corner & 2) != 0 ? grid.size[1] - 1 : 0,
                                (corner & 4) != 0 ? grid.size[2] - 1 : 0);
    const Eigen::Vector3d given = (patient_from_voxel * voxel.homogeneous()).head<3>();
    largest = std::max(largest, (grid.patient_from_voxel(voxel) - given).norm());
  }
  return largest;
}

}  // namespace

ImageGrid grid_from_affine(const std::array<int, 3>& size, const Eigen::Matrix4d& patient_from_voxel) {
  const Eigen::Matrix3d steps = patient_from_voxel.topLeftCorner<3, 3>();
  ImageGrid grid;
  grid.size = size;
  grid.origin_mm = patient_from_voxel.topRightCorner<3, 1>();
  grid.spacing_mm = steps.colwise().norm().transpose();
  check_size_and_spacing(grid);
  const Eigen::Matrix3d axes = steps * grid.spacing_mm.cwiseInverse().asDiagonal();
  const Eigen::JacobiSVD<Eigen::Matrix3d> svd(axes, Eigen::ComputeFullU | Eigen::ComputeFullV);
  grid.direction = svd.matrixU() * svd.matrixV().transpose();
  const double shift_mm = largest_corner_shift_mm(grid, patient_from_voxel);
  if (shift_mm <= allowed_corner_shift_mm) return grid;
  std::ostringstream text;
  text.precision(6);
  text << "the axes are not at right angles (xy " << angle_deg(axes.col(0), axes.col(1)) << ", xz "
       << angle_deg(axes.col(0), axes.col(2)) << ", yz " << angle_deg(axes.col(1), axes.col(2))
       << " degrees): an even grid would be off by " << shift_mm << " mm, " << allowed_corner_shift_mm
       << " mm is allowed";
  throw InputError(text.str());
}

}  // namespace osteosign
