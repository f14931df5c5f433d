#include "features/prepare/noise.h"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <numeric>

namespace osteosign {
namespace {

// Windows for the mean of 5x5 voxels, narrower than the tissues so that borders stay out (fat -120..-70 HU,
// muscle 20..90 HU: Aubrey 2014).
constexpr double fat_low_hu = -130, fat_high_hu = -60, muscle_low_hu = 10, muscle_high_hu = 100;
constexpr double even_tissue_hu = 25;  // local means of the three places may differ by this much
constexpr int half_patch = 2;
constexpr double sd_per_mad = 1.4826;
constexpr double second_difference_gain = 2.449489742783178;  // sqrt(1 + 4 + 1)

using Histogram = std::array<std::uint32_t, 2048>;

struct Slice {
  const CtVolume& ct;
  int z;
  int at(int x, int y) const { return ct.hounsfield[ct.grid.index(x, y, z)]; }
  double patch_mean(int x, int y) const {
    int sum = 0;
    for (int dy = -half_patch; dy <= half_patch; ++dy)
      for (int dx = -half_patch; dx <= half_patch; ++dx) sum += at(x + dx, y + dy);
    return sum / 25.0;
  }
};

bool is_soft_tissue(double mean_hu) {
  return (mean_hu > fat_low_hu && mean_hu < fat_high_hu) ||
         (mean_hu > muscle_low_hu && mean_hu < muscle_high_hu);
}

void add_second_difference(const Slice& slice, std::array<int, 2> at, std::array<int, 2> step, double mean,
                           Histogram& histogram) {
  const double before = slice.patch_mean(at[0] - step[0], at[1] - step[1]);
  const double after = slice.patch_mean(at[0] + step[0], at[1] + step[1]);
  if (std::abs(before - mean) > even_tissue_hu || std::abs(after - mean) > even_tissue_hu) return;
  const int difference = slice.at(at[0] - step[0], at[1] - step[1]) - 2 * slice.at(at[0], at[1]) +
                         slice.at(at[0] + step[0], at[1] + step[1]);
  ++histogram[static_cast<std::size_t>(std::min(std::abs(difference), 2047))];
}

Histogram differences_of_slice(const Slice& slice, int lag_x, int lag_y) {
  const auto& size = slice.ct.grid.size;
  const int stride = std::max(1, size[0] / 128);
  Histogram histogram{};
  for (int y = lag_y + half_patch; y < size[1] - lag_y - half_patch; y += stride)
    for (int x = lag_x + half_patch; x < size[0] - lag_x - half_patch; x += stride) {
      const double mean = slice.patch_mean(x, y);
      if (!is_soft_tissue(mean)) continue;
      add_second_difference(slice, {x, y}, {lag_x, 0}, mean, histogram);
      add_second_difference(slice, {x, y}, {0, lag_y}, mean, histogram);
    }
  return histogram;
}

/// Median of whole numbers spread evenly over their cells of width 1 (the cell of 0 is half as wide).
double median(const Histogram& histogram, std::uint64_t samples) {
  const double half = static_cast<double>(samples) / 2;
  double below = 0;
  for (std::size_t value = 0; value < histogram.size(); ++value) {
    const double in_cell = histogram[value];
    if (below + in_cell >= half && in_cell > 0) {
      const double lowest = value == 0 ? 0 : static_cast<double>(value) - 0.5;
      return lowest + (half - below) / in_cell * (value == 0 ? 0.5 : 1);
    }
    below += in_cell;
  }
  return 0;
}

}  // namespace

MeasuredQuantity measure_noise(const CtVolume& ct, const ImageQualityParameters& parameters) {
  const int size_z = ct.grid.size[2];
  const int every = std::max(1, size_z / 60);
  const int slices = (size_z + every - 1) / every;
  const auto lag = [&](int axis) {
    return std::max(1,
                    static_cast<int>(std::ceil(parameters.noise_lag_mm / ct.grid.spacing_mm[axis] - 1e-9)));
  };
  if (const Measured<int> background = constant_background_hu(ct); background.known())
    return Unknown{
        fmt::format("the background is a constant {} HU, without air or soft tissue", background.value())};
  std::vector<Histogram> of_slice(static_cast<std::size_t>(slices));
  tbb::parallel_for(0, slices, [&](int i) {
    of_slice[static_cast<std::size_t>(i)] = differences_of_slice({ct, i * every}, lag(0), lag(1));
  });
  Histogram all{};
  for (const Histogram& one : of_slice)
    std::transform(all.begin(), all.end(), one.begin(), all.begin(), std::plus<>());
  const auto samples = std::accumulate(all.begin(), all.end(), std::uint64_t{0});
  if (samples < static_cast<std::uint64_t>(parameters.least_noise_samples))
    return Unknown{fmt::format("only {} places of even soft tissue ({} needed for the noise)", samples,
                               parameters.least_noise_samples)};
  // An exact 0 means a noise-free image, not half a cell of rounding.
  const bool noise_free = all[0] == samples;
  const double noise = noise_free ? 0 : median(all, samples) * sd_per_mad / second_difference_gain;
  return Quantity{noise, Unit::hu, noise * 1.17 / std::sqrt(static_cast<double>(samples)),
                  fmt::format("MAD of {} second differences in muscle and fat", samples)};
}

}  // namespace osteosign
