#include "features/vertebra/gaussian_smoothing.h"

#include <algorithm>
#include <cmath>

namespace osteosign {
namespace {

/// Weights of the voxels 0, 1, 2 ... away along an axis; their sum over both sides is 1.
std::vector<float> half_kernel(double sigma_voxels) {
  const auto reach = static_cast<int>(3 * sigma_voxels);
  std::vector<double> weights;
  double sum = 0;
  for (int i = 0; i <= reach; ++i) {
    weights.push_back(std::exp(-0.5 * i * i / (sigma_voxels * sigma_voxels)));
    sum += (i == 0 ? 1 : 2) * weights.back();
  }
  std::vector<float> kernel;
  for (const double weight : weights) kernel.push_back(static_cast<float>(weight / sum));
  return kernel;
}

/// Along the rows themselves. Beyond its ends a row repeats them; the sums are made in the same order as
/// along the other axes.
std::vector<float> smoothed_along_rows(const std::vector<float>& values, int length,
                                       const std::vector<float>& kernel) {
  const auto size = static_cast<std::size_t>(length);
  const std::size_t reach = kernel.size() - 1;
  std::vector<float> result(values.size());
  std::vector<float> row(size + 2 * reach);
  for (std::size_t first = 0; first < values.size(); first += size) {
    std::fill_n(row.begin(), reach, values[first]);
    std::copy_n(values.data() + first, size, row.data() + reach);
    std::fill_n(row.end() - static_cast<std::ptrdiff_t>(reach), reach, values[first + size - 1]);
    float* const out = result.data() + first;
    for (std::size_t j = 0; j < size; ++j) out[j] = kernel[0] * row[reach + j];
    for (std::size_t away = 1; away <= reach; ++away)
      for (std::size_t j = 0; j < size; ++j)
        out[j] += kernel[away] * (row[reach + j - away] + row[reach + j + away]);
  }
  return result;
}

/// Along an axis with `stride` values from one voxel to the next: whole rows of `stride` values are weighted
/// at once, so that the compiler can do several in one step.
std::vector<float> smoothed_along(const std::vector<float>& values, std::size_t stride, int length,
                                  const std::vector<float>& kernel) {
  std::vector<float> result(values.size());
  const std::size_t block = stride * static_cast<std::size_t>(length);
  for (std::size_t first = 0; first < values.size(); first += block)
    for (int at = 0; at < length; ++at) {
      const auto row = [&](int i) {
        return values.data() + first + stride * static_cast<std::size_t>(std::clamp(i, 0, length - 1));
      };
      float* out = result.data() + first + stride * static_cast<std::size_t>(at);
      for (std::size_t j = 0; j < stride; ++j) out[j] = kernel[0] * row(at)[j];
      for (int away = 1; away < static_cast<int>(kernel.size()); ++away) {
        const float* before = row(at - away);
        const float* after = row(at + away);
        const float weight = kernel[static_cast<std::size_t>(away)];
        for (std::size_t j = 0; j < stride; ++j) out[j] += weight * (before[j] + after[j]);
      }
    }
  return result;
}

}  // namespace

std::vector<float> gaussian_smoothed(const ImageGrid& grid, const std::vector<float>& values,
                                     double sigma_mm) {
  std::vector<float> result = values;
  std::size_t stride = 1;
  for (int axis = 0; axis < 3; ++axis) {
    const int length = grid.size[static_cast<std::size_t>(axis)];
    const std::vector<float> kernel = half_kernel(sigma_mm / grid.spacing_mm[axis]);
    result = axis == 0 ? smoothed_along_rows(result, length, kernel)
                       : smoothed_along(result, stride, length, kernel);
    stride *= static_cast<std::size_t>(length);
  }
  return result;
}

}  // namespace osteosign
