#include "sample_data/phantom/ct_scanner.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "sample_data/phantom/ct_noise.h"
#include "sample_data/phantom/sampling_kernel.h"

namespace osteosign::phantom {

namespace {

constexpr double lowest_hu = -1024;
constexpr double highest_hu = 3071;

struct FineGrid {
  std::array<SamplingKernel, 3> kernels;
  double footprint_mm;
};

FineGrid fine_grid(const CtScan& scan) {
  const std::array<double, 3> spacing_mm{scan.column_mm, scan.row_mm, scan.increment_mm};
  std::array<int, 3> steps{};
  double footprint_mm = 0;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    steps[axis] = static_cast<int>(std::ceil(spacing_mm[axis] / scan.render_step_mm - 1e-9));
    footprint_mm = std::max(footprint_mm, spacing_mm[axis] / steps[axis]);
  }
  // Drawing by coverage has already blurred by a box of the footprint.
  const auto remaining = [&](double sigma_mm) {
    return std::sqrt(std::max(0.0, sigma_mm * sigma_mm - footprint_mm * footprint_mm / 12));
  };
  const double in_plane_mm = remaining(scan.psf_sigma_mm);
  return {
      {sampling_kernel(spacing_mm[0], steps[0], 0, in_plane_mm),
       sampling_kernel(spacing_mm[1], steps[1], 0, in_plane_mm),
       sampling_kernel(spacing_mm[2], steps[2], scan.slice_thickness_mm, remaining(slice_profile_sigma_mm))},
      footprint_mm};
}

/// Draws fine slices and blurs each in its plane.
class SliceRenderer {
 public:
  SliceRenderer(const SceneSampler& sampler, const Eigen::Isometry3d& patient_from_phantom,
                const CtScan& scan)
      : sampler_(sampler),
        phantom_from_patient_(patient_from_phantom.inverse()),
        grid_(grid_of(scan)),
        fine_(fine_grid(scan)) {}

  const SamplingKernel& kernel(std::size_t axis) const { return fine_.kernels[axis]; }

  std::vector<float> slice(int fine_z) const {
    const auto columns = static_cast<std::size_t>(grid_.size[0]);
    const int fine_rows = kernel(1).fine_count(grid_.size[1]);
    std::vector<float> by_fine_row;
    by_fine_row.reserve(columns * static_cast<std::size_t>(fine_rows));
    for (int fine_y = 0; fine_y < fine_rows; ++fine_y) {
      const std::vector<float> row = blurred_row(fine_y, fine_z);
      by_fine_row.insert(by_fine_row.end(), row.begin(), row.end());
    }
    std::vector<float> slice(columns * static_cast<std::size_t>(grid_.size[1]), 0.0F);
    for (std::size_t y = 0; y < static_cast<std::size_t>(grid_.size[1]); ++y)
      for (std::size_t t = 0; t < kernel(1).weights.size(); ++t) {
        const float* const source = by_fine_row.data() + (y * kernel(1).steps_per_voxel + t) * columns;
        for (std::size_t x = 0; x < columns; ++x) slice[y * columns + x] += kernel(1).weights[t] * source[x];
      }
    return slice;
  }

 private:
  std::vector<float> blurred_row(int fine_y, int fine_z) const {
    const SamplingKernel& kernel_x = kernel(0);
    std::vector<float> fine(static_cast<std::size_t>(kernel_x.fine_count(grid_.size[0])));
    const double y = kernel(1).voxel_coordinate(fine_y);
    const double z = kernel(2).voxel_coordinate(fine_z);
    const Eigen::Vector3d first =
        phantom_from_patient_ * grid_.patient_from_voxel({kernel_x.voxel_coordinate(0), y, z});
    const Eigen::Vector3d step = phantom_from_patient_.linear() * grid_.direction.col(0) *
                                 grid_.spacing_mm.x() / kernel_x.steps_per_voxel;
    const double step_mm = step.norm();
    for (std::size_t i = 0; i < fine.size();) {
      const SceneSample sample = sampler_(first + static_cast<double>(i) * step, fine_.footprint_mm);
      // Most of a body is even: whatever is sure to be the same is not looked at again.
      const double same_steps =
          std::min(sample.same_within_mm / step_mm, static_cast<double>(fine.size() - 1 - i));
      const std::size_t next = i + 1 + static_cast<std::size_t>(same_steps);
      std::fill(fine.begin() + static_cast<std::ptrdiff_t>(i),
                fine.begin() + static_cast<std::ptrdiff_t>(next), static_cast<float>(sample.value));
      i = next;
    }
    std::vector<float> row(static_cast<std::size_t>(grid_.size[0]), 0.0F);
    for (std::size_t x = 0; x < row.size(); ++x)
      for (std::size_t t = 0; t < kernel_x.weights.size(); ++t)
        row[x] += kernel_x.weights[t] * fine[x * kernel_x.steps_per_voxel + t];
    return row;
  }

  const SceneSampler& sampler_;
  Eigen::Isometry3d phantom_from_patient_;
  ImageGrid grid_;
  FineGrid fine_;
};

/// Lowers the middle of the block; air is left alone.
double cupping_hu(const CtScan& scan, int x, int y, double hu) {
  if (scan.cupping_hu == 0 || hu < -500) return 0;
  const double from_middle_x_mm = (x - (scan.columns - 1) / 2.0) * scan.column_mm;
  const double from_middle_y_mm = (y - (scan.rows - 1) / 2.0) * scan.row_mm;
  const double half_width_mm = scan.columns * scan.column_mm / 2;
  const double r = std::hypot(from_middle_x_mm, from_middle_y_mm) / half_width_mm;
  return -scan.cupping_hu * (1 - r * r);
}

std::int16_t stored_hu(double hu) {
  return static_cast<std::int16_t>(std::lround(std::clamp(hu, lowest_hu, highest_hu)));
}

/// One slice of the scan from the fine slices that it sees.
void write_slice(const CtScan& scan, const SamplingKernel& kernel_z, const RollingSlices& fine_slices,
                 const std::vector<float>& noise, int z, std::span<std::int16_t> hounsfield) {
  std::vector<float> slice(hounsfield.size(), 0.0F);
  for (std::size_t t = 0; t < kernel_z.weights.size(); ++t) {
    const std::vector<float>& source = fine_slices[z * kernel_z.steps_per_voxel + static_cast<int>(t)];
    for (std::size_t i = 0; i < slice.size(); ++i) slice[i] += kernel_z.weights[t] * source[i];
  }
  for (std::size_t i = 0; i < slice.size(); ++i) {
    const int x = static_cast<int>(i) % scan.columns;
    const int y = static_cast<int>(i) / scan.columns;
    const double clean = slice[i] + cupping_hu(scan, x, y, slice[i]);
    hounsfield[i] = stored_hu(clean + (noise.empty() ? 0.0F : noise[i]));
  }
}

}  // namespace

std::vector<std::int16_t> scan_scene(const Scene& scene_in_phantom,
                                     const Eigen::Isometry3d& patient_from_phantom, const CtScan& scan) {
  return scan_scene([&](const Eigen::Vector3d& point_mm,
                        double footprint_mm) { return scene_in_phantom.sample_at(point_mm, footprint_mm); },
                    patient_from_phantom, scan);
}

std::vector<std::int16_t> scan_scene(const SceneSampler& sampler_in_phantom,
                                     const Eigen::Isometry3d& patient_from_phantom, const CtScan& scan) {
  constexpr int batch = 32;  // slices that lie in memory at once, besides the result
  const SliceRenderer renderer(sampler_in_phantom, patient_from_phantom, scan);
  const SamplingKernel& kernel_z = renderer.kernel(2);
  const std::size_t slice_size = static_cast<std::size_t>(scan.columns) * static_cast<std::size_t>(scan.rows);
  std::vector<std::int16_t> hounsfield(slice_size * static_cast<std::size_t>(scan.slices));
  RollingSlices fine_slices;
  CtNoise noise(scan);
  for (int first = 0; first < scan.slices; first += batch) {
    const int end = std::min(scan.slices, first + batch);
    fine_slices.extend_to((end - 1) * kernel_z.steps_per_voxel + static_cast<int>(kernel_z.weights.size()),
                          [&](int z) { return renderer.slice(z); });
    fine_slices.drop_before(first * kernel_z.steps_per_voxel);
    noise.prepare(first, end);
    tbb::parallel_for(first, end, [&](int z) {
      write_slice(scan, kernel_z, fine_slices, noise.slice(z), z,
                  std::span(hounsfield).subspan(static_cast<std::size_t>(z) * slice_size, slice_size));
    });
  }
  return hounsfield;
}

}  // namespace osteosign::phantom
