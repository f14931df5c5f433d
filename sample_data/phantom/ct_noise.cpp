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

double product(const Kernel& a, const Kernel& b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
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

}  // namespace

CtNoise::BandKernels CtNoise::band_kernels(double spacing_mm, double sigma_mm) {
  BandKernels kernels{sampling_kernel(spacing_mm, 1, 0, sigma_mm).weights,
                      sampling_kernel(spacing_mm, 1, 0, low_width * sigma_mm).weights};
  const std::size_t missing = (kernels.wide.size() - kernels.narrow.size()) / 2;
  kernels.narrow.insert(kernels.narrow.begin(), missing, 0.0F);
  kernels.narrow.insert(kernels.narrow.end(), missing, 0.0F);
  return kernels;
}

double CtNoise::variance_gain(const BandKernels& x, const BandKernels& y) {
  return product(x.narrow, x.narrow) * product(y.narrow, y.narrow) -
         2 * low_part * product(x.narrow, x.wide) * product(y.narrow, y.wide) +
         low_part * low_part * product(x.wide, x.wide) * product(y.wide, y.wide);
}

CtNoise::CtNoise(const CtScan& scan)
    : scan_(scan),
      x_(band_kernels(scan.column_mm, scan.psf_sigma_mm)),
      y_(band_kernels(scan.row_mm, scan.psf_sigma_mm)),
      along_z_(
          sampling_kernel(scan.increment_mm, 1, scan.slice_thickness_mm, slice_profile_sigma_mm).weights),
      gain_(static_cast<float>(scan.noise_hu /
                               std::sqrt(variance_gain(x_, y_) * product(along_z_, along_z_)))) {}

std::vector<float> CtNoise::source(int stream) const {
  const std::size_t count = (static_cast<std::size_t>(scan_.columns) + x_.wide.size() - 1) *
                            (static_cast<std::size_t>(scan_.rows) + y_.wide.size() - 1);
  RandomNumbers random(static_cast<std::uint64_t>(scan_.seed), static_cast<std::uint64_t>(stream));
  std::vector<float> white(count);
  for (float& value : white) value = static_cast<float>(random.normal());
  std::vector<float> band = blur(white, scan_.columns, scan_.rows, x_.narrow, y_.narrow);
  const std::vector<float> low = blur(white, scan_.columns, scan_.rows, x_.wide, y_.wide);
  for (std::size_t i = 0; i < band.size(); ++i) band[i] -= static_cast<float>(low_part) * low[i];
  return band;
}

void CtNoise::prepare(int first, int end) {
  if (scan_.noise_hu <= 0) return;
  sources_.extend_to(end + static_cast<int>(along_z_.size()) - 1, [&](int k) { return source(k); });
  sources_.drop_before(first);
}

std::vector<float> CtNoise::slice(int z) const {
  if (scan_.noise_hu <= 0) return {};
  std::vector<float> noise(sources_[z].size(), 0.0F);
  for (std::size_t t = 0; t < along_z_.size(); ++t) {
    const std::vector<float>& source = sources_[z + static_cast<int>(t)];
    for (std::size_t i = 0; i < noise.size(); ++i) noise[i] += gain_ * along_z_[t] * source[i];
  }
  return noise;
}

std::vector<float> ct_noise(const CtScan& scan) {
  if (scan.noise_hu <= 0) return {};
  CtNoise noise(scan);
  noise.prepare(0, scan.slices);
  const std::size_t slice_size = noise.slice(0).size();
  std::vector<float> block(slice_size * static_cast<std::size_t>(scan.slices));
  tbb::parallel_for(0, scan.slices, [&](int z) {
    const std::vector<float> slice = noise.slice(z);
    std::copy(slice.begin(), slice.end(), block.begin() + static_cast<std::ptrdiff_t>(slice_size) * z);
  });
  return block;
}

}  // namespace osteosign::phantom
