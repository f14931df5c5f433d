#include "features/vertebra/endplate.h"

#include <algorithm>
#include <cmath>

#include "features/profile/order_statistics.h"
#include "features/vertebra/height_field.h"
#include "features/vertebra/plate_patches.h"

namespace osteosign {
namespace {

/// Part of the columns with an edge near that of the label.
double edge_fraction(const std::vector<PlateColumn>& columns) {
  const auto edges = std::count_if(columns.begin(), columns.end(), [](const PlateColumn& column) {
    return column.edge_mm.has_value() && !column.is_followed;
  });
  return static_cast<double>(edges) / static_cast<double>(columns.size());
}

/// The plate in each column, from the HU or, moved along with them, from the label.
HeightField field_of(const LocalBlock& block, const std::vector<PlateColumn>& columns, int sign) {
  std::vector<double> moves;
  for (const PlateColumn& column : columns)
    if (column.edge_mm) moves.push_back(*column.edge_mm - column.label_edge_mm);
  const double usual_move = moves.empty() ? 0 : median(moves);
  HeightField field = empty_field(block);
  for (const PlateColumn& column : columns) {
    const std::size_t i = field_index(field, column.x, column.y);
    field.height_mm[i] =
        static_cast<float>(sign * column.edge_mm.value_or(column.label_edge_mm + usual_move));
    field.valid[i] = 1;
  }
  return field;
}

std::vector<SurfacePoint> central_points(const HeightField& field, const LabelledBody& body, double share) {
  std::vector<SurfacePoint> points = points_inside(field, 0);
  std::erase_if(points, [&](const SurfacePoint& point) { return body.radius_at(point.place_mm) > share; });
  return points;
}

}  // namespace

double least_edge_step_hu(const ImageQuality& quality, const VertebraGeometryParameters& parameters) {
  const Quantity* noise = quality.noise_hu.if_known();
  return noise ? std::max(parameters.least_edge_hu, parameters.edge_noise_factor * noise->value)
               : parameters.least_edge_hu;
}

Measured<Endplate> find_endplate(const CtVolume& ct, const LabelledBody& body, PlateSide side,
                                 const ImageQuality& quality, const VertebraGeometryParameters& parameters) {
  constexpr double fewest_edges = 0.3;
  const LocalBlock& block = body.block;
  const double least_step = least_edge_step_hu(quality, parameters);
  std::vector<PlateColumn> columns =
      find_plate_columns(ct, block, body.columns, side, least_step, parameters);
  if (static_cast<double>(columns.size()) <
      parameters.least_ended_fraction * static_cast<double>(body.columns.size()))
    return Unknown{"the border of the volume cuts the endplate"};
  if (static_cast<int>(columns.size()) < parameters.fewest_columns)
    return Unknown{"too little of the endplate lies in the label"};
  if (edge_fraction(columns) >= fewest_edges)
    columns = refine_plate_columns(ct, block, std::move(columns), side, quality, least_step);
  else
    for (PlateColumn& column : columns) column.edge_mm.reset();
  Endplate plate;
  plate.edge_fraction = edge_fraction(columns);
  plate.field = median_filtered(field_of(block, columns, outward_sign(side)), parameters.median_filter_mm);
  const Measured<SmoothSurface> surface = fit_robust_surface(
      central_points(plate.field, body, parameters.plane_share), SurfaceShape::plane, least_plate_spread_mm);
  if (!surface.known()) return surface.unknown();
  const Eigen::Vector2d middle = body.middle_mm().head<2>();
  const Eigen::Vector2d slope = surface.value().slope(middle);
  plate.centre_mm =
      block.frame.patient_from_local({middle.x(), middle.y(), surface.value().height_mm(middle)});
  plate.normal = block.frame.axes * Eigen::Vector3d(-slope.x(), -slope.y(), 1).normalized();
  return plate;
}

}  // namespace osteosign
