#include "features/find/candidates/local_density.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

namespace osteosign {
namespace {

constexpr double cells_to_window = 2.5;  // what is expected is the same in a cell
constexpr int lowest_hu = -200;
constexpr int bin_hu = 20;
constexpr int bins = 100;
constexpr double sd_of_quartile = 1 / 0.6745;

using Histogram = std::array<std::uint32_t, bins>;

std::size_t bin_of(double hu) {
  return static_cast<std::size_t>(
      std::clamp(static_cast<int>(std::floor((hu - lowest_hu) / bin_hu)), 0, bins - 1));
}

/// Value below which a share of the histogram lies; within a bin evenly spread.
double quantile(const Histogram& histogram, std::uint32_t count, double share) {
  const double wanted = share * count;
  double below = 0;
  for (std::size_t i = 0; i < histogram.size(); ++i) {
    if (below + histogram[i] >= wanted && histogram[i] > 0)
      return lowest_hu + bin_hu * (static_cast<double>(i) + (wanted - below) / histogram[i]);
    below += histogram[i];
  }
  return lowest_hu + bin_hu * bins;
}

std::optional<LocalExpectation> expectation(const Histogram& histogram,
                                            const LocalDensityParameters& parameters) {
  std::uint32_t count = 0;
  for (const std::uint32_t in_bin : histogram) count += in_bin;
  if (count < static_cast<std::uint32_t>(parameters.local_fewest_blocks)) return std::nullopt;
  const double median = quantile(histogram, count, 0.5);
  const auto spread = [&](double way) {
    return std::max(parameters.local_least_spread_hu, sd_of_quartile * way);
  };
  return LocalExpectation{median, spread(median - quantile(histogram, count, 0.25)),
                          spread(quantile(histogram, count, 0.75) - median)};
}

}  // namespace

int LocalDensity::depth_class(double surface_mm) {
  constexpr double layer_mm = 2;
  return std::clamp(static_cast<int>(-surface_mm / layer_mm), 0, depths - 1);
}

LocalDensity::LocalDensity(const CoarseBone& bone, const LocalDensityParameters& parameters)
    : bone_(bone), cells_(bone.grid, parameters.local_window_mm / cells_to_window) {
  const ImageGrid& grid = bone.grid;
  const std::array<int, 3>& cells = cells_.cells;
  std::array<int, 3> reach{};
  for (std::size_t axis = 0; axis < 3; ++axis)
    reach[axis] = std::max(1, cells_.reach(axis, parameters.local_window_mm));
  using CellHistograms = std::array<Histogram, depths>;
  const std::size_t count = cells_.count();
  std::vector<std::unique_ptr<CellHistograms>> filled(count);
  for_each_voxel(bone.bone, [&](int x, int y, int z) {
    auto& cell = filled[cells_.of_block(x, y, z)];
    if (!cell) cell = std::make_unique<CellHistograms>();
    const std::size_t i = grid.index(x, y, z);
    ++(*cell)[static_cast<std::size_t>(depth_class(bone.surface_mm[i]))][bin_of(bone.hu[i])];
  });
  expected_.resize(count);
  tbb::parallel_for(0, cells[2], [&](int z) {
    for (int y = 0; y < cells[1]; ++y)
      for (int x = 0; x < cells[0]; ++x) {
        if (!filled[cells_.index(x, y, z)]) continue;
        CellHistograms sum{};
        for (int w = std::max(0, z - reach[2]); w <= std::min(cells[2] - 1, z + reach[2]); ++w)
          for (int v = std::max(0, y - reach[1]); v <= std::min(cells[1] - 1, y + reach[1]); ++v)
            for (int u = std::max(0, x - reach[0]); u <= std::min(cells[0] - 1, x + reach[0]); ++u) {
              const auto& other = filled[cells_.index(u, v, w)];
              if (!other) continue;
              for (std::size_t depth = 0; depth < sum.size(); ++depth)
                for (std::size_t bin = 0; bin < bins; ++bin) sum[depth][bin] += (*other)[depth][bin];
            }
        for (std::size_t depth = 0; depth < sum.size(); ++depth)
          expected_[cells_.index(x, y, z)].of_depth[depth] = expectation(sum[depth], parameters);
      }
  });
}

std::optional<LocalExpectation> LocalDensity::at(int x, int y, int z) const {
  if (!bone_.bone.contains(x, y, z)) return std::nullopt;
  const Cell& cell = expected_[cells_.of_block(x, y, z)];
  // Thin bone has few blocks that lie as deep as its middle.
  for (int depth = depth_class(bone_.surface_mm[bone_.grid.index(x, y, z)]); depth >= 0; --depth)
    if (cell.of_depth[depth]) return cell.of_depth[depth];
  return std::nullopt;
}

}  // namespace osteosign
