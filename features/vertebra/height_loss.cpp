#include "features/vertebra/height_loss.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "features/profile/order_statistics.h"

namespace osteosign {
namespace {

/// One of the heights of all vertebrae, and which of them can be compared with.
struct Column {
  std::vector<MeasuredQuantity> heights;
  std::vector<bool> comparable;
  int size() const { return static_cast<int>(heights.size()); }
  double mm(int k) const { return heights[static_cast<std::size_t>(k)].value().value; }
};

/// Median of the slopes between any two comparable vertebrae near k (Theil and Sen); 0 with fewer than three.
double trend_mm(const Column& column, int k, const HeightLossParameters& parameters) {
  std::vector<int> near;
  for (int j = std::max(0, k - parameters.trend_reach);
       j <= std::min(column.size() - 1, k + parameters.trend_reach); ++j)
    if (j != k && column.comparable[static_cast<std::size_t>(j)]) near.push_back(j);
  if (near.size() < 3) return 0;
  std::vector<double> slopes;
  for (std::size_t a = 0; a < near.size(); ++a)
    for (std::size_t b = a + 1; b < near.size(); ++b)
      slopes.push_back((column.mm(near[b]) - column.mm(near[a])) / (near[b] - near[a]));
  return std::clamp(averaged_median(slopes), -parameters.largest_trend_mm, parameters.largest_trend_mm);
}

struct Neighbour {
  double height_mm;  ///< moved to the level of the vertebra
  double weight;
};

/// The two nearest comparable neighbours on each side.
std::vector<Neighbour> neighbours_of(const Column& column, int k, const HeightLossParameters& parameters) {
  const double trend = trend_mm(column, k, parameters);
  std::vector<Neighbour> neighbours;
  for (const int side : {-1, 1}) {
    int found = 0;
    for (int distance = 1; distance <= parameters.farthest_neighbour && found < 2; ++distance) {
      const int j = k + side * distance;
      if (j < 0 || j >= column.size() || !column.comparable[static_cast<std::size_t>(j)]) continue;
      neighbours.push_back({column.mm(j) - trend * (j - k), 1.0 / distance});
      ++found;
    }
  }
  return neighbours;
}

/// The value at which half of the weight is reached, between the two values next to it.
double weighted_median(std::vector<Neighbour> neighbours) {
  std::sort(neighbours.begin(), neighbours.end(),
            [](const Neighbour& a, const Neighbour& b) { return a.height_mm < b.height_mm; });
  double total = 0;
  for (const Neighbour& n : neighbours) total += n.weight;
  double below = 0;
  for (std::size_t i = 0; i < neighbours.size(); ++i) {
    below += neighbours[i].weight;
    if (std::abs(below - total / 2) < 1e-9)
      return (neighbours[i].height_mm + neighbours[i + 1].height_mm) / 2;
    if (below > total / 2) return neighbours[i].height_mm;
  }
  return neighbours.back().height_mm;
}

double spread(const std::vector<Neighbour>& neighbours, double centre) {
  std::vector<double> off;
  for (const Neighbour& n : neighbours) off.push_back(std::abs(n.height_mm - centre));
  return 1.4826 * averaged_median(off) / std::sqrt(static_cast<double>(neighbours.size()));
}

MeasuredQuantity loss_of(const Column& column, int k, const HeightLossParameters& parameters) {
  const MeasuredQuantity& height = column.heights[static_cast<std::size_t>(k)];
  if (!height.known()) return height.unknown();
  const std::vector<Neighbour> neighbours = neighbours_of(column, k, parameters);
  if (static_cast<int>(neighbours.size()) < parameters.fewest_neighbours)
    return Unknown{"fewer than two neighbours can be compared"};
  const double expected = weighted_median(neighbours);
  const double ratio = height.value().value / expected;
  const double sd =
      std::hypot(height.value().sd.value_or(0) / expected, ratio * spread(neighbours, expected) / expected);
  return Quantity{1 - ratio, Unit::fraction, sd,
                  "expected from " + std::to_string(neighbours.size()) + " neighbours"};
}

std::vector<MeasuredQuantity> losses_of(const Column& column, const HeightLossParameters& parameters) {
  std::vector<MeasuredQuantity> losses;
  for (int k = 0; k < column.size(); ++k) losses.push_back(loss_of(column, k, parameters));
  return losses;
}

/// Losses after those that are collapsed themselves no longer count as neighbours.
std::vector<MeasuredQuantity> settled_losses(std::vector<MeasuredQuantity> heights,
                                             const HeightLossParameters& parameters) {
  constexpr int most_rounds = 6;
  Column column{std::move(heights), {}};
  for (const MeasuredQuantity& height : column.heights) column.comparable.push_back(height.known());
  for (int round = 0; round < most_rounds; ++round) {
    const std::vector<MeasuredQuantity> losses = losses_of(column, parameters);
    std::vector<bool> comparable;
    for (std::size_t k = 0; k < losses.size(); ++k) {
      const Quantity* loss = losses[k].if_known();
      comparable.push_back(column.heights[k].known() && !(loss && loss->value >= parameters.collapsed_from));
    }
    if (comparable == column.comparable) break;
    column.comparable = comparable;
  }
  return losses_of(column, parameters);
}

MeasuredQuantity largest_of(const HeightLosses& losses) {
  MeasuredQuantity largest = Unknown{"none of the three losses is known"};
  for (const MeasuredQuantity* loss : {&losses.anterior, &losses.middle, &losses.posterior})
    if (loss->known() && (!largest.known() || loss->value().value > largest.value().value)) largest = *loss;
  return largest;
}

}  // namespace

std::vector<HeightLosses> measure_height_losses(const std::vector<VertebraHeights>& heights,
                                                const HeightLossParameters& parameters) {
  const auto losses_along = [&](MeasuredQuantity VertebraHeights::*height) {
    std::vector<MeasuredQuantity> column;
    for (const VertebraHeights& vertebra : heights) column.push_back(vertebra.*height);
    return settled_losses(std::move(column), parameters);
  };
  const auto anterior = losses_along(&VertebraHeights::anterior);
  const auto middle = losses_along(&VertebraHeights::middle);
  const auto posterior = losses_along(&VertebraHeights::posterior);
  std::vector<HeightLosses> losses;
  for (std::size_t k = 0; k < heights.size(); ++k) {
    losses.push_back({.anterior = anterior[k], .middle = middle[k], .posterior = posterior[k]});
    losses.back().largest = largest_of(losses.back());
  }
  return losses;
}

}  // namespace osteosign
