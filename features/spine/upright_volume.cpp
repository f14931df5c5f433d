#include "features/spine/upright_volume.h"

#include <tbb/parallel_for.h>

#include "features/spine/ct_sampler.h"

namespace osteosign {
namespace {

/// The box along the patient's axes that holds all voxel centres of `grid`.
ImageGrid upright_grid(const ImageGrid& grid, double spacing_mm) {
  Eigen::Vector3d lowest = Eigen::Vector3d::Constant(1e9);
  Eigen::Vector3d highest = -lowest;
  for (int corner = 0; corner < 8; ++corner) {
    const Eigen::Vector3d voxel((corner & 1) != 0 ? grid.size[0] - 1 : 0,
                                (corner & 2) != 0 ? grid.size[1] - 1 : 0,
                                (corner & 4) != 0 ? grid.size[2] - 1 : 0);
    const Eigen::Vector3d point = grid.patient_from_voxel(voxel);
    lowest = lowest.cwiseMin(point);
    highest = highest.cwiseMax(point);
  }
  ImageGrid upright;
  upright.spacing_mm.setConstant(spacing_mm);
  upright.origin_mm = lowest;
  for (int axis = 0; axis < 3; ++axis)
    upright.size[static_cast<std::size_t>(axis)] =
        1 + static_cast<int>(std::floor((highest[axis] - lowest[axis]) / spacing_mm + 1e-6));
  return upright;
}

/// Places within a coarse voxel at which it is sampled: about one for each fine voxel, at most three an axis.
std::vector<Eigen::Vector3d> sample_places(const ImageGrid& fine, double spacing_mm) {
  const Eigen::Vector3d fine_mm = fine.direction.cwiseAbs() * fine.spacing_mm;
  const auto count = [&](int axis) {
    return std::clamp(static_cast<int>(std::lround(spacing_mm / fine_mm[axis])), 1, 3);
  };
  std::vector<Eigen::Vector3d> places;
  for (int z = 0; z < count(2); ++z)
    for (int y = 0; y < count(1); ++y)
      for (int x = 0; x < count(0); ++x)
        places.emplace_back(spacing_mm * Eigen::Vector3d((x + 0.5) / count(0) - 0.5,
                                                         (y + 0.5) / count(1) - 0.5,
                                                         (z + 0.5) / count(2) - 0.5));
  return places;
}

/// `centre` and `places` are in voxels of the CT.
void fill_voxel(UprightVolume& upright, std::size_t index, const Eigen::Vector3d& centre,
                const std::vector<Eigen::Vector3d>& places, const SpineImage& image,
                const CtSampler& sampler) {
  if (!sampler.contains_voxel(centre)) return;
  float hu = 0;
  std::size_t mineral = 0, bone = 0;
  for (const Eigen::Vector3d& place : places) {
    const Eigen::Vector3d at = centre + place;
    hu += sampler.hu_at_voxel(at);
    bone += sampler.is_in_at_voxel(image.bone, at) ? 1U : 0U;
    mineral += sampler.is_in_at_voxel(image.mineral, at) ? 1U : 0U;
  }
  upright.inside[index] = 1;
  upright.hounsfield[index] = static_cast<std::int16_t>(std::lround(hu / static_cast<float>(places.size())));
  upright.mineral[index] = 10 * mineral >= 4 * places.size() ? 1 : 0;
  upright.bone[index] = 2 * bone >= places.size() ? 1 : 0;
}

}  // namespace

UprightVolume make_upright(const SpineImage& image, double spacing_mm) {
  UprightVolume upright{upright_grid(image.ct.grid, spacing_mm), {}, {}, {}, {}};
  const ImageGrid& grid = upright.grid;
  upright.hounsfield.assign(grid.voxel_count(), CtVolume::padding_hu);
  upright.mineral.assign(grid.voxel_count(), 0);
  upright.bone.assign(grid.voxel_count(), 0);
  upright.inside.assign(grid.voxel_count(), 0);
  const CtSampler sampler(image.ct);
  const Eigen::Vector3d origin = sampler.voxel_of(grid.origin_mm);
  const auto in_voxels = [&](const Eigen::Vector3d& way_mm) {
    return Eigen::Vector3d(sampler.voxel_of(grid.origin_mm + way_mm) - origin);
  };
  Eigen::Matrix3d steps;
  for (int axis = 0; axis < 3; ++axis) steps.col(axis) = in_voxels(spacing_mm * Eigen::Vector3d::Unit(axis));
  std::vector<Eigen::Vector3d> places = sample_places(image.ct.grid, spacing_mm);
  for (Eigen::Vector3d& place : places) place = in_voxels(place);
  tbb::parallel_for(0, grid.size[2], [&](int z) {
    for (int y = 0; y < grid.size[1]; ++y)
      for (int x = 0; x < grid.size[0]; ++x)
        fill_voxel(upright, grid.index(x, y, z), origin + steps * Eigen::Vector3d(x, y, z), places, image,
                   sampler);
  });
  return upright;
}

}  // namespace osteosign
