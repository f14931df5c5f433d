#include "pipeline/report/reslice.h"

#include <cmath>

namespace osteosign {
namespace {

/// Calls `paint(column, row, voxel)` with the continuous voxel coordinates of each picture pixel. The rows of
/// every view are straight.
template <class View, class Paint>
void for_each_pixel(const ImageGrid& grid, const View& view, Paint&& paint) {
  for (int row = 0; row < view.height_px; ++row) {
    const Eigen::Vector3d first = grid.voxel_from_patient(view.point_in_patient_mm(0, row));
    const Eigen::Vector3d column_step = grid.voxel_from_patient(view.point_in_patient_mm(1, row)) - first;
    for (int column = 0; column < view.width_px; ++column)
      paint(column, row, Eigen::Vector3d(first + column_step * column));
  }
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

template <class View>
cv::Mat1f hounsfield_on(const CtVolume& ct, const View& view) {
  cv::Mat1f picture(view.height_px, view.width_px);
  for_each_pixel(ct.grid, view, [&](int column, int row, const Eigen::Vector3d& voxel) {
    picture(row, column) =
        linear_value(ct.grid, ct.hounsfield, voxel, static_cast<float>(CtVolume::padding_hu));
  });
  return picture;
}

/// 255 where `is_inside(index of the nearest voxel)`, else 0.
template <class View, class IsInside>
cv::Mat1b region_on(const ImageGrid& grid, const View& view, IsInside&& is_inside) {
  cv::Mat1b picture(view.height_px, view.width_px, static_cast<unsigned char>(0));
  for_each_pixel(grid, view, [&](int column, int row, const Eigen::Vector3d& voxel) {
    const Eigen::Vector3i nearest = voxel.array().round().cast<int>();
    if (grid.contains(nearest.x(), nearest.y(), nearest.z()) &&
        is_inside(grid.index(nearest.x(), nearest.y(), nearest.z())))
      picture(row, column) = 255;
  });
  return picture;
}

template <class View>
cv::Mat1b part_on(const VertebraGeometry& vertebra, VertebraPart part, const View& view) {
  if (vertebra.parts.empty()) return cv::Mat1b(view.height_px, view.width_px, static_cast<unsigned char>(0));
  return region_on(vertebra.box, view, [&](std::size_t index) { return vertebra.parts[index] == part; });
}

}  // namespace

cv::Mat1f reslice(const CtVolume& ct, const ViewPlane& plane) { return hounsfield_on(ct, plane); }

cv::Mat1f reslice(const CtVolume& ct, const CurvedView& view) { return hounsfield_on(ct, view); }

cv::Mat1f reslice(const CtLesionOutline& outline, const ViewPlane& plane) {
  cv::Mat1f picture(plane.height_px, plane.width_px);
  for_each_pixel(outline.box, plane, [&](int column, int row, const Eigen::Vector3d& voxel) {
    picture(row, column) = linear_value(outline.box, outline.membership, voxel, 0.0F);
  });
  return picture;
}

cv::Mat1b reslice(const LabelMap& labels, const ViewPlane& plane) {
  return region_on(labels.grid, plane, [&](std::size_t index) { return labels.voxels[index] != 0; });
}

cv::Mat1b reslice(const VertebraGeometry& vertebra, VertebraPart part, const ViewPlane& plane) {
  return part_on(vertebra, part, plane);
}

cv::Mat1b reslice(const VertebraGeometry& vertebra, VertebraPart part, const CurvedView& view) {
  return part_on(vertebra, part, view);
}

}  // namespace osteosign
