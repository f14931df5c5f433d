#pragma once
#include <optional>

#include "features/lesion/fracture_parameters.h"
#include "features/lesion/unrolled_cortex.h"

namespace osteosign {

/// What is looked for at one place of an unrolled cortex.
struct GapSearch {
  double usual_hu;  ///< of the unrolled cortex
  double blur_mm;   ///< sigma along the bone
  FractureLineParameters parameters;
};

/// Thickness of bone that is missing across a line of 8 mm through a place, in the direction in which most
/// is; the line is cut into four parts, and one of them may have lost less. Nothing where less than three
/// parts have cortex on both sides.
std::optional<double> gap_at(const UnrolledCortex& cortex, double column, double row,
                             const GapSearch& search);

/// Length of the line at each end of which a place is not told to lie on it.
inline constexpr double gap_end_mm = 2;

}  // namespace osteosign
