#pragma once
#include <array>

#include "features/radiograph/fracture/dark_lines.h"

namespace osteosign {

/// What is missing along a path across the bone: left cortex, what lies between, right cortex.
struct LineFigures {
  double gap_px = 0;         ///< across the line, of the film
  double gap_spread_px = 0;  ///< of the same line laid across the bone elsewhere
  std::array<Measured<double>, 3> part_gap_px{Unknown{"not judged"}, Unknown{"not judged"},
                                              Unknown{"not judged"}};
  double outside_fraction = 0;  ///< of its depth in the bone that it has beyond the border where it has less
  double length_px = 0;
};

/// The gap is the bone that is missing across the line: the integral of the contrast that is lost against
/// that on both sides, as a part of it, which blur does not change; in both cortices, where the soft tissue
/// beside the bone tells best what lies before and behind it. Unknown when one cortex cannot be judged, or
/// too few places elsewhere.
Measured<LineFigures> measure_line(const BoneStrip& strip, const PathAcross& path,
                                   const std::vector<int>& elsewhere);

}  // namespace osteosign
