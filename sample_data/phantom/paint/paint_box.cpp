#include "sample_data/phantom/paint/paint_box.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/values/errors.h"
#include "sample_data/phantom/ct_noise.h"
#include "sample_data/phantom/sampling_kernel.h"

namespace osteosign::phantom {

namespace {

constexpr int lowest_hu = -1024, highest_hu = 3071;

/// Blurs along one axis of a box; beyond its border the value goes on.
std::vector<float> blurred_along(const std::vector<float>& values, const ImageGrid& box, int axis,
                                 double sigma_mm) {
  const auto i_axis = static_cast<std::size_t>(axis);
  const std::vector<float> weights = sampling_kernel(box.spacing_mm[axis], 1, 0, sigma_mm).weights;
  const int reach = static_cast<int>(weights.size()) / 2;
  std::vector<float> blurred(values.size(), 0.0F);
  std::array<int, 3> p{};
  for (p[2] = 0; p[2] < box.size[2]; ++p[2])
    for (p[1] = 0; p[1] < box.size[1]; ++p[1])
      for (p[0] = 0; p[0] < box.size[0]; ++p[0]) {
        float sum = 0;
        for (int t = -reach; t <= reach; ++t) {
          std::array<int, 3> from = p;
          from[i_axis] = std::clamp(p[i_axis] + t, 0, box.size[i_axis] - 1);
          sum += weights[static_cast<std::size_t>(t + reach)] * values[box.index(from[0], from[1], from[2])];
        }
        blurred[box.index(p[0], p[1], p[2])] = sum;
      }
  return blurred;
}

}  // namespace

PaintBox box_round(const ImageGrid& grid, const Eigen::Vector3d& centre_mm, double reach_mm,
                   const char* what) {
  const Eigen::Vector3d centre = grid.voxel_from_patient(centre_mm);
  PaintBox box;
  std::array<int, 3> size{};
  for (int axis = 0; axis < 3; ++axis) {
    const auto i = static_cast<std::size_t>(axis);
    const double reach = reach_mm / grid.spacing_mm[axis];
    box.first[i] = std::max(0, static_cast<int>(std::floor(centre[axis] - reach)));
    size[i] =
        std::min(grid.size[i] - 1, static_cast<int>(std::ceil(centre[axis] + reach))) - box.first[i] + 1;
    if (size[i] <= 0)
      throw UsageError(fmt::format("{} at {:.1f}, {:.1f}, {:.1f} mm lies outside of the volume", what,
                                   centre_mm.x(), centre_mm.y(), centre_mm.z()));
  }
  box.grid = grid.crop(box.first, size);
  return box;
}

std::vector<float> seen_presence(const ImageGrid& box, const Blur& blur,
                                 const std::function<double(const Eigen::Vector3d&)>& presence) {
  constexpr std::array<double, 3> places{-1.0 / 3, 0, 1.0 / 3};
  std::vector<float> seen(box.voxel_count());
  for (int z = 0; z < box.size[2]; ++z)
    for (int y = 0; y < box.size[1]; ++y)
      for (int x = 0; x < box.size[0]; ++x) {
        double sum = 0;
        for (const double dz : places)
          for (const double dy : places)
            for (const double dx : places) sum += presence(box.patient_from_voxel({x + dx, y + dy, z + dz}));
        seen[box.index(x, y, z)] = static_cast<float>(sum / 27);
      }
  // Averaging over the voxel has already blurred by a box.
  const auto remaining = [&](double sigma_mm, int axis) {
    return std::sqrt(std::max(0.0, sigma_mm * sigma_mm - box.spacing_mm[axis] * box.spacing_mm[axis] / 12));
  };
  seen = blurred_along(seen, box, 0, remaining(blur.in_plane_mm, 0));
  seen = blurred_along(seen, box, 1, remaining(blur.in_plane_mm, 1));
  return blurred_along(seen, box, 2, remaining(blur.axial_mm, 2));
}

std::vector<float> box_noise(const ImageGrid& box, const Blur& blur, double noise_hu,
                             double slice_thickness_mm, int seed) {
  CtScan scan;
  scan.columns = box.size[0];
  scan.rows = box.size[1];
  scan.slices = box.size[2];
  scan.column_mm = box.spacing_mm.x();
  scan.row_mm = box.spacing_mm.y();
  scan.increment_mm = box.spacing_mm.z();
  scan.slice_thickness_mm = slice_thickness_mm;
  scan.psf_sigma_mm = blur.in_plane_mm;
  scan.noise_hu = noise_hu;
  scan.seed = seed;
  return ct_noise(scan);
}

void blend(CtVolume& ct, const PaintBox& box, const std::vector<float>& presence, double hu,
           const std::vector<float>& noise) {
  const ImageGrid& grid = box.grid;
  for (int z = 0; z < grid.size[2]; ++z)
    for (int y = 0; y < grid.size[1]; ++y)
      for (int x = 0; x < grid.size[0]; ++x) {
        const std::size_t i = grid.index(x, y, z);
        const double part = presence[i];
        if (part < 1e-3) continue;
        std::int16_t& voxel =
            ct.hounsfield[ct.grid.index(box.first[0] + x, box.first[1] + y, box.first[2] + z)];
        const double fresh = noise.empty() ? 0 : std::sqrt(part * (2 - part)) * noise[i];
        const double value = (1 - part) * voxel + part * hu + fresh;
        voxel = static_cast<std::int16_t>(
            std::clamp(static_cast<int>(std::lround(value)), lowest_hu, highest_hu));
      }
}

}  // namespace osteosign::phantom
