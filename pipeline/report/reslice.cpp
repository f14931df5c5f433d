#include "pipeline/report/reslice.h"

#include <cmath>

namespace osteosign {
namespace {

/// Calls `paint(column, row, voxel)` with the continuous voxel coordinates of each picture pixel.
template <class Paint>
void for_each_pixel(const ImageGrid& grid, const ViewPlane& plane, Paint&& paint) {
  const Eigen::Vector3d first = grid.voxel_from_patient(plane.point_in_patient_mm(0, 0));
  const Eigen::Vector3d column_step = grid.voxel_from_patient(plane.point_in_patient_mm(1, 0)) - first;
  const Eigen::Vector3d row_step = grid.voxel_from_patient(plane.point_in_patient_mm(0, 1)) - first;
  for (int row = 0; row < plane.height_px; ++row)
    for (int column = 0; column < plane.width_px; ++column)
      paint(column, row, Eigen::Vector3d(first + column_step * column + row_step * row));
}

/// Trilinear value; `outside` beyond half a voxel from the outermost centres.
template <class T>
float linear_value(const ImageGrid& grid, const std::vector<T>& voxels, Eigen::Vector3d voxel,
                   float outside) {
  for (int axis = 0; axis < 3; ++axis) {
    if (voxel[axis] < -0.5 || voxel[axis] > grid.size[axis] - 0.5) return outside;
    voxel[axis] = std::clamp(voxel[axis], 0.0, static_cast<double>(grid.size[axis] - 1));
  }
  const int x = std::min(static_cast<int>(voxel.x()), std::max(0, grid.size[0] - 2));
  const int y = std::min(static_cast<int>(voxel.y()), std::max(0, grid.size[1] - 2));
  const int z = std::min(static_cast<int>(voxel.z()), std::max(0, grid.size[2] - 2));
  const Eigen::Vector3d part = voxel - Eigen::Vector3d(x, y, z);
  double sum = 0;
  for (int corner = 0; corner < 8; ++corner) {
    const int dx = corner & 1, dy = (corner >> 1) & 1, dz = corner >> 2;
    const double weight = (dx != 0 ? part.x() : 1 - part.x()) * (dy != 0 ? part.y() : 1 - part.y()) *
                          (dz != 0 ? part.z() : 1 - part.z());
    if (weight > 0) sum += weight * static_cast<double>(voxels[grid.index(x + dx, y + dy, z + dz)]);
  }
  return static_cast<float>(sum);
}

}  // namespace

cv::Mat1f reslice(const CtVolume& ct, const ViewPlane& plane) {
  cv::Mat1f picture(plane.height_px, plane.width_px);
  for_each_pixel(ct.grid, plane, [&](int column, int row, const Eigen::Vector3d& voxel) {
    picture(row, column) =
        linear_value(ct.grid, ct.hounsfield, voxel, static_cast<float>(CtVolume::padding_hu));
  });
  return picture;
}

cv::Mat1f reslice(const CtLesionOutline& outline, const ViewPlane& plane) {
  cv::Mat1f picture(plane.height_px, plane.width_px);
  for_each_pixel(outline.box, plane, [&](int column, int row, const Eigen::Vector3d& voxel) {
    picture(row, column) = linear_value(outline.box, outline.membership, voxel, 0.0F);
  });
  return picture;
}

cv::Mat1b reslice(const LabelMap& labels, const ViewPlane& plane) {
  cv::Mat1b picture(plane.height_px, plane.width_px, static_cast<unsigned char>(0));
  for_each_pixel(labels.grid, plane, [&](int column, int row, const Eigen::Vector3d& voxel) {
    const Eigen::Vector3i nearest = voxel.array().round().cast<int>();
    if (labels.grid.contains(nearest.x(), nearest.y(), nearest.z()) &&
        labels.voxels[labels.grid.index(nearest.x(), nearest.y(), nearest.z())] != 0)
      picture(row, column) = 255;
  });
  return picture;
}

}  // namespace osteosign
