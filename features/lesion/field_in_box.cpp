#include "features/lesion/field_in_box.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace osteosign {
namespace {

std::size_t step_of(const ImageGrid& grid, int axis) {
  std::size_t step = 1;
  for (int a = 0; a < axis; ++a) step *= static_cast<std::size_t>(grid.size[static_cast<std::size_t>(a)]);
  return step;
}

/// Calls `pass(first voxel of a line, step, length)` for all lines along an axis.
template <class Pass>
void for_each_line(const ImageGrid& grid, int axis, const Pass& pass) {
  const int other = axis == 2 ? 1 : 2;
  const int inner = 3 - axis - other;
  const std::size_t step = step_of(grid, axis);
  const auto size = [&](int a) { return grid.size[static_cast<std::size_t>(a)]; };
  tbb::parallel_for(0, size(other), [&](int o) {
    for (int i = 0; i < size(inner); ++i)
      pass(static_cast<std::size_t>(o) * step_of(grid, other) +
               static_cast<std::size_t>(i) * step_of(grid, inner),
           step, size(axis));
  });
}

std::vector<float> convolved(const ImageGrid& grid, std::vector<float> values, double sigma_mm) {
  for (int axis = 0; axis < 3; ++axis) {
    const double sigma = sigma_mm / grid.spacing_mm[axis];
    const int reach = static_cast<int>(std::ceil(3 * sigma));
    std::vector<float> kernel;
    for (int k = -reach; k <= reach; ++k)
      kernel.push_back(static_cast<float>(std::exp(-0.5 * k * k / (sigma * sigma))));
    std::vector<float> result(values.size());
    for_each_line(grid, axis, [&](std::size_t first, std::size_t step, int length) {
      for (int i = 0; i < length; ++i) {
        float sum = 0;
        for (int k = std::max(-reach, -i); k <= std::min(reach, length - 1 - i); ++k)
          sum += kernel[static_cast<std::size_t>(k + reach)] *
                 values[first + static_cast<std::size_t>(i + k) * step];
        result[first + static_cast<std::size_t>(i) * step] = sum;
      }
    });
    values = std::move(result);
  }
  return values;
}

template <class Choose>
std::vector<float> extreme(const ImageGrid& grid, std::vector<float> values, double width_mm, Choose choose) {
  for (int axis = 0; axis < 3; ++axis) {
    const int reach = static_cast<int>(std::lround(0.5 * width_mm / grid.spacing_mm[axis]));
    std::vector<float> result(values.size());
    for_each_line(grid, axis, [&](std::size_t first, std::size_t step, int length) {
      for (int i = 0; i < length; ++i) {
        float best = values[first + static_cast<std::size_t>(i) * step];
        for (int k = std::max(-reach, -i); k <= std::min(reach, length - 1 - i); ++k)
          best = choose(best, values[first + static_cast<std::size_t>(i + k) * step]);
        result[first + static_cast<std::size_t>(i) * step] = best;
      }
    });
    values = std::move(result);
  }
  return values;
}

}  // namespace

std::vector<float> smoothed_within(const ImageGrid& grid, const std::vector<float>& values,
                                   const std::vector<std::uint8_t>& mask, double sigma_mm) {
  std::vector<float> weight(values.size()), weighted(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    weight[i] = mask[i] != 0 ? 1.0F : 0.0F;
    weighted[i] = mask[i] != 0 ? values[i] : 0.0F;
  }
  weight = convolved(grid, std::move(weight), sigma_mm);
  weighted = convolved(grid, std::move(weighted), sigma_mm);
  for (std::size_t i = 0; i < values.size(); ++i) weighted[i] = weight[i] > 0 ? weighted[i] / weight[i] : 0;
  return weighted;
}

std::vector<float> opened_within(const ImageGrid& grid, const std::vector<float>& values,
                                 const std::vector<std::uint8_t>& mask, double width_mm) {
  constexpr float infinity = std::numeric_limits<float>::infinity();
  std::vector<float> field(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) field[i] = mask[i] != 0 ? values[i] : infinity;
  field = extreme(grid, std::move(field), width_mm, [](float a, float b) { return std::min(a, b); });
  for (std::size_t i = 0; i < values.size(); ++i)
    if (mask[i] == 0) field[i] = -infinity;
  return extreme(grid, std::move(field), width_mm, [](float a, float b) { return std::max(a, b); });
}

double field_at(const ImageGrid& grid, const std::vector<float>& values, const Eigen::Vector3d& voxel) {
  std::array<int, 3> low{}, high{};
  std::array<double, 3> part{};
  for (int axis = 0; axis < 3; ++axis) {
    const auto a = static_cast<std::size_t>(axis);
    const double place = std::clamp(voxel[axis], 0.0, static_cast<double>(grid.size[a] - 1));
    low[a] = static_cast<int>(place);
    high[a] = std::min(low[a] + 1, grid.size[a] - 1);
    part[a] = place - low[a];
  }
  double sum = 0;
  for (int corner = 0; corner < 8; ++corner) {
    const bool x = (corner & 1) != 0, y = (corner & 2) != 0, z = (corner & 4) != 0;
    const double weight =
        (x ? part[0] : 1 - part[0]) * (y ? part[1] : 1 - part[1]) * (z ? part[2] : 1 - part[2]);
    if (weight > 0)
      sum += weight * values[grid.index(x ? high[0] : low[0], y ? high[1] : low[1], z ? high[2] : low[2])];
  }
  return sum;
}

std::vector<std::vector<std::size_t>> pieces_of(const ImageGrid& grid,
                                                const std::vector<std::uint8_t>& mask) {
  const auto row = static_cast<std::size_t>(grid.size[0]);
  const std::size_t slice = row * static_cast<std::size_t>(grid.size[1]);
  std::vector<std::uint8_t> left = mask;
  std::vector<std::vector<std::size_t>> pieces;
  for (std::size_t start = 0; start < left.size(); ++start) {
    if (left[start] == 0) continue;
    std::vector<std::size_t> piece{start};
    left[start] = 0;
    const auto visit = [&](bool exists, std::size_t next) {
      if (!exists || left[next] == 0) return;
      left[next] = 0;
      piece.push_back(next);
    };
    for (std::size_t i = 0; i < piece.size(); ++i) {
      const std::size_t at = piece[i];
      const std::size_t x = at % row, y = at % slice / row, z = at / slice;
      visit(x > 0, at - 1);
      visit(x + 1 < row, at + 1);
      visit(y > 0, at - row);
      visit(y + 1 < static_cast<std::size_t>(grid.size[1]), at + row);
      visit(z > 0, at - slice);
      visit(z + 1 < static_cast<std::size_t>(grid.size[2]), at + slice);
    }
    std::sort(piece.begin(), piece.end());
    pieces.push_back(std::move(piece));
  }
  return pieces;
}

}  // namespace osteosign
