#pragma once
#include <array>
#include <vector>

#include "features/radiograph/spine/pedicle_network.h"

namespace osteosign {

/// A level of the column on the straightened film, and where its two pedicles are expected.
struct ExpectedPedicles {
  static constexpr double least_likeness = 0.3;  ///< from which on a level is seen for itself

  double row = 0;
  double left_column = 0, right_column = 0;
  double likeness = 0;                   ///< of the level, 0 to 1
  std::array<double, 2> lost{0.5, 0.5};  ///< probability that the left and the right one is destroyed
};

/// The levels of a column, from the upper end to the lower one: the chain of places with the largest sum of
/// likeness whose distances stay even (periodic dynamic programming, methods B8.1.2 and A2.2). A level whose
/// pedicles are both hidden keeps its place by the even distances. Empty when no two levels were found.
std::vector<ExpectedPedicles> find_vertebra_chain(const PedicleAnswer& answer);

}  // namespace osteosign
