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

/// The box of the geometry lies within the range.
void copy_parts(const VertebraGeometry& geometry, const VoxelRange& range, VertebraImage& image) {
  const ImageGrid& box = geometry.box;
  for (int z = 0; z < box.size[2]; ++z)
    for (int y = 0; y < box.size[1]; ++y)
      std::copy_n(geometry.parts.data() + box.index(0, y, z), box.size[0],
                  image.parts.data() + image.grid.index(geometry.first[0] - range.lowest.x(),
                                                        geometry.first[1] - range.lowest.y() + y,
                                                        geometry.first[2] - range.lowest.z() + z));
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
  image.hounsfield.resize(image.grid.voxel_count());
  image.valid.assign(image.grid.voxel_count(), 0);
  image.parts.assign(image.grid.voxel_count(), VertebraPart::none);
  const bool metal_known = metal.invalid.grid().voxel_count() == ct.grid.voxel_count();
  for (int z = 0; z < range.size.z(); ++z)
    for (int y = 0; y < range.size.y(); ++y) {
      const int at_y = range.lowest.y() + y, at_z = range.lowest.z() + z;
      const std::int16_t* const source = ct.hounsfield.data() + ct.grid.index(range.lowest.x(), at_y, at_z);
      const std::size_t row = image.grid.index(0, y, z);
      for (int x = 0; x < range.size.x(); ++x) {
        const std::size_t i = row + static_cast<std::size_t>(x);
        const bool spoilt = metal_known && metal.invalid.contains(range.lowest.x() + x, at_y, at_z);
        image.hounsfield[i] = source[x];
        image.valid[i] = !spoilt && source[x] != CtVolume::padding_hu ? 1 : 0;
      }
    }
  copy_parts(geometry, range, image);
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
