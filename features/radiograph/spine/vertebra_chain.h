#pragma once
#include <vector>

#include "features/radiograph/spine/ring_templates.h"

namespace osteosign {

/// Where the two pedicles of a level are expected on the straightened film.
struct ExpectedPedicles {
  double row = 0;
  double left_column = 0, right_column = 0;
};

/// The levels of a column, from the upper end to the lower one: the chain of pairs of rings with the largest
/// sum of likeness whose distances stay even (periodic dynamic programming, methods B8.1.2 and A2.2), then a
/// smooth course of rows and columns through it, so that a pair that lost one ring keeps its place. Empty
/// when no two levels were found.
std::vector<ExpectedPedicles> find_vertebra_chain(const RingLikeness& likeness);

}  // namespace osteosign
