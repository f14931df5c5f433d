#include "io/values/image_grid.h"

#include <algorithm>
#include <limits>

namespace osteosign {

ImageGrid ImageGrid::crop(const std::array<int, 3>& first, const std::array<int, 3>& box_size) const {
  ImageGrid box = *this;
  box.size = box_size;
  box.origin_mm = patient_from_voxel(Eigen::Vector3d(first[0], first[1], first[2]));
  return box;
}

double ImageGrid::corner_distance_mm(const ImageGrid& other) const {
  if (size != other.size) return std::numeric_limits<double>::infinity();
  double largest = 0;
  for (int corner = 0; corner < 8; ++corner) {
    const Eigen::Vector3d voxel((corner & 1) != 0 ? size[0] - 1 : 0, (corner & 2) != 0 ? size[1] - 1 : 0,
                                (corner & 4) != 0 ? size[2] - 1 : 0);
    largest = std::max(largest, (patient_from_voxel(voxel) - other.patient_from_voxel(voxel)).norm());
  }
  return largest;
}

}  // namespace osteosign
