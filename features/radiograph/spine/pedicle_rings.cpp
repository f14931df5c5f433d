#include "features/radiograph/spine/pedicle_rings.h"

#include <algorithm>
#include <cmath>

#include "features/profile/order_statistics.h"

namespace osteosign {
namespace {

constexpr int rows_searched = 10, columns_searched = 7;  // round the expected place
constexpr double distance_cost = 0.002;                  // for each pixel off it
constexpr double size_factor = 1.43;  // most by which sizes differ from those of the others

bool is_near(double value, double usual) {
  return value > usual / size_factor && value < usual * size_factor;
}

/// The median of the rings of the other levels.
RingSize usual_size(const std::vector<PedicleRings>& levels, std::size_t but_of) {
  std::vector<double> across, along;
  for (std::size_t level = 0; level < levels.size(); ++level)
    for (const PedicleRing& ring : levels[level]) {
      if (level == but_of) continue;
      across.push_back(ring.size.across);
      along.push_back(ring.size.along);
    }
  return {median(across), median(along)};
}

/// The ring near a place that looks most like one, less what its distance costs, of the sizes let through.
template <class Allowed>
PedicleRing best_ring(const RingLikeness& likeness, double column, double row, const Allowed& allowed) {
  const int rows = likeness.maps.front().rows, columns = likeness.maps.front().cols;
  const int middle_row = static_cast<int>(std::lround(row)),
            middle_column = static_cast<int>(std::lround(column));
  PedicleRing found;
  double best = -9;
  for (std::size_t size = 0; size < likeness.sizes.size(); ++size) {
    if (!allowed(likeness.sizes[size])) continue;
    for (int r = std::max(0, middle_row - rows_searched); r <= std::min(rows - 1, middle_row + rows_searched);
         ++r)
      for (int c = std::max(0, middle_column - columns_searched);
           c <= std::min(columns - 1, middle_column + columns_searched); ++c) {
        const double value =
            likeness.maps[size](r, c) - distance_cost * (std::abs(c - column) + std::abs(r - row));
        if (value <= best) continue;
        best = value;
        found = {1.0 * c, 1.0 * r, likeness.sizes[size]};
      }
  }
  return found;
}

template <class Allowed>
PedicleRings best_rings(const RingLikeness& likeness, const ExpectedPedicles& level, const Allowed& allowed) {
  return {best_ring(likeness, level.left_column, level.row, allowed),
          best_ring(likeness, level.right_column, level.row, allowed)};
}

}  // namespace

std::vector<PedicleRings> find_pedicle_rings(const RingLikeness& likeness,
                                             const std::vector<ExpectedPedicles>& levels) {
  std::vector<PedicleRings> first;
  for (const ExpectedPedicles& level : levels)
    first.push_back(best_rings(likeness, level, [](const RingSize&) { return true; }));
  std::vector<PedicleRings> rings = first;
  for (std::size_t level = 0; level < levels.size() && levels.size() > 1; ++level) {
    const RingSize usual = usual_size(first, level);
    const PedicleRings of_usual_size = best_rings(likeness, levels[level], [&](const RingSize& size) {
      return is_near(size.across, usual.across) && is_near(size.along, usual.along);
    });
    for (std::size_t side = 0; side < 2; ++side)  // no template may have the usual size
      if (of_usual_size[side].size.across > 0) rings[level][side] = of_usual_size[side];
  }
  return rings;
}

}  // namespace osteosign
