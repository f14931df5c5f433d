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

std::size_t LocalDensity::cell_index(int x, int y, int z) const {
  return static_cast<std::size_t>(x) +
         static_cast<std::size_t>(cells_[0]) *
             (static_cast<std::size_t>(y) +
              static_cast<std::size_t>(cells_[1]) * static_cast<std::size_t>(z));
}

LocalDensity::LocalDensity(const CoarseBone& bone, const LocalDensityParameters& parameters) : bone_(bone) {
  const ImageGrid& grid = bone.grid;
  std::array<int, 3> reach{};
  const double cell_mm = parameters.local_window_mm / cells_to_window;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const double spacing_mm = grid.spacing_mm[static_cast<Eigen::Index>(axis)];
    cell_voxels_[axis] = std::max(1, static_cast<int>(std::lround(cell_mm / spacing_mm)));
    cells_[axis] = (grid.size[axis] + cell_voxels_[axis] - 1) / cell_voxels_[axis];
    reach[axis] = std::max(
        1, static_cast<int>(std::lround(parameters.local_window_mm / (cell_voxels_[axis] * spacing_mm))));
  }
  using CellHistograms = std::array<Histogram, depths>;
  const std::size_t count = static_cast<std::size_t>(cells_[0]) * static_cast<std::size_t>(cells_[1]) *
                            static_cast<std::size_t>(cells_[2]);
  std::vector<std::unique_ptr<CellHistograms>> filled(count);
  for_each_voxel(bone.bone, [&](int x, int y, int z) {
    auto& cell = filled[cell_index(x / cell_voxels_[0], y / cell_voxels_[1], z / cell_voxels_[2])];
    if (!cell) cell = std::make_unique<CellHistograms>();
    const std::size_t i = grid.index(x, y, z);
    ++(*cell)[static_cast<std::size_t>(depth_class(bone.surface_mm[i]))][bin_of(bone.hu[i])];
  });
  expected_.resize(count);
  tbb::parallel_for(0, cells_[2], [&](int z) {
    for (int y = 0; y < cells_[1]; ++y)
      for (int x = 0; x < cells_[0]; ++x) {
        if (!filled[cell_index(x, y, z)]) continue;
        CellHistograms sum{};
        for (int w = std::max(0, z - reach[2]); w <= std::min(cells_[2] - 1, z + reach[2]); ++w)
          for (int v = std::max(0, y - reach[1]); v <= std::min(cells_[1] - 1, y + reach[1]); ++v)
            for (int u = std::max(0, x - reach[0]); u <= std::min(cells_[0] - 1, x + reach[0]); ++u) {
              const auto& other = filled[cell_index(u, v, w)];
              if (!other) continue;
              for (std::size_t depth = 0; depth < sum.size(); ++depth)
                for (std::size_t bin = 0; bin < bins; ++bin) sum[depth][bin] += (*other)[depth][bin];
            }
        for (std::size_t depth = 0; depth < sum.size(); ++depth)
          expected_[cell_index(x, y, z)].of_depth[depth] = expectation(sum[depth], parameters);
      }
  });
}

std::optional<LocalExpectation> LocalDensity::at(int x, int y, int z) const {
  if (!bone_.bone.contains(x, y, z)) return std::nullopt;
  const Cell& cell = expected_[cell_index(x / cell_voxels_[0], y / cell_voxels_[1], z / cell_voxels_[2])];
  // Thin bone has few blocks that lie as deep as its middle.
  for (int depth = depth_class(bone_.surface_mm[bone_.grid.index(x, y, z)]); depth >= 0; --depth)
    if (cell.of_depth[depth]) return cell.of_depth[depth];
  return std::nullopt;
}

}  // namespace osteosign
