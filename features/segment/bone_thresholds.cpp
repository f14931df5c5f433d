#include "features/segment/bone_thresholds.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <numeric>

namespace osteosign {
namespace {

constexpr int lowest_hu = 0, highest_hu = 2499;
using Histogram = std::vector<std::uint64_t>;  // of lowest_hu .. highest_hu

Histogram histogram_of(std::span<const std::int16_t> hounsfield, const VoxelMask& body) {
  const ImageGrid& grid = body.grid();
  std::vector<Histogram> of_slice(static_cast<std::size_t>(grid.size[2]));
  tbb::parallel_for(0, grid.size[2], [&](int z) {
    Histogram& histogram = of_slice[static_cast<std::size_t>(z)];
    histogram.assign(highest_hu + 1, 0);
    for (int y = 0; y < grid.size[1]; ++y)
      for_each_voxel_of_row(body.row(y, z), [&](int x) {
        const int hu = hounsfield[grid.index(x, y, z)];
        if (hu > lowest_hu && hu <= highest_hu) ++histogram[static_cast<std::size_t>(hu)];
      });
  });
  Histogram sum(highest_hu + 1, 0);
  for (const Histogram& one : of_slice)
    std::transform(sum.begin(), sum.end(), one.begin(), sum.begin(), std::plus<>());
  return sum;
}

std::uint64_t count(const Histogram& histogram, int first, int last) {
  return std::accumulate(histogram.begin() + first, histogram.begin() + last + 1, std::uint64_t{0});
}

int percentile(const Histogram& histogram, int first, int last, double fraction) {
  const double wanted = fraction * static_cast<double>(count(histogram, first, last));
  double sum = 0;
  for (int hu = first; hu <= last; ++hu) {
    sum += static_cast<double>(histogram[static_cast<std::size_t>(hu)]);
    if (sum >= wanted) return hu;
  }
  return last;
}

/// Otsu 1979: the limit between two classes with the largest variance between them.
int otsu(const Histogram& histogram, int first, int last) {
  double all = 0;
  double all_moment = 0;
  for (int hu = first; hu <= last; ++hu) {
    all += static_cast<double>(histogram[static_cast<std::size_t>(hu)]);
    all_moment += static_cast<double>(histogram[static_cast<std::size_t>(hu)]) * hu;
  }
  double below = 0;
  double moment = 0;
  double best = -1;
  int limit = first;
  for (int hu = first; hu < last; ++hu) {
    below += static_cast<double>(histogram[static_cast<std::size_t>(hu)]);
    moment += static_cast<double>(histogram[static_cast<std::size_t>(hu)]) * hu;
    if (below <= 0 || below >= all) continue;
    const double difference = moment / below - (all_moment - moment) / (all - below);
    const double between = below * (all - below) * difference * difference;
    if (between > best) {
      best = between;
      limit = hu;
    }
  }
  return limit;
}

}  // namespace

BoneThresholds adapt_thresholds(std::span<const std::int16_t> hounsfield, const VoxelMask& body,
                                double noise_hu, const BoneThresholdParameters& parameters) {
  // Where the brightest bone is dimmer, all cortex is thinner than the blur (compact bone, methods A5.1).
  constexpr double least_cortex_hu = 1100;
  constexpr int muscle_low = 10, muscle_high = 100, least_muscle_voxels = 1000;
  const Histogram histogram = histogram_of(hounsfield, body);
  const double muscle = count(histogram, muscle_low, muscle_high) >= least_muscle_voxels
                            ? percentile(histogram, muscle_low, muscle_high, 0.5)
                            : parameters.muscle_hu;
  const double seed =
      std::clamp<double>(otsu(histogram, 100, 1500), parameters.high_lowest_hu, parameters.high_highest_hu);
  const double above_noise = std::max(parameters.low_lowest_hu, muscle + parameters.noise_factor * noise_hu);
  const double part_way = muscle + parameters.growth_fraction * (seed - muscle);
  const double growth = std::max(above_noise, std::min(part_way, parameters.low_highest_hu));
  const double half_way = std::max(growth, std::min((muscle + seed) / 2, parameters.low_highest_hu));
  const double cortex = percentile(histogram, static_cast<int>(seed), highest_hu, 0.99);
  return {muscle, std::max(seed, growth), growth, half_way, std::clamp(cortex, least_cortex_hu, 1800.0)};
}

}  // namespace osteosign
