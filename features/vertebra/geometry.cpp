#include "features/vertebra/geometry.h"

#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>

#include "features/vertebra/body_columns.h"
#include "features/vertebra/body_extent.h"
#include "features/vertebra/endplate.h"
#include "features/vertebra/height_field.h"
#include "features/vertebra/parts.h"

namespace osteosign {
namespace {

constexpr double crop_border_mm = 12;
constexpr double smallest_base_mm2 = 100;  // half of the smallest cervical endplate
const LocalExtent block_extent{{-42, -38, -36}, {42, 48, 36}};

/// A frame from an axis and a direction that is about anterior.
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

/// The body as the label shows it in one frame.
struct LabelledBody {
  LocalBlock block;
  BodyBack back;
  std::vector<BodyColumn> columns;
};

Measured<LabelledBody> find_labelled_body(const VertebraCrop& crop, const VertebraFrame& frame,
                                          double step_mm) {
  LabelledBody body;
  body.block = resample_to_frame(crop, frame, block_extent, step_mm);
  const Measured<BodyBack> back = find_body_back(body.block);
  if (!back.known()) return back.unknown();
  body.back = back.value();
  body.columns = find_body_columns(body.block, body.back);
  const double base_mm2 = static_cast<double>(body.columns.size()) * step_mm * step_mm;
  if (base_mm2 < smallest_base_mm2) return Unknown{"no body was found in the label"};
  return body;
}

/// Middle of the columns; along the axis of those that have two ends.
Eigen::Vector3d middle_of(const LabelledBody& body) {
  Eigen::Vector2d place = Eigen::Vector2d::Zero();
  double height = 0;
  double whole = 0;
  for (const BodyColumn& column : body.columns) {
    place += body.block.place_mm(column.x, column.y, 0).head<2>();
    if (!column.length_mm()) continue;
    height += (*column.bottom_mm + *column.top_mm) / 2;
    ++whole;
  }
  place /= static_cast<double>(body.columns.size());
  return {place.x(), place.y(), whole > 0 ? height / whole : 0};
}

/// Mean length of the columns that have two ends; 0 when none has.
double height_of(const LabelledBody& body) {
  double sum = 0;
  double whole = 0;
  for (const BodyColumn& column : body.columns)
    if (const auto length = column.length_mm()) {
      sum += *length;
      ++whole;
    }
  return whole > 0 ? sum / whole : 0;
}

/// Normal of the plane through the ends of the columns on one side, in the frame; nothing when the volume
/// cuts that side.
std::optional<Eigen::Vector3d> normal_of_ends(const LabelledBody& body,
                                              std::optional<double> BodyColumn::*end) {
  std::vector<SurfacePoint> points;
  for (const BodyColumn& column : body.columns)
    if (column.*end) points.push_back({body.block.place_mm(column.x, column.y, 0).head<2>(), *(column.*end)});
  if (2 * points.size() < body.columns.size()) return {};
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
  return (top.value_or(bottom.value_or(Eigen::Vector3d::UnitZ())) +
          bottom.value_or(top.value_or(Eigen::Vector3d::UnitZ())))
      .normalized();
}

/// The frame in the middle of the body along its own axis, from that of the found vertebra.
Measured<VertebraFrame> settle_frame(const VertebraCrop& crop, const FoundVertebra& vertebra) {
  constexpr int rounds = 3;
  constexpr double coarse_step_mm = 2;
  VertebraFrame frame = frame_at(vertebra.body_centre_mm, vertebra.cranial, vertebra.forward);
  for (int round = 0; round < rounds; ++round) {
    const Measured<LabelledBody> body = find_labelled_body(crop, frame, coarse_step_mm);
    if (!body.known()) return body.unknown();
    frame = frame_at(frame.patient_from_local(middle_of(body.value())), frame.axes * axis_of(body.value()),
                     vertebra.forward);
  }
  return frame;
}

void shift_field(HeightField& field, const Eigen::Vector3d& shift_mm) {
  field.first_mm -= shift_mm.head<2>();
  for (float& height : field.height_mm) height -= static_cast<float>(shift_mm.z());
}

/// Moves the origin of the frame to the middle of depth and width.
void centre_geometry(VertebraGeometry& geometry, const BodyExtent& extent) {
  const Eigen::Vector3d shift((extent.left_mm + extent.right_mm) / 2, (extent.front_mm + extent.back_mm) / 2,
                              0);
  geometry.frame.origin_mm = geometry.frame.patient_from_local(shift);
  for (Measured<Endplate>* plate : {&geometry.superior, &geometry.inferior}) {
    if (!plate->known()) continue;
    Endplate moved = plate->value();
    shift_field(moved.field, shift);
    *plate = moved;
  }
}

VertebraGeometry without_body(VertebraGeometry geometry, const Unknown& why) {
  geometry.superior = geometry.inferior = why;
  geometry.width_mm = geometry.depth_mm = why;
  geometry.parts.assign(geometry.box.voxel_count(), VertebraPart::none);
  return geometry;
}

}  // namespace

VertebraGeometry find_geometry(const CtVolume& ct, const Spine& spine, const FoundVertebra& vertebra,
                               const ImageQuality& quality, const VertebraGeometryParameters& parameters) {
  const VertebraCrop crop = crop_vertebra(spine, vertebra, parameters.reach_mm, crop_border_mm);
  VertebraGeometry geometry;
  geometry.label = vertebra.label;
  geometry.box = crop.box;
  geometry.first = crop.first;
  geometry.frame = frame_at(vertebra.body_centre_mm, vertebra.cranial, vertebra.forward);
  if (crop.empty()) return without_body(geometry, Unknown{"the vertebra has no voxel"});
  const Measured<VertebraFrame> frame = settle_frame(crop, vertebra);
  if (!frame.known()) return without_body(geometry, frame.unknown());
  geometry.frame = frame.value();
  const Measured<LabelledBody> found = find_labelled_body(crop, geometry.frame, parameters.grid_step_mm);
  if (!found.known()) return without_body(geometry, found.unknown());
  const LabelledBody& body = found.value();
  geometry.superior = find_endplate(ct, body.block, body.columns, PlateSide::superior, quality, parameters);
  geometry.inferior = find_endplate(ct, body.block, body.columns, PlateSide::inferior, quality, parameters);
  geometry.parts = find_parts(crop, geometry.frame, body.back, find_canal_outline(body.block, body.back));
  const Measured<BodyExtent> extent = find_body_extent(body.block, body.back, height_of(body));
  if (!extent.known()) return without_body(geometry, extent.unknown());
  geometry.width_mm = extent.value().left_mm - extent.value().right_mm;
  geometry.depth_mm = extent.value().back_mm - extent.value().front_mm;
  centre_geometry(geometry, extent.value());
  return geometry;
}

}  // namespace osteosign
