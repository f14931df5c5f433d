#pragma once
#include "features/spine/straight_spine.h"

namespace osteosign {

/// Of the ellipse of a vertebral body, whatever its level (chosen).
constexpr double body_width_to_depth = 1.2;

/// The line through the middles of the vertebral bodies, beside each point of the canal.
struct BodyAxis {
  /// Points 1 mm apart from cranial to caudal, tangents cranial, `forward` from the canal to the body.
  /// Reaches up to 15 mm beyond the bodies that are seen, and up to 25 mm beyond the canal where the volume
  /// does.
  std::vector<CanalPoint> points;
  std::vector<double> radius_mm;    ///< of the bodies from front to back, one for each point
  std::vector<double> to_canal_mm;  ///< way from the axis back to the middle of the canal
};

/// Whether bodies may lie above the canal that is given: not so where it begins at the dens of C2.
enum class ColumnTop { open, closed };

/// Fits ellipses to the bone in front of the canal, drawn together over 20 mm along it and smoothed, so that
/// discs, osteophytes and a missing body do not matter (methods A2.2 step 2): first of any depth, then of
/// that which the column has there.
BodyAxis find_body_axis(const std::vector<CanalPoint>& canal, const SpineImage& image,
                        ColumnTop top = ColumnTop::open);

}  // namespace osteosign
