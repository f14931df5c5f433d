#pragma once
#include <array>
#include <vector>

#include "features/radiograph/spine/vertebra_chain.h"

namespace osteosign {

/// The ring that fits the place of a pedicle best, on the straightened film.
struct PedicleRing {
  double column = 0, row = 0;
  RingSize size;
  double likeness = 0;  ///< correlation with the template
  double strength = 0;  ///< mean of how much each sector of the ring is brighter than both of its sides
  double seen = 0;      ///< part of the ring that is seen, 0 to 1
  double above_background = 0;  ///< the same less what is seen between the levels of its side, 0 to 1
};

/// The two pedicles of one level, left and right in the image.
using PedicleRings = std::array<PedicleRing, 2>;

/// Looks for the rings of every level round their expected places.
/// Definition of `seen`: the most that a ring of any usual size at its place shows of this: mean over 36
/// sectors of the brightness of the ring above both of its sides, as part of what the rings of the
/// neighbouring levels have and at most 1, times the likeness as part of the median of the other levels and
/// at most 1. Sizes are held to the median of the other levels, so that lines that happen to cross do not
/// make a ring. Method: B8.1.3. Definition of `above_background`: (seen - b) / (1 - b), where b is the median
/// of what is seen midway between the levels on the same side: lamina and facets, which stay behind a lost
/// pedicle, draw as much of a ring there. b is at most what leaves the usual ring of the side at 0.75.
std::vector<PedicleRings> find_pedicle_rings(const cv::Mat1f& picture, const RingLikeness& likeness,
                                             const std::vector<ExpectedPedicles>& levels);

}  // namespace osteosign
