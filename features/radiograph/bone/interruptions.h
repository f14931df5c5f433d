#pragma once
#include <vector>

#include "features/radiograph/bone/touched_stretch.h"

namespace osteosign {

/// What makes an interruption of the cortex on a film; lengths in widths of the bone.
struct InterruptionLimits {
  double edge_fraction = 0.8;
  double band_fraction = 0.5;
  double least_spreads = 4;
  double darker_part = 0.5;
  double sure_spreads = 2;
  double merged_widths = 0.03;
  double shortest_widths = 0.05;
  double greatest_step_widths = 0.03;
  double whole_band_fraction = 0.75;
};

/// Points in which the cortex is interrupted, both ends included.
struct Interruption {
  std::size_t first;
  std::size_t last;
  double length_px;
};

/// Whether outer edge and cortical band are lost at a point, by far more than they vary beyond the lesion,
/// and because the cortex grew darker: where another bone lies over the soft tissue it only seems to fade.
bool is_lost(const CortexPoint& point, double band_spread, const InterruptionLimits& limits);

/// Runs of lost points (methods B5.3) that overlap the stretch: gaps up to `merged_widths` belong to them,
/// runs below `shortest_widths` or three pixels do not count, nor those whose median band is not below the
/// limit by `sure_spreads`. On both sides of a run the nearest cortex (from `whole_band_fraction` of its
/// contrast or `edge_fraction` of its edge on) must lie on the undamaged edge, up to `greatest_step_widths`:
/// there the line breaks off. Where it does not, the ghost edge is off and tells nothing.
std::vector<Interruption> interruptions(const CortexSide& side, const TouchedStretch& stretch,
                                        double width_px, const InterruptionLimits& limits);

}  // namespace osteosign
