#include "features/vertebra/geometry.h"

#include <algorithm>
#include <cmath>

#include "features/vertebra/endplate.h"
#include "features/vertebra/parts.h"
#include "features/vertebra/plate_model.h"
#include "features/vertebra/vertebra_frame.h"

namespace osteosign {
namespace {

constexpr double crop_border_mm = 12;

void shift_field(HeightField& field, const Eigen::Vector3d& shift_mm) {
  field.first_mm -= shift_mm.head<2>();
  for (float& height : field.height_mm) height -= static_cast<float>(shift_mm.z());
}

/// The geometry with the origin of its frame in the middle of the body.
VertebraGeometry centred(VertebraGeometry geometry, const Eigen::Vector3d& middle_mm) {
  geometry.frame.origin_mm = geometry.frame.patient_from_local(middle_mm);
  for (Measured<Endplate>* plate : {&geometry.superior, &geometry.inferior}) {
    if (!plate->known()) continue;
    Endplate moved = plate->value();
    shift_field(moved.field, middle_mm);
    *plate = moved;
  }
  return geometry;
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
  const Measured<SettledFrame> settled = settle_frame(crop, vertebra);
  if (!settled.known()) return without_body(geometry, settled.unknown());
  geometry.frame = settled.value().frame;
  const Measured<LabelledBody> found =
      find_labelled_body(crop, geometry.frame, settled.value().extent, parameters.grid_step_mm);
  if (!found.known()) return without_body(geometry, found.unknown());
  LabelledBody body = found.value();
  const Measured<double> blur =
      quality.point_spread.sigma_along_mm(ct.grid.direction.transpose() * geometry.frame.axes.col(1));
  const double* sigma = blur.if_known();
  body.move_walls_to_edges(ct, {sigma ? std::optional(std::max(least_blur_mm, *sigma)) : std::nullopt,
                                least_edge_step_hu(quality, parameters)});
  geometry.superior = find_endplate(ct, body, PlateSide::superior, quality, parameters);
  geometry.inferior = find_endplate(ct, body, PlateSide::inferior, quality, parameters);
  geometry.parts = find_parts(crop, body, find_labelled_canal(body.block, body.back));
  geometry.width_mm = body.extent.left_mm - body.extent.right_mm;
  geometry.depth_mm = body.extent.back_mm - body.extent.front_mm;
  return centred(std::move(geometry), body.middle_mm());
}

}  // namespace osteosign
