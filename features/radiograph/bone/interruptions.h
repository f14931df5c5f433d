#pragma once
#include <vector>

#include "features/radiograph/bone/touched_stretch.h"

namespace osteosign {

/// What makes an interruption of the cortex on a film; lengths in widths of the bone.
struct InterruptionLimits {
  double edge_fraction = 0.5;
  double band_fraction = 0.5;
  double least_spreads = 4;
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

/// 1 for each point at which outer edge and cortical band are lost, by far more than they vary beyond the
/// lesion.
bool is_lost(const CortexPoint& point, double band_spread, const InterruptionLimits& limits);

/// Runs of lost points (methods B5.3) that overlap the stretch: gaps up to `merged_widths` belong to them,
/// runs below `shortest_widths` or three pixels do not count. On both sides of a run the nearest whole
/// cortex (from `whole_band_fraction` of its contrast on) must lie on the undamaged edge, up to
/// `greatest_step_widths`: there the line breaks off. Where it does not, the ghost edge is off and tells
/// nothing.
std::vector<Interruption> interruptions(const CortexSide& side, const TouchedStretch& stretch,
                                        double width_px, const InterruptionLimits& limits);

}  // namespace osteosign
