#include "features/lesion/unrolled_cortex.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "features/profile/sample_ray.h"

namespace osteosign {
namespace {

constexpr double cell_mm = 0.5;
constexpr double ray_step_mm = 0.25;
constexpr double beyond_mm = 3;  // displaced fragments, and bone that is no perfect tube
constexpr double pooled_part = 0.5;

/// Largest mean over a window of the ray; nothing when the ray is shorter.
std::optional<double> densest(const Profile& ray, int window) {
  if (static_cast<int>(ray.values.size()) < window) return std::nullopt;
  double sum = 0;
  double best = -std::numeric_limits<double>::infinity();
  for (int i = 0; i < static_cast<int>(ray.values.size()); ++i) {
    sum += ray.values[static_cast<std::size_t>(i)];
    if (i >= window) sum -= ray.values[static_cast<std::size_t>(i - window)];
    if (i >= window - 1) best = std::max(best, sum);
  }
  return best / window;
}

}  // namespace

std::optional<double> UnrolledCortex::between(double column, double row) const {
  const int c = static_cast<int>(std::floor(column));
  const int r = static_cast<int>(std::floor(row));
  if (r < 0 || r + 1 >= rows) return std::nullopt;
  const double right = column - c;
  const double up = row - r;
  double sum = 0;
  for (const int dr : {0, 1})
    for (const int dc : {0, 1}) {
      const std::size_t cell = index(c + dc, r + dr);
      if (seen[cell] == 0) return std::nullopt;
      sum += (dr == 1 ? up : 1 - up) * (dc == 1 ? right : 1 - right) * hu[cell];
    }
  return sum;
}

UnrolledCortex unroll_cortex(const CtVolume& ct, const TubularSurface& tube, double thickness_mm) {
  const double round_mm = 2 * std::numbers::pi * tube.coefficients.row(0).mean();
  UnrolledCortex cortex;
  cortex.columns = std::max(16, static_cast<int>(round_mm / cell_mm));
  cortex.column_mm = round_mm / cortex.columns;
  cortex.rows = std::max(2, static_cast<int>((tube.last_mm - tube.first_mm) / cell_mm));
  cortex.row_mm = (tube.last_mm - tube.first_mm) / cortex.rows;
  cortex.first_row_mm = tube.first_mm + cortex.row_mm / 2;
  const std::size_t cells = static_cast<std::size_t>(cortex.columns) * static_cast<std::size_t>(cortex.rows);
  cortex.hu.assign(cells, 0);
  cortex.seen.assign(cells, 0);
  const SampledRange range{.inward = thickness_mm + beyond_mm, .outward = beyond_mm, .step = ray_step_mm};
  const int window = std::max(2, static_cast<int>(std::lround(pooled_part * thickness_mm / ray_step_mm)));
  tbb::parallel_for(0, cortex.rows, [&](int row) {
    const double along = cortex.first_row_mm + row * cortex.row_mm;
    for (int column = 0; column < cortex.columns; ++column) {
      const double angle = 2 * std::numbers::pi * column / cortex.columns;
      const Measured<Profile> ray =
          sample_ray(ct, tube.point_mm(angle, along), tube.normal(angle, along), range);
      const std::optional<double> most = ray.known() ? densest(ray.value(), window) : std::nullopt;
      if (!most) continue;
      cortex.hu[cortex.index(column, row)] = static_cast<float>(*most);
      cortex.seen[cortex.index(column, row)] = 1;
    }
  });
  return cortex;
}

}  // namespace osteosign
