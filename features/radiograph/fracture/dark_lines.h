#pragma once
#include <vector>

#include "features/radiograph/fracture/bone_strip.h"

namespace osteosign {

/// A path from the left border of a bone to the right one: its row in each column of the bone.
struct PathAcross {
  std::vector<int> rows;
  double slope = 0;   ///< rows per column of the straight line it keeps near to
  double sigma = 1;   ///< half width of the line that was looked for, in rows
  double excess = 0;  ///< how much darker than lines elsewhere, in robust spreads
};

/// The darkest path near the lesion, and what paths elsewhere in the same bone are.
struct LinesAcross {
  Measured<PathAcross> near = Unknown{"no path"};
  double greatest_elsewhere = 0;  ///< excess
  std::vector<int> elsewhere;     ///< rows of the middle column whose paths were compared with
  double judged_fraction = 0;     ///< of the bone near the lesion
  /// Width of the narrowest gap right across the bone, in rows, whose path would have this excess.
  Measured<double> least_gap(double excess) const;

  /// What a straight gap of one row does to the excess: for each half width of lines.
  struct Sensitivity {
    std::vector<double> spreads_per_row;  ///< of each column, 0 where it is not judged
    double usual = 0, spread = 1;         ///< of the paths elsewhere, in mean spreads of a column
  };
  std::vector<Sensitivity> sensitivity;
};

/// Dark means: less contrast than on both sides along the bone, as a part of it, in robust spreads of the
/// same column elsewhere (a valley: steps of brightness have none). Paths bend little round straight lines of
/// all slopes that are allowed; the darkest through each place of the middle of the bone is found by dynamic
/// programming. What the lesion or anything else hides counts as nothing. Unknown when too little of the bone
/// can be compared with.
Measured<LinesAcross> lines_across(const BoneStrip& strip, const FilmFractureParameters& parameters);

}  // namespace osteosign
