#include "features/radiograph/bone/trace_bone.h"

#include <cmath>

namespace osteosign {
namespace {

CortexSide side_of(const StraightBorder& border, const Measured<BorderTrace>& traced) {
  CortexSide side;
  if (!traced.known()) {
    side.band_spread = traced.unknown();
    side.inner_spread = traced.unknown();
    side.thickness_spread_px = traced.unknown();
    return side;
  }
  const BorderTrace& t = traced.value();
  side.band_spread = t.band_spread;
  side.inner_spread = t.inner_spread;
  side.thickness_spread_px = t.thickness_spread * border.step_px;
  for (std::size_t r = 0; r < t.outer.size(); ++r) {
    const auto row = static_cast<double>(r);
    side.points.push_back({border.film_px(row, t.outer[r]), border.outward(row),
                           t.thickness[r] * border.step_px, t.traced[r] != 0,
                           (t.ghost[r] - t.outer[r]) * border.step_px,
                           t.expected_thickness[r] * border.step_px, t.band_left[r], t.band_darker[r],
                           t.inner_left[r], t.edge_left[r], t.seen[r] != 0});
  }
  return side;
}

/// The normal of the axis is that of the bone only in a shaft without a flare: take it from the edge itself.
void turn_normals_to_the_edge(CortexSide& side) {
  constexpr std::size_t reach = 6;
  const std::vector<CortexPoint> axis = side.points;
  for (std::size_t i = 0; i < axis.size(); ++i) {
    const std::size_t before = i < reach ? 0 : i - reach, after = std::min(axis.size() - 1, i + reach);
    const Eigen::Vector2d ghost_before =
        axis[before].outer_px - axis[before].beyond_ghost_px * axis[before].outward;
    const Eigen::Vector2d ghost_after =
        axis[after].outer_px - axis[after].beyond_ghost_px * axis[after].outward;
    const Eigen::Vector2d along = (ghost_after - ghost_before).normalized();
    const Eigen::Vector2d normal(-along.y(), along.x());
    side.points[i].outward = normal.dot(axis[i].outward) < 0 ? Eigen::Vector2d(-normal) : normal;
  }
}

}  // namespace

Measured<TracedBone> trace_bone(const Radiograph& film, const RadiographField& field,
                                const Measured<FemurOnFilm>& femur, const RadiographLesionOutline& lesion,
                                const BoneTracingParameters& parameters) {
  const Measured<BoneAxis> axis =
      femur.known() ? axis_of_femur(femur.value(), lesion) : axis_from_edges(film, field, lesion);
  if (!axis.known()) return axis.unknown();
  TracedBone bone;
  bone.width_px = axis.value().width_px;
  const auto traced = [&](BoneBorder which) {
    const StraightBorder border = straightened(film, field, lesion, axis.value(), which);
    CortexSide side = side_of(border, trace_border(border, parameters));
    turn_normals_to_the_edge(side);
    return side;
  };
  bone.left = traced(BoneBorder::left);
  bone.right = traced(BoneBorder::right);
  if (bone.left.points.empty() && bone.right.points.empty()) return bone.left.band_spread.unknown();
  return bone;
}

}  // namespace osteosign
