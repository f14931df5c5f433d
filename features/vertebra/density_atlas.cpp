#include "features/vertebra/density_atlas.h"

#include <algorithm>
#include <cmath>

#include "features/profile/order_statistics.h"
#include "features/vertebra/robust_figures.h"

namespace osteosign {
namespace {

struct Neighbour {
  const BodyDensity* density;
  double levels;  ///< signed distance, caudal positive
  double weight;
};

std::vector<Neighbour> neighbours_of(const std::vector<Measured<BodyDensity>>& bodies, std::size_t body,
                                     int most) {
  std::vector<Neighbour> found;
  for (std::size_t j = 0; j < bodies.size(); ++j) {
    if (j == body || !bodies[j].known()) continue;
    const double levels = static_cast<double>(j) - static_cast<double>(body);
    found.push_back({&bodies[j].value(), levels, std::exp(-std::abs(levels) / 2)});
  }
  std::stable_sort(found.begin(), found.end(), [](const Neighbour& a, const Neighbour& b) {
    return std::abs(a.levels) < std::abs(b.levels);
  });
  if (found.size() > static_cast<std::size_t>(most)) found.resize(static_cast<std::size_t>(most));
  return found;
}

struct ExpectedCore {
  double hu;
  double spread_hu;
};

/// A line over the levels, fitted with the weights of the neighbours and those of Huber (1964, k 1.345).
/// Where the neighbours lie on one side only it is not carried on: half of its slope is used.
ExpectedCore expected_core(const std::vector<Neighbour>& neighbours) {
  constexpr int steps = 12;
  constexpr double huber = 1.345;
  std::vector<WeightedValue> values;
  for (const Neighbour& n : neighbours) values.push_back({n.density->core_hu, n.weight});
  double level0 = weighted_median(values);
  double slope = 0;
  double spread = weighted_spread(values, level0);
  constexpr std::size_t fewest_for_slope = 5;
  const bool both_sides =
      std::any_of(neighbours.begin(), neighbours.end(), [](auto& n) { return n.levels < 0; }) &&
      std::any_of(neighbours.begin(), neighbours.end(), [](auto& n) { return n.levels > 0; });
  if (neighbours.size() < fewest_for_slope) return {level0, spread};
  for (int step = 0; step < steps; ++step) {
    double w = 0, wx = 0, wy = 0, wxx = 0, wxy = 0;
    for (const Neighbour& n : neighbours) {
      const double off = std::abs(n.density->core_hu - level0 - slope * n.levels);
      const double weight = n.weight * std::min(1.0, huber * std::max(spread, 1.0) / std::max(off, 1e-9));
      w += weight;
      wx += weight * n.levels;
      wy += weight * n.density->core_hu;
      wxx += weight * n.levels * n.levels;
      wxy += weight * n.levels * n.density->core_hu;
    }
    slope = (w * wxy - wx * wy) / (w * wxx - wx * wx);
    level0 = (wy - slope * wx) / w;
    std::vector<WeightedValue> off;
    for (const Neighbour& n : neighbours)
      off.push_back({n.density->core_hu - level0 - slope * n.levels, n.weight});
    spread = weighted_spread(off, 0);
  }
  return {both_sides ? level0 : 0.5 * (level0 + weighted_median(values)), spread};
}

template <class Visitor>
void for_each_cell(const Visitor& visit) {
  for (int z = 0; z < BodyCells::along; ++z)
    for (int y = 0; y < BodyCells::across; ++y)
      for (int x = 0; x < BodyCells::across; ++x) visit(x, y, z);
}

/// Calls `visit(index)` for the cell and those that touch it.
template <class Visitor>
void for_each_near(int x, int y, int z, const Visitor& visit) {
  for (int dz = -1; dz <= 1; ++dz)
    for (int dy = -1; dy <= 1; ++dy)
      for (int dx = -1; dx <= 1; ++dx) {
        const Eigen::Array3i at(x + dx, y + dy, z + dz);
        const Eigen::Array3i size(BodyCells::across, BodyCells::across, BodyCells::along);
        if ((at >= 0).all() && (at < size).all()) visit(BodyCells::index(at.x(), at.y(), at.z()));
      }
}

CellValues averaged(const CellValues& values) {
  CellValues result;
  for_each_cell([&](int x, int y, int z) {
    double sum = 0;
    int count = 0;
    for_each_near(x, y, z, [&](std::size_t i) {
      if (values.known[i] == 0) return;
      sum += values.value[i];
      ++count;
    });
    const std::size_t here = BodyCells::index(x, y, z);
    if (values.known[here] == 0) return;
    result.value[here] = static_cast<float>(sum / count);
    result.known[here] = 1;
  });
  return result;
}

/// What is expected of the marrow of a body (see expect_density).
double expected_marrow(double from_others_hu, const Measured<BodyDensity>& own,
                       const DensityAtlasParameters& parameters) {
  if (!own.known()) return from_others_hu;
  return std::min(from_others_hu,
                  std::max(own.value().upper_core_hu, from_others_hu - parameters.atlas_largest_own_drop_hu));
}

ExpectedDensity from_neighbours(const std::vector<Neighbour>& neighbours, const Measured<BodyDensity>& own,
                                const DensityAtlasParameters& parameters) {
  const ExpectedCore core = expected_core(neighbours);
  const double marrow_hu = expected_marrow(core.hu, own, parameters);
  CellValues middle;
  CellValues scatter;
  for (std::size_t i = 0; i < BodyCells::count; ++i) {
    std::vector<WeightedValue> values;
    for (const Neighbour& n : neighbours)
      if (n.density->hu.known[i] != 0)
        values.push_back({n.density->hu.value[i] - n.density->core_hu, n.weight});
    if (values.size() < static_cast<std::size_t>(parameters.atlas_fewest_neighbours)) continue;
    const double centre = weighted_median(values);
    for (WeightedValue& v : values) v.value = std::min(v.value, 0.0);
    middle.value[i] = static_cast<float>(marrow_hu + std::min(centre, 0.0));
    scatter.value[i] = static_cast<float>(lower_spread(values, std::min(centre, 0.0)));
    middle.known[i] = scatter.known[i] = 1;
  }
  ExpectedDensity expected;
  expected.hu = averaged(middle);
  expected.spread_hu = averaged(scatter);
  expected.core_hu = marrow_hu;
  expected.neighbours = static_cast<int>(neighbours.size());
  std::vector<WeightedValue> wide;
  for (const Neighbour& n : neighbours) wide.push_back({n.density->wide_spread_hu, n.weight});
  expected.wide_spread_hu = weighted_median(std::move(wide));
  for (float& spread : expected.spread_hu.value)
    spread = static_cast<float>(
        std::max(parameters.atlas_least_spread_hu, std::hypot(static_cast<double>(spread), core.spread_hu)));
  return expected;
}

ExpectedDensity from_mirror_side(const BodyDensity& body, const DensityAtlasParameters& parameters) {
  CellValues mirrored;
  std::vector<double> differences;
  for_each_cell([&](int x, int y, int z) {
    const std::size_t here = BodyCells::index(x, y, z);
    const std::size_t there = BodyCells::index(BodyCells::across - 1 - x, y, z);
    if (body.hu.known[there] == 0) return;
    mirrored.value[here] = static_cast<float>(std::min<double>(body.hu.value[there], body.core_hu));
    mirrored.known[here] = 1;
    if (body.hu.known[here] != 0 && BodyCells::in_core(x, y, z))
      differences.push_back(std::abs(body.hu.value[here] - body.hu.value[there]));
  });
  ExpectedDensity expected;
  expected.hu = averaged(mirrored);
  expected.core_hu = body.core_hu;
  expected.wide_spread_hu = body.wide_spread_hu;
  const double sd_per_mad = 1.4826;
  const double spread = sd_per_mad * averaged_median(std::move(differences)) / std::sqrt(2.0);
  expected.spread_hu.known = mirrored.known;
  expected.spread_hu.value.assign(BodyCells::count,
                                  static_cast<float>(std::max(parameters.atlas_least_spread_hu, spread)));
  return expected;
}

}  // namespace

Measured<ExpectedDensity> expect_density(const std::vector<Measured<BodyDensity>>& bodies, std::size_t body,
                                         const DensityAtlasParameters& parameters) {
  const std::vector<Neighbour> neighbours = neighbours_of(bodies, body, parameters.atlas_most_neighbours);
  if (neighbours.size() >= static_cast<std::size_t>(parameters.atlas_fewest_neighbours))
    return from_neighbours(neighbours, bodies[body], parameters);
  if (bodies[body].known()) return from_mirror_side(bodies[body].value(), parameters);
  return bodies[body].unknown();
}

}  // namespace osteosign
