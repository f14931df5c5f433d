#pragma once
#include <vector>

#include "features/vertebra/heights.h"

namespace osteosign {

struct HeightLossParameters {
  int farthest_neighbour = 3;
  int trend_reach = 5;
  double largest_trend_mm = 1.5;
  double collapsed_from = 0.15;
  int fewest_neighbours = 2;
};

template <class Visitor>
void describe(HeightLossParameters& p, Visitor&& visit) {
  visit(
      ParameterDescription{
          "farthest_neighbour",
          "Two neighbours on each side are compared; where one is collapsed or unknown, the next "
          "up to this many levels away",
          "methods A9.4: two levels, and one to make up for a collapsed one", 1, 10},
      p.farthest_neighbour);
  visit(
      ParameterDescription{"trend_reach", "Levels on each side from which the trend of the heights is taken",
                           "chosen: a region of the column", 2, 15},
      p.trend_reach);
  visit(ParameterDescription{"largest_trend_mm", "Heights change by no more from level to level",
                             "chosen: twice the mean rise from T1 to L1", 0.1, 5},
        p.largest_trend_mm);
  visit(ParameterDescription{"collapsed_from", "A neighbour with a loss from here on is not compared with",
                             "methods A9.4: between measuring error and mild (20 %)", 0.05, 0.5},
        p.collapsed_from);
  visit(
      ParameterDescription{"fewest_neighbours", "Fewer neighbours give no expectation", "methods A9.4", 1, 6},
      p.fewest_neighbours);
}

/// Definition: 1 - H / expected H for the anterior, middle and posterior height; expected is the weighted
/// median of the neighbours (weight 1 / distance in levels), each moved to this level along the trend of the
/// region (the median slope between any two vertebrae that are not collapsed, methods A9.4). Negative when
/// the vertebra is higher than expected. `largest` is that of the three. Unit: fraction. Unknown when: the
/// height is unknown, or fewer than two neighbours can be compared.
struct HeightLosses {
  MeasuredQuantity anterior = Unknown{"not measured"};
  MeasuredQuantity middle = Unknown{"not measured"};
  MeasuredQuantity posterior = Unknown{"not measured"};
  MeasuredQuantity largest = Unknown{"not measured"};
};

/// `heights` from cranial to caudal, one for each level of the column without gaps.
std::vector<HeightLosses> measure_height_losses(const std::vector<VertebraHeights>& heights,
                                                const HeightLossParameters& parameters);

}  // namespace osteosign
