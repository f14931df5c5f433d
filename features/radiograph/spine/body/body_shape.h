#pragma once
#include <array>

#include "features/radiograph/spine/body/body_edges.h"
#include "io/values/quantity.h"

namespace osteosign {

/// Heights, wedge and borders of one body. On a frontal film the left of the image stands for the front and
/// its right for the back, and the wall is that at the right. Lengths are in millimetres where the film has a
/// spacing, in pixels where it has none; `depth` is in the same unit, so that ratios always hold.
struct BodyShape {
  MeasuredQuantity anterior = Unknown{"not measured"};   ///< height at 12 % of the depth
  MeasuredQuantity middle = Unknown{"not measured"};     ///< at 50 %
  MeasuredQuantity posterior = Unknown{"not measured"};  ///< at 88 %
  MeasuredQuantity depth = Unknown{"not measured"};
  MeasuredQuantity wedge = Unknown{"not measured"};          ///< positive: lower in front
  MeasuredQuantity bulge = Unknown{"not measured"};          ///< of the posterior wall behind its chord
  MeasuredQuantity convex_share = Unknown{"not measured"};   ///< of the height of the wall
  MeasuredQuantity superior_tilt = Unknown{"not measured"};  ///< against the rows, falling to the back
  MeasuredQuantity inferior_tilt = Unknown{"not measured"};
  /// Mean contrast of the superior, inferior, anterior and posterior border, in grey values.
  std::array<MeasuredQuantity, 4> edge_contrast{Unknown{"not measured"}, Unknown{"not measured"},
                                                Unknown{"not measured"}, Unknown{"not measured"}};
  std::vector<Eigen::Vector2d> chord_px;                        ///< of the wall, both ends
  Eigen::Vector2d most_posterior_px = Eigen::Vector2d::Zero();  ///< of the wall beyond its chord
};

/// Definitions (methods A9.4, B8.2): heights are distances of the two traced endplates across the axis from
/// the middle of the front to the middle of the back, mean over 8 % of the depth; the wedge is the angle of
/// the lines between the ends of the arches along both endplates; the chord of the wall lies between the two
/// posterior corners, where the lines through wall and endplates meet (chord_of), the bulge is the greatest
/// distance of the wall behind it between 20 and 80 % of its length, below 0 where it is hollow, the convex
/// share the part of its length where it lies behind the chord by more than 0.3 of the bulge. Standard
/// deviations are those of the points of an edge about a smooth curve, and a floor for what the smooth curve
/// misses. Unknown when: the body is cut by the border of the film; the edges that are needed lie in the
/// border, under a letter or metal over more than a fifth, or do not stand out; the contrast of a border that
/// does not stand out is known all the same: that it is low is a sign.
BodyShape shape_of(const Radiograph& film, const BodyOnFilm& body, const BodyEdges& edges, SpineView view);

}  // namespace osteosign
