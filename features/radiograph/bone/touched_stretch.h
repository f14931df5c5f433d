#pragma once
#include <cstddef>
#include <optional>

#include "features/radiograph/bone/cortex_side.h"
#include "features/values/lesion.h"

namespace osteosign {

/// The points of a side from the first to the last that a lesion touches, both included.
struct TouchedStretch {
  std::size_t first;
  std::size_t last;
  std::size_t count() const { return last - first + 1; }
};

/// A lesion touches a point when it reaches within `reach_px` of the inner face that the cortex is expected
/// to have there, or lies in the cortex or as near outside of it. Nothing when it touches none.
std::optional<TouchedStretch> touched_stretch(const CortexSide& side, const RadiographLesionOutline& lesion,
                                              double reach_px);

}  // namespace osteosign
