#pragma once
#include <array>
#include <vector>

#include "features/radiograph/spine/ring_templates.h"
#include "features/radiograph/spine/vertebra_chain.h"

namespace osteosign {

/// The ring that fits the place of a pedicle best, on the straightened film.
struct PedicleRing {
  double column = 0, row = 0;
  RingSize size;
};

/// The two pedicles of one level, left and right in the image.
using PedicleRings = std::array<PedicleRing, 2>;

/// Looks for the rings of every level round their expected places (methods B8.1.3), each pedicle for itself:
/// the likeliest ring of any size first, then of sizes near the median of those of the other levels, so that
/// lines that happen to cross make no ring of their own. What is drawn of a lost pedicle is the place where
/// its ring would be expected to lie.
std::vector<PedicleRings> find_pedicle_rings(const RingLikeness& likeness,
                                             const std::vector<ExpectedPedicles>& levels);

}  // namespace osteosign
