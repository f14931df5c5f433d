#include "features/vertebra/vertebra_frame.h"

#include <Eigen/Geometry>

#include "features/vertebra/height_field.h"

namespace osteosign {
namespace {

const LocalExtent widest_extent{{-42, -38, -36}, {42, 48, 36}};
constexpr double beyond_plates_mm = 9;  // of the label's ends: rays and voxels of an endplate reach 8 mm

/// Normal of the plane through the ends of the columns on one side, in the frame; nothing when the volume
/// cuts that side.
std::optional<Eigen::Vector3d> normal_of_ends(const LabelledBody& body,
                                              std::optional<double> BodyColumn::*end) {
  constexpr double central = 0.85;
  std::vector<SurfacePoint> points;
  std::size_t inside = 0;
  for (const BodyColumn& column : body.columns) {
    const Eigen::Vector2d place = body.block.place_mm(column.x, column.y, 0).head<2>();
    if (body.radius_at(place) > central) continue;
    ++inside;
    if (column.*end) points.push_back({place, *(column.*end)});
  }
  if (2 * points.size() < inside) return {};
  const Measured<SmoothSurface> plane =
      fit_robust_surface(points, SurfaceShape::plane, least_plate_spread_mm);
  if (!plane.known()) return {};
  const Eigen::Vector2d slope = plane.value().slope(Eigen::Vector2d::Zero());
  return Eigen::Vector3d(-slope.x(), -slope.y(), 1).normalized();
}

/// Mean of the normals of the two ends; of one, when the volume cuts the other.
Eigen::Vector3d axis_of(const LabelledBody& body) {
  const auto top = normal_of_ends(body, &BodyColumn::top_mm);
  const auto bottom = normal_of_ends(body, &BodyColumn::bottom_mm);
  const Eigen::Vector3d unchanged = Eigen::Vector3d::UnitZ();
  return (top.value_or(bottom.value_or(unchanged)) + bottom.value_or(top.value_or(unchanged))).normalized();
}

}  // namespace

VertebraFrame frame_at(const Eigen::Vector3d& origin_mm, const Eigen::Vector3d& cranial,
                       const Eigen::Vector3d& forward) {
  const Eigen::Vector3d z = cranial.normalized();
  const Eigen::Vector3d y = (z * z.dot(forward) - forward).normalized();
  VertebraFrame frame;
  frame.origin_mm = origin_mm;
  frame.axes.col(0) = y.cross(z);
  frame.axes.col(1) = y;
  frame.axes.col(2) = z;
  return frame;
}

Measured<SettledFrame> settle_frame(const VertebraCrop& crop, const FoundVertebra& vertebra) {
  constexpr int rounds = 3;
  constexpr double coarse_step_mm = 2;
  SettledFrame settled{frame_at(vertebra.body_centre_mm, vertebra.cranial, vertebra.forward), widest_extent};
  for (int round = 0; round < rounds; ++round) {
    const Measured<LabelledBody> found =
        find_labelled_body(crop, settled.frame, widest_extent, coarse_step_mm);
    if (!found.known()) return found.unknown();
    const LabelledBody& body = found.value();
    const Eigen::Vector3d middle = body.middle_mm();
    settled.extent.lowest_mm.z() =
        std::max(widest_extent.lowest_mm.z(), body.lowest_mm() - middle.z() - beyond_plates_mm);
    settled.extent.highest_mm.z() =
        std::min(widest_extent.highest_mm.z(), body.highest_mm() - middle.z() + beyond_plates_mm);
    settled.frame = frame_at(settled.frame.patient_from_local(middle), settled.frame.axes * axis_of(body),
                             vertebra.forward);
  }
  return settled;
}

}  // namespace osteosign
