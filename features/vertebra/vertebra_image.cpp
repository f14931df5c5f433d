#include "features/vertebra/vertebra_image.h"

#include <algorithm>
#include <cmath>

namespace osteosign {
namespace {

struct VoxelRange {
  Eigen::Array3i lowest;
  Eigen::Array3i size;
};

VoxelRange range_round(const ImageGrid& grid, const VertebraGeometry& geometry, double border_mm) {
  const Eigen::Array3i first(geometry.first[0], geometry.first[1], geometry.first[2]);
  const Eigen::Array3i size(geometry.box.size[0], geometry.box.size[1], geometry.box.size[2]);
  const Eigen::Array3i whole(grid.size[0], grid.size[1], grid.size[2]);
  const Eigen::Array3i border = (border_mm / grid.spacing_mm.array()).ceil().cast<int>();
  const Eigen::Array3i lowest = (first - border).max(0);
  return {lowest, (first + size + border).min(whole) - lowest};
}

}  // namespace

double VertebraImage::step_along_mm(const Eigen::Vector3d& direction) const {
  return (grid.direction.transpose() * direction).cwiseProduct(grid.spacing_mm).norm();
}

VertebraImage cut_vertebra_image(const CtVolume& ct, const Metal& metal, const VertebraGeometry& geometry,
                                 double border_mm) {
  const VoxelRange range = range_round(ct.grid, geometry, border_mm);
  VertebraImage image;
  image.first = {range.lowest.x(), range.lowest.y(), range.lowest.z()};
  image.grid = ct.grid.crop(image.first, {range.size.x(), range.size.y(), range.size.z()});
  image.hounsfield.reserve(image.grid.voxel_count());
  image.valid.reserve(image.grid.voxel_count());
  image.parts.assign(image.grid.voxel_count(), VertebraPart::none);
  const bool metal_known = metal.invalid.grid().voxel_count() == ct.grid.voxel_count();
  for (int z = 0; z < range.size.z(); ++z)
    for (int y = 0; y < range.size.y(); ++y)
      for (int x = 0; x < range.size.x(); ++x) {
        const Eigen::Array3i at = range.lowest + Eigen::Array3i(x, y, z);
        const std::int16_t hu = ct.hounsfield[ct.grid.index(at.x(), at.y(), at.z())];
        const bool spoilt = metal_known && metal.invalid.contains(at.x(), at.y(), at.z());
        image.hounsfield.push_back(hu);
        image.valid.push_back(!spoilt && hu != CtVolume::padding_hu ? 1 : 0);
        const Eigen::Array3i in_box =
            at - Eigen::Array3i(geometry.first[0], geometry.first[1], geometry.first[2]);
        if (geometry.box.contains(in_box.x(), in_box.y(), in_box.z()))
          image.parts[image.grid.index(x, y, z)] =
              geometry.parts[geometry.box.index(in_box.x(), in_box.y(), in_box.z())];
      }
  return image;
}

float sample_linear(const ImageGrid& grid, const std::vector<float>& values,
                    const Eigen::Vector3d& point_mm) {
  const Eigen::Array3d last(grid.size[0] - 1, grid.size[1] - 1, grid.size[2] - 1);
  const Eigen::Array3d at = grid.voxel_from_patient(point_mm).array().max(0.0).min(last);
  const Eigen::Array3i low = at.floor().cast<int>();
  const Eigen::Array3i high = (low + 1).min(last.cast<int>());
  const Eigen::Array3f part = (at - low.cast<double>()).cast<float>();
  const auto along_x = [&](int y, int z) {
    return (1 - part.x()) * values[grid.index(low.x(), y, z)] + part.x() * values[grid.index(high.x(), y, z)];
  };
  const auto in_plane = [&](int z) {
    return (1 - part.y()) * along_x(low.y(), z) + part.y() * along_x(high.y(), z);
  };
  return (1 - part.z()) * in_plane(low.z()) + part.z() * in_plane(high.z());
}

}  // namespace osteosign
