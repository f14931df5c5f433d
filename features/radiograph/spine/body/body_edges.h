#pragma once
#include <vector>

#include "features/radiograph/radiograph_field.h"
#include "features/radiograph/spine/body/body_on_film.h"
#include "features/values/spine_view.h"

namespace osteosign {

/// One border of a body as it is traced on the film, from one corner to the other at even steps.
struct TracedEdge {
  std::vector<Eigen::Vector2d> points_px;
  std::vector<double>
      contrast;  ///< of each point: how much denser the body is there than what lies beyond it
  std::array<Eigen::Vector2d, 2> arch_ends_px;  ///< of the smooth arch that it keeps close to
  double usable = 0;                            ///< share of the points on film that can be used
  /// Mean contrast along the line to that of the best line through the same strip with its rows shifted at
  /// random, four by four: near 1 where nothing lines up.
  double likeness = 0;

  /// The point at a part of the way, 0 to 1.
  Eigen::Vector2d at(double part) const;
};

struct BodyEdges {
  TracedEdge superior, inferior;   ///< endplates, from the front to the back
  TracedEdge anterior, posterior;  ///< walls, from the upper corner to the lower one
};

/// Traces the four borders of a body (methods B8.2): in a strip along the line between two corners, first the
/// shallow arch along which the film gets denser towards the body, then, close to it, the path along which it
/// does so most, by dynamic programming, to a part of a pixel by the parabola through the steps beside it.
BodyEdges trace_body(const Radiograph& film, const RadiographField& field, const BodyOnFilm& body,
                     SpineView view);

/// The corners where the traced borders meet: lines through the ends of endplate and wall. A corner at which
/// they meet farther away than an eighth of the height stays that of `body`.
std::array<Eigen::Vector2d, body_corners> corners_of(const BodyEdges& edges, const BodyOnFilm& body);

/// The upper and lower end of the chord of the posterior wall: corners as above, but from lines along the
/// wall that leave out its last tenth. There the edge to the endplate is round and the trace turns in with
/// it, which would bring the chord forward.
std::array<Eigen::Vector2d, 2> chord_of(const BodyEdges& edges, const BodyOnFilm& body);

}  // namespace osteosign
