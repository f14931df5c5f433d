#include "sample_data/phantom/ct_noise.h"

#include <tbb/parallel_for.h>

#include <cmath>
#include <numeric>

#include "sample_data/phantom/random_numbers.h"
#include "sample_data/phantom/sampling_kernel.h"

namespace osteosign::phantom {

namespace {

constexpr double low_part = 0.8;
constexpr double low_width = 2;

using Kernel = std::vector<float>;

/// Kernels of equal length for the narrow and the wide blur of one axis.
struct BandKernels {
  Kernel narrow, wide;
};

BandKernels band_kernels(double spacing_mm, double sigma_mm) {
  BandKernels kernels{sampling_kernel(spacing_mm, 1, 0, sigma_mm).weights,
                      sampling_kernel(spacing_mm, 1, 0, low_width * sigma_mm).weights};
  const std::size_t missing = (kernels.wide.size() - kernels.narrow.size()) / 2;
  kernels.narrow.insert(kernels.narrow.begin(), missing, 0.0F);
  kernels.narrow.insert(kernels.narrow.end(), missing, 0.0F);
  return kernels;
}

double product(const Kernel& a, const Kernel& b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

double band_variance_gain(const BandKernels& x, const BandKernels& y) {
  return product(x.narrow, x.narrow) * product(y.narrow, y.narrow) -
         2 * low_part * product(x.narrow, x.wide) * product(y.narrow, y.wide) +
         low_part * low_part * product(x.wide, x.wide) * product(y.wide, y.wide);
}

/// Blurs a padded slice (columns + |x| - 1 by rows + |y| - 1 values) down to columns by rows.
std::vector<float> blur(const std::vector<float>& padded, int columns, int rows, const Kernel& x,
                        const Kernel& y) {
  const std::size_t padded_columns = static_cast<std::size_t>(columns) + x.size() - 1;
  const std::size_t padded_rows = static_cast<std::size_t>(rows) + y.size() - 1;
  const auto width = static_cast<std::size_t>(columns);
  std::vector<float> half(width * padded_rows, 0.0F);
  for (std::size_t row = 0; row < padded_rows; ++row)
    for (std::size_t t = 0; t < x.size(); ++t)
      for (std::size_t column = 0; column < width; ++column)
        half[row * width + column] += x[t] * padded[row * padded_columns + column + t];
  std::vector<float> blurred(width * static_cast<std::size_t>(rows), 0.0F);
  for (std::size_t row = 0; row < static_cast<std::size_t>(rows); ++row)
    for (std::size_t t = 0; t < y.size(); ++t)
      for (std::size_t column = 0; column < width; ++column)
        blurred[row * width + column] += y[t] * half[(row + t) * width + column];
  return blurred;
}

std::vector<float> noise_slice(const CtScan& scan, int stream, const BandKernels& x, const BandKernels& y) {
  const std::size_t count = (static_cast<std::size_t>(scan.columns) + x.wide.size() - 1) *
                            (static_cast<std::size_t>(scan.rows) + y.wide.size() - 1);
  RandomNumbers random(static_cast<std::uint64_t>(scan.seed), static_cast<std::uint64_t>(stream));
  std::vector<float> white(count);
  for (float& value : white) value = static_cast<float>(random.normal());
  std::vector<float> band = blur(white, scan.columns, scan.rows, x.narrow, y.narrow);
  const std::vector<float> low = blur(white, scan.columns, scan.rows, x.wide, y.wide);
  for (std::size_t i = 0; i < band.size(); ++i) band[i] -= static_cast<float>(low_part) * low[i];
  return band;
}

}  // namespace

std::vector<float> ct_noise(const CtScan& scan) {
  if (scan.noise_hu <= 0) return {};
  const BandKernels x = band_kernels(scan.column_mm, scan.psf_sigma_mm);
  const BandKernels y = band_kernels(scan.row_mm, scan.psf_sigma_mm);
  const Kernel z =
      sampling_kernel(scan.increment_mm, 1, scan.slice_thickness_mm, slice_profile_sigma_mm).weights;
  const auto gain = static_cast<float>(scan.noise_hu / std::sqrt(band_variance_gain(x, y) * product(z, z)));

  const int source_slices = scan.slices + static_cast<int>(z.size()) - 1;
  std::vector<std::vector<float>> sources(static_cast<std::size_t>(source_slices));
  tbb::parallel_for(0, source_slices,
                    [&](int k) { sources[static_cast<std::size_t>(k)] = noise_slice(scan, k, x, y); });
  const std::size_t slice_size = sources.front().size();
  std::vector<float> noise(slice_size * static_cast<std::size_t>(scan.slices), 0.0F);
  tbb::parallel_for(0, scan.slices, [&](int k) {
    float* const slice = noise.data() + static_cast<std::size_t>(k) * slice_size;
    for (std::size_t t = 0; t < z.size(); ++t) {
      const std::vector<float>& source = sources[static_cast<std::size_t>(k) + t];
      for (std::size_t i = 0; i < slice_size; ++i) slice[i] += gain * z[t] * source[i];
    }
  });
  return noise;
}

}  // namespace osteosign::phantom
