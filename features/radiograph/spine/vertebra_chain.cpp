#include "features/radiograph/spine/vertebra_chain.h"

#include <algorithm>
#include <cmath>

#include "features/radiograph/spine/straightened_column.h"

namespace osteosign {
namespace {

constexpr double body = 1.0 * StraightenedColumn::body_px / PedicleAnswer::cell_px;  // in cells

/// The likeliest place of a level in each row of cells, near the midline.
struct Place {
  int column = 0;
  double likeness = 0;
};

std::vector<Place> best_places(const PedicleAnswer& answer) {
  constexpr double off_midline = 0.35 * body, least_distance = 0.3 * body, most_distance = 1.3 * body;
  const double middle = (answer.level.cols - 1) / 2.0;
  std::vector<Place> places(static_cast<std::size_t>(answer.level.rows), {static_cast<int>(middle), 0});
  for (int row = 0; row < answer.level.rows; ++row)
    for (int column = 0; column < answer.level.cols; ++column) {
      Place& best = places[static_cast<std::size_t>(row)];
      if (std::abs(column - middle) > off_midline || answer.level(row, column) <= best.likeness) continue;
      const double distance = answer.way[1](row, column)[0] - answer.way[0](row, column)[0];
      if (distance > least_distance && distance < most_distance) best = {column, answer.level(row, column)};
    }
  return places;
}

std::vector<int> best_chain(const std::vector<Place>& places) {
  constexpr double uneven_cost = 1;  // for each natural logarithm by which two distances differ
  constexpr double sideways_cost = 1 / body;
  const int least_apart = static_cast<int>(0.45 * body), most_apart = static_cast<int>(1.1 * body);
  const int rows = static_cast<int>(places.size());
  std::vector<double> sum;
  for (const Place& place : places) sum.push_back(place.likeness - ExpectedPedicles::least_likeness);
  std::vector<int> before(places.size(), -1), apart(places.size(), 0);
  for (int row = 0; row < rows; ++row) {
    const auto here = static_cast<std::size_t>(row);
    const double own = sum[here];
    for (int distance = least_apart; distance <= std::min(most_apart, row); ++distance) {
      const auto from = static_cast<std::size_t>(row - distance);
      const double cost =
          sideways_cost * std::abs(places[here].column - places[from].column) +
          (before[from] < 0 ? 0 : uneven_cost * std::abs(std::log(1.0 * distance / apart[from])));
      if (sum[from] + own - cost <= sum[here]) continue;
      sum[here] = sum[from] + own - cost;
      before[here] = static_cast<int>(from);
      apart[here] = distance;
    }
  }
  std::vector<int> chain;
  for (int row = static_cast<int>(std::max_element(sum.begin(), sum.end()) - sum.begin()); row >= 0;
       row = before[static_cast<std::size_t>(row)])
    chain.push_back(row);
  std::reverse(chain.begin(), chain.end());
  return chain;
}

/// What the network says within a cell and a half of a place, by the likeness of the level there.
ExpectedPedicles read_at(const PedicleAnswer& answer, int row, int column) {
  double weights = 0;
  cv::Vec2d left(0, 0), right(0, 0);
  ExpectedPedicles level{.likeness = answer.level(row, column), .lost = {0, 0}};
  for (int r = std::max(0, row - 1); r <= std::min(answer.level.rows - 1, row + 1); ++r)
    for (int c = std::max(0, column - 1); c <= std::min(answer.level.cols - 1, column + 1); ++c) {
      const double weight = answer.level(r, c) + 1e-6;
      weights += weight;
      const cv::Vec2d here(c, r);
      left += weight * (here + cv::Vec2d(answer.way[0](r, c)));
      right += weight * (here + cv::Vec2d(answer.way[1](r, c)));
      for (std::size_t side = 0; side < 2; ++side) level.lost[side] += weight * answer.lost[side](r, c);
    }
  level.row = PedicleAnswer::row_of((left[1] + right[1]) / 2 / weights);
  level.left_column = PedicleAnswer::column_of(left[0] / weights);
  level.right_column = PedicleAnswer::column_of(right[0] / weights);
  for (double& lost : level.lost) lost /= weights;
  return level;
}

}  // namespace

std::vector<ExpectedPedicles> find_vertebra_chain(const PedicleAnswer& answer) {
  const std::vector<Place> places = best_places(answer);
  const std::vector<int> chain = best_chain(places);
  std::vector<ExpectedPedicles> levels;
  if (chain.size() < 2) return levels;
  for (const int row : chain)
    levels.push_back(read_at(answer, row, places[static_cast<std::size_t>(row)].column));
  return levels;
}

}  // namespace osteosign
