#include "features/prepare/binomial_smoothing.h"

#include <tbb/parallel_for.h>

#include <algorithm>

namespace osteosign {

std::vector<std::int16_t> binomial_smoothed_in_plane(const CtVolume& ct) {
  std::vector<std::int16_t> result(ct.hounsfield.size());
  const auto [size_x, size_y, size_z] = ct.grid.size;
  tbb::parallel_for(0, size_z, [&, size_x = size_x, size_y = size_y](int z) {
    std::vector<int> column_sums(static_cast<std::size_t>(size_x));
    for (int y = 0; y < size_y; ++y) {
      const std::int16_t* above = &ct.hounsfield[ct.grid.index(0, std::max(0, y - 1), z)];
      const std::int16_t* here = &ct.hounsfield[ct.grid.index(0, y, z)];
      const std::int16_t* below = &ct.hounsfield[ct.grid.index(0, std::min(size_y - 1, y + 1), z)];
      for (std::size_t x = 0; x < column_sums.size(); ++x) column_sums[x] = above[x] + 2 * here[x] + below[x];
      std::int16_t* out = &result[ct.grid.index(0, y, z)];
      for (std::size_t x = 0; x < column_sums.size(); ++x) {
        const int left = column_sums[x == 0 ? 0 : x - 1];
        const int right = column_sums[std::min(x + 1, column_sums.size() - 1)];
        out[x] = static_cast<std::int16_t>((left + 2 * column_sums[x] + right) >> 4);
      }
    }
  });
  return result;
}

}  // namespace osteosign
