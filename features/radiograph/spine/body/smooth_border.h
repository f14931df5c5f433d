#pragma once
#include "features/radiograph/spine/body/edge_strip.h"

namespace osteosign {

/// A border of a body as a shallow arch across its strip, in columns.
struct SmoothBorder {
  double start = 0, end = 0;  ///< at the first and the last corner
  double sag = 0;             ///< in the middle from the line between them, inwards

  double at(double part) const { return start + (end - start) * part + 4 * sag * part * (1 - part); }
};

/// What is likely of a border before the film is looked at, in columns.
struct BorderHabit {
  double corner_spread;          ///< of its ends from the corners
  double usual_sag, sag_spread;  ///< inwards
  int least_sag, largest_sag;
};

/// The arch along which there is most evidence of a border, mean over its length. What lies on a part of the
/// way alone, such as a crossing rib or the border of another bone, does not turn it; corners that are far
/// from `line` cost little more than corners that are off.
SmoothBorder smooth_border(const cv::Mat1f& evidence, int line, const BorderHabit& habit);

}  // namespace osteosign
