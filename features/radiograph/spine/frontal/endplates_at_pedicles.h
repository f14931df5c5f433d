#pragma once
#include <opencv2/core.hpp>
#include <vector>

#include "features/radiograph/spine/pedicle_rings.h"
#include "features/radiograph/spine/straightened_column.h"

namespace osteosign {

/// A straight line across the straightened film: its row on the midline and rows per column.
struct PlateLine {
  double row = 0, slope = 0;

  double at(double column) const { return row + slope * (column - StraightenedColumn::body_px); }
};

/// Both endplates of one level.
struct LevelPlates {
  PlateLine superior, inferior;
};

/// The endplates of all levels as straight lines on the straightened film (methods B8.1.2): between the
/// pedicles of two levels the pair of lines with a dense rim towards its own body and the darkest disc
/// between them, at distances from the pedicles that are alike along the column; the outermost endplates,
/// which have no neighbour, by their rim and the usual distance alone. At least two levels, from the upper
/// end to the lower one.
std::vector<LevelPlates> endplates_at_pedicles(const cv::Mat1f& picture,
                                               const std::vector<PedicleRings>& levels);

}  // namespace osteosign
