#include "features/lesion/eroded_lesion.h"

#include <algorithm>
#include <cmath>

#include "features/find/connected_part.h"
#include "features/lesion/field_in_box.h"
#include "features/prepare/mask_morphology.h"
#include "features/shape/signed_distance.h"

namespace osteosign {
namespace {

constexpr double calm_mm = 0.5;
constexpr double marrow_near_mm = 3, marrow_far_mm = 12, marrow_depth_mm = 3;
constexpr std::size_t least_marrow_voxels = 50;

/// The outline on the box, its gaps and holes filled.
std::vector<std::uint8_t> closed_outline(const LesionBox& box, const CtLesionOutline& outline,
                                         double closing_mm) {
  std::vector<std::uint8_t> inside(box.grid.voxel_count(), 0);
  for (int z = 0; z < outline.box.size[2]; ++z)
    for (int y = 0; y < outline.box.size[1]; ++y)
      for (int x = 0; x < outline.box.size[0]; ++x) {
        const std::array<int, 3> at{x + outline.first[0] - box.first[0], y + outline.first[1] - box.first[1],
                                    z + outline.first[2] - box.first[2]};
        if (box.grid.contains(at[0], at[1], at[2]))
          inside[box.grid.index(at[0], at[1], at[2])] = outline.inside[outline.box.index(x, y, z)];
      }
  VoxelMask mask(box.grid);
  for (int z = 0; z < box.grid.size[2]; ++z)
    for (int y = 0; y < box.grid.size[1]; ++y)
      for (int x = 0; x < box.grid.size[0]; ++x)
        if (inside[box.grid.index(x, y, z)] != 0) mask.insert(x, y, z);
  for_each_voxel(close(mask, Reach::ball(closing_mm)), [&](int x, int y, int z) {
    const std::size_t voxel = box.grid.index(x, y, z);
    if (box.bone[voxel] != 0) inside[voxel] = 1;
  });
  return without_holes(box.grid, inside);
}

double quantile(std::vector<float>& values, double part) {
  const auto rank = static_cast<std::ptrdiff_t>(part * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), values.begin() + rank, values.end());
  return values[static_cast<std::size_t>(rank)];
}

/// The even part is the darker one: from the lowest twentieth upwards, as far as the noise explains.
double background_of(const std::vector<float>& values, double noise_hu) {
  constexpr double least_noise_hu = 15, window = 2.5;
  constexpr int rounds = 2;
  std::vector<float> all = values;
  const double reach_hu = window * std::max(noise_hu, least_noise_hu);
  double middle = quantile(all, 0.05);
  for (int round = 0; round < rounds; ++round) {
    std::vector<float> near;
    for (const float value : values)
      if (std::abs(value - middle) < reach_hu) near.push_back(value);
    if (near.empty()) break;
    middle = quantile(near, 0.5);
  }
  return middle;
}

double without_noise(double spread_hu, double noise_hu) {
  return std::sqrt(std::max(0.0, spread_hu * spread_hu - noise_hu * noise_hu));
}

/// Soft tissue round a cloud often lies near the wall, so half of the erosion is enough here.
double background_in(const ErodedLesion& core) {
  std::vector<float> values;
  for (std::size_t i = 0; i < core.depth_mm.size(); ++i)
    if (core.depth_mm[i] < -core.erosion_mm / 2) values.push_back(core.hounsfield[i]);
  return values.empty() ? 0 : background_of(values, core.noise_hu);
}

std::optional<MedianSpread> marrow_round(const LesionBox& box, const ErodedLesion& core) {
  std::vector<double> values;
  for (std::size_t i = 0; i < box.hounsfield.size(); ++i)
    if (core.depth_mm[i] >= marrow_near_mm && core.depth_mm[i] <= marrow_far_mm &&
        box.bone_distance_mm[i] < -marrow_depth_mm)
      values.push_back(box.hounsfield[i]);
  if (values.size() < least_marrow_voxels) return {};
  MedianSpread marrow = median_spread(values);
  marrow.sd = without_noise(marrow.sd, core.noise_hu);
  return marrow;
}

}  // namespace

Eigen::Vector3d ErodedLesion::place(std::size_t voxel) const {
  const auto row = static_cast<std::size_t>(grid.size[0]);
  const std::size_t slice = row * static_cast<std::size_t>(grid.size[1]);
  return {static_cast<double>(voxel % row), static_cast<double>(voxel % slice / row),
          static_cast<double>(voxel / slice)};
}

Eigen::Vector3d ErodedLesion::point_mm(std::size_t voxel) const {
  return grid.patient_from_voxel(place(voxel));
}

Measured<ErodedLesion> eroded_lesion(const LesionBox& box, const CtLesionOutline& outline,
                                     const ImageQuality& quality, const MatrixParameters& parameters) {
  const PointSpread& blur = quality.point_spread;
  if (!quality.noise_hu.known()) return Unknown{"noise: " + quality.noise_hu.reason()};
  if (!blur.in_plane_sigma_mm.known()) return Unknown{"point spread: " + blur.in_plane_sigma_mm.reason()};
  if (!blur.axial_sigma_mm.known()) return Unknown{"point spread: " + blur.axial_sigma_mm.reason()};
  ErodedLesion core;
  core.grid = box.grid;
  core.noise_hu = quality.noise_hu.value().value;
  core.blur_mm = blur.in_plane_sigma_mm.value().value;
  const double most_blur_mm = std::max(core.blur_mm, blur.axial_sigma_mm.value().value);
  core.erosion_mm = std::max(parameters.matrix_erosion_mm, parameters.matrix_erosion_blurs * most_blur_mm);
  core.depth_mm = signed_distance_mm(box.grid, closed_outline(box, outline, parameters.matrix_closing_mm));
  core.inside.resize(core.depth_mm.size());
  for (std::size_t i = 0; i < core.inside.size(); ++i)
    if (core.depth_mm[i] < -core.erosion_mm) {
      core.inside[i] = 1;
      core.voxels.push_back(i);
    }
  core.hounsfield.assign(box.hounsfield.begin(), box.hounsfield.end());
  core.calm = smoothed_within(box.grid, core.hounsfield, std::vector<std::uint8_t>(core.hounsfield.size(), 1),
                              calm_mm);
  core.background_hu = background_in(core);
  core.marrow = marrow_round(box, core);
  return core;
}

}  // namespace osteosign
