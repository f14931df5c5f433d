#include "features/spine/upright_volume.h"

#include <tbb/parallel_for.h>

#include <algorithm>

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

/// Along each axis, about one for each fine voxel in a coarse one, at most three.
Eigen::Array3i sample_counts(const ImageGrid& fine, double spacing_mm) {
  const Eigen::Vector3d fine_mm = fine.direction.cwiseAbs() * fine.spacing_mm;
  return (spacing_mm / fine_mm.array()).round().max(1).min(3).cast<int>();
}

/// Places within a coarse voxel at which it is sampled.
std::vector<Eigen::Vector3d> sample_places(const Eigen::Array3i& counts, double spacing_mm) {
  std::vector<Eigen::Vector3d> places;
  for (int z = 0; z < counts.z(); ++z)
    for (int y = 0; y < counts.y(); ++y)
      for (int x = 0; x < counts.x(); ++x)
        places.emplace_back(spacing_mm *
                            ((Eigen::Array3d(x, y, z) + 0.5) / counts.cast<double>() - 0.5).matrix());
  return places;
}

}  // namespace

UprightSampler::UprightSampler(const SpineImage& image, const ImageGrid& upright)
    : sampler_(image.ct),
      image_(&image),
      origin_(sampler_.voxel_of(upright.origin_mm)),
      counts_(sample_counts(image.ct.grid, upright.spacing_mm.x())),
      places_(sample_places(counts_, upright.spacing_mm.x())) {
  const auto in_voxels = [&](const Eigen::Vector3d& way_mm) {
    return Eigen::Vector3d(sampler_.voxel_of(upright.origin_mm + way_mm) - origin_);
  };
  for (int axis = 0; axis < 3; ++axis)
    steps_.col(axis) = in_voxels(upright.spacing_mm[axis] * Eigen::Vector3d::Unit(axis));
  for (Eigen::Vector3d& place : places_) {
    place = in_voxels(place);
    reach_ = std::max(reach_, place.cwiseAbs().maxCoeff());
  }
}

bool UprightSampler::may_hold(const OccupiedTiles& tiles, int x, int y, int z) const {
  constexpr double rounding = 1;
  if (reach_ + rounding > OccupiedTiles::side) return true;
  const Eigen::Vector3d at = middle_of(x, y, z);
  return tiles.near(static_cast<int>(at.x()), static_cast<int>(at.y()), static_cast<int>(at.z()));
}

UprightSampler::Shares UprightSampler::shares(int x, int y, int z) const {
  const Eigen::Vector3d middle = middle_of(x, y, z);
  Shares shares;
  for (const Eigen::Vector3d& place : places_) {
    const Eigen::Vector3d at = middle + place;
    shares.bone += sampler_.is_in_at_voxel(image_->bone, at) ? 1 : 0;
    shares.mineral += sampler_.is_in_at_voxel(image_->mineral, at) ? 1 : 0;
  }
  shares.bone /= static_cast<double>(places_.size());
  shares.mineral /= static_cast<double>(places_.size());
  return shares;
}

std::int16_t UprightSampler::mean_hu(int x, int y, int z) const {
  const Eigen::Vector3d middle = middle_of(x, y, z);
  float hu = 0;
  for (const Eigen::Vector3d& place : places_) hu += sampler_.hu_at_voxel(middle + place);
  return static_cast<std::int16_t>(std::lround(hu / static_cast<float>(places_.size())));
}

UprightVolume make_upright(const SpineImage& image, double spacing_mm, LeastMineral least) {
  constexpr double least_bone = 0.5;
  const ImageGrid grid = upright_grid(image.ct.grid, spacing_mm);
  const std::vector<std::uint8_t> nothing(grid.voxel_count(), 0);
  UprightVolume upright{grid, nothing, nothing, nothing, UprightSampler(image, grid)};
  const double least_mineral =
      least == LeastMineral::usual ? usual_least_mineral : upright.sampler.share_of_sheet();
  OccupiedTiles tiles(image.ct.grid.size);
  tiles.insert(image.bone);
  tiles.insert(image.mineral);
  tbb::parallel_for(0, grid.size[2], [&](int z) {
    for (int y = 0; y < grid.size[1]; ++y)
      for (int x = 0; x < grid.size[0]; ++x) {
        if (!upright.sampler.contains(x, y, z)) continue;
        const std::size_t index = grid.index(x, y, z);
        upright.inside[index] = 1;
        if (!upright.sampler.may_hold(tiles, x, y, z)) continue;
        const UprightSampler::Shares shares = upright.sampler.shares(x, y, z);
        upright.mineral[index] = shares.mineral >= least_mineral ? 1 : 0;
        upright.bone[index] = shares.bone >= least_bone ? 1 : 0;
      }
  });
  return upright;
}

}  // namespace osteosign
