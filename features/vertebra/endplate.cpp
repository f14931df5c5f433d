#include "features/vertebra/endplate.h"

#include <algorithm>
#include <cmath>

#include "features/find/ray_blur.h"
#include "features/profile/fit_shell.h"
#include "features/profile/pool_profiles.h"
#include "features/profile/sample_ray.h"
#include "features/vertebra/height_field.h"
#include "features/vertebra/plate_edge.h"

namespace osteosign {
namespace {

constexpr double profile_step_mm = 0.25;

/// What one column shows of the plate. Ways are counted outwards, cranially for a superior plate.
struct PlateColumn {
  int x;
  int y;
  double label_edge_mm;
  std::optional<Profile> profile;  ///< its positions are ways along the axis, not distances from the edge
  std::optional<double> edge_mm;
};

int outward_sign(PlateSide side) { return side == PlateSide::superior ? 1 : -1; }

Profile along_axis(Profile ray, int start) {
  ray.first += start;
  return ray;
}

/// Way from the end of the label to that of another vertebra, or to the end of the block.
double room_outside_mm(const LocalBlock& block, const BodyColumn& column, double from_mm, int sign) {
  int z = block.nearest({0, 0, from_mm}).z();
  for (; z >= 0 && z < block.size.z(); z += sign)
    if (block.other[block.index(column.x, column.y, z)] >= 0.5F) break;
  return std::max(0.0, sign * (block.place_mm(0, 0, z).z() - from_mm));
}

/// Profile of the HU outwards through the label's edge, on places shared by all columns, so that neighbours
/// can be pooled. It ends in the middle of the gap before another vertebra.
PlateColumn plate_column(const CtVolume& ct, const BodyInFrame& body, const BodyColumn& column, double end_mm,
                         PlateSide side, double search_mm) {
  constexpr double share_of_length = 0.7;  // not to reach the other plate of a flat body
  const int sign = outward_sign(side);
  PlateColumn plate{column.x, column.y, sign * end_mm, {}, {}};
  const int start = static_cast<int>(std::lround(plate.label_edge_mm / profile_step_mm));
  const double room = room_outside_mm(body.block, column, end_mm, sign);
  const double longest_inward = share_of_length * column.length_mm().value_or(search_mm / share_of_length);
  Eigen::Vector3d local = body.block.place_mm(column.x, column.y, 0);
  local.z() = sign * start * profile_step_mm;
  const Measured<Profile> ray =
      sample_ray(ct, body.frame.patient_from_local(local), sign * body.frame.axes.col(2),
                 {.inward = std::min(search_mm, longest_inward),
                  .outward = std::clamp(room, profile_step_mm, search_mm),
                  .step = profile_step_mm});
  if (ray.known()) plate.profile = along_axis(ray.value(), start);
  return plate;
}

/// Index of each column of the body by its place in the block; -1 elsewhere.
struct ColumnIndex {
  int width;
  int height;
  std::vector<int> columns;
  int at(int x, int y) const {
    return x < 0 || y < 0 || x >= width || y >= height ? -1
                                                       : columns[static_cast<std::size_t>(y * width + x)];
  }
};

ColumnIndex index_columns(const LocalBlock& block, const std::vector<PlateColumn>& columns) {
  ColumnIndex index{block.size.x(), block.size.y(), {}};
  index.columns.assign(static_cast<std::size_t>(index.width * index.height), -1);
  for (std::size_t i = 0; i < columns.size(); ++i)
    index.columns[static_cast<std::size_t>(columns[i].y * index.width + columns[i].x)] = static_cast<int>(i);
  return index;
}

/// Edge in the mean profile of a column and its eight neighbours.
std::optional<double> pooled_edge(const std::vector<PlateColumn>& columns, const ColumnIndex& index,
                                  const PlateColumn& column, double least_step_hu) {
  std::vector<Profile> rays;
  for (int dy = -1; dy <= 1; ++dy)
    for (int dx = -1; dx <= 1; ++dx) {
      const int i = index.at(column.x + dx, column.y + dy);
      if (i >= 0 && columns[static_cast<std::size_t>(i)].profile)
        rays.push_back(*columns[static_cast<std::size_t>(i)].profile);
    }
  const Measured<Profile> pooled = pool(rays, 0);
  if (!pooled.known()) return {};
  return outermost_edge(pooled.value(), least_step_hu);
}

void find_edges(std::vector<PlateColumn>& columns, const LocalBlock& block, double least_step_hu,
                double largest_shift_mm) {
  const ColumnIndex index = index_columns(block, columns);
  for (PlateColumn& column : columns) {
    if (!column.profile) continue;
    const auto edge = pooled_edge(columns, index, column, least_step_hu);
    if (edge && std::abs(*edge - column.label_edge_mm) <= largest_shift_mm) column.edge_mm = edge;
  }
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// Way from the half level to the outer edge of the bone: the plate is thinner than the blur, so that its
/// half level lies outside of it. From a shell fitted to the profile of all columns, laid over each other at
/// their edges. 0 when the blur is unknown or the fit fails.
double blur_correction_mm(const std::vector<PlateColumn>& columns, const Measured<double>& blur_mm) {
  if (!blur_mm.known()) return 0;
  constexpr double behind_mm = 2.5;
  std::vector<Profile> aligned;
  for (const PlateColumn& column : columns) {
    if (!column.edge_mm) continue;
    Profile ray = *column.profile;
    ray.first -= static_cast<int>(std::lround(*column.edge_mm / profile_step_mm));
    aligned.push_back(cut(ray, -4, behind_mm));
  }
  const Measured<Profile> pooled = pool(aligned, 0.1);
  if (!pooled.known()) return 0;
  const Measured<ShellFit> fit =
      fit_shell(pooled.value(), {.density = {}, .sigma = blur_mm.value(), .highest_density = 1000});
  if (!fit.known()) return 0;
  return std::clamp(fit.value().outer_edge(), -blur_mm.value(), 0.3 * blur_mm.value());
}

/// Outward coordinate of the plate in each column, from the HU or, moved along, from the label.
void fill_field(HeightField& field, const std::vector<PlateColumn>& columns, PlateSide side,
                double correction_mm) {
  std::vector<double> shifts;
  for (const PlateColumn& column : columns)
    if (column.edge_mm) shifts.push_back(*column.edge_mm + correction_mm - column.label_edge_mm);
  const double label_shift = shifts.empty() ? 0 : median(shifts);
  for (const PlateColumn& column : columns) {
    const auto i = static_cast<std::size_t>(column.y * field.columns + column.x);
    const double way = column.edge_mm ? *column.edge_mm + correction_mm : column.label_edge_mm + label_shift;
    field.height_mm[i] = static_cast<float>(outward_sign(side) * way);
    field.valid[i] = 1;
  }
}

double least_step_hu(const ImageQuality& quality, const VertebraGeometryParameters& parameters) {
  const Quantity* noise = quality.noise_hu.if_known();
  return noise ? std::max(parameters.least_edge_hu, parameters.edge_noise_factor * noise->value)
               : parameters.least_edge_hu;
}

}  // namespace

Measured<Endplate> find_endplate(const CtVolume& ct, const BodyInFrame& body, PlateSide side,
                                 const ImageQuality& quality, const VertebraGeometryParameters& parameters) {
  constexpr double fewest_edges = 0.3;
  std::vector<PlateColumn> columns;
  for (const BodyColumn& column : body.columns)
    if (const auto end = side == PlateSide::superior ? column.top_mm : column.bottom_mm)
      columns.push_back(plate_column(ct, body, column, *end, side, parameters.edge_search_mm));
  if (static_cast<int>(columns.size()) < parameters.fewest_columns)
    return Unknown{"too little of the endplate lies in the label"};
  if (static_cast<double>(columns.size()) <
      parameters.least_ended_fraction * static_cast<double>(body.columns.size()))
    return Unknown{"the border of the volume cuts the endplate"};
  find_edges(columns, body.block, least_step_hu(quality, parameters), parameters.largest_edge_shift_mm);
  Endplate plate;
  plate.edge_fraction =
      static_cast<double>(std::count_if(columns.begin(), columns.end(),
                                        [](const PlateColumn& c) { return c.edge_mm.has_value(); })) /
      static_cast<double>(columns.size());
  if (plate.edge_fraction < fewest_edges) {
    for (PlateColumn& column : columns) column.edge_mm.reset();
    plate.edge_fraction = 0;
  }
  const double correction =
      blur_correction_mm(columns, ray_blur_mm(ct.grid, quality.point_spread, body.frame.axes.col(2)));
  plate.field = empty_field(body.block);
  fill_field(plate.field, columns, side, correction);
  plate.field = median_filtered(plate.field, parameters.median_filter_mm);
  const Measured<SmoothSurface> surface = fit_robust_surface(points_inside(plate.field, parameters.rim_mm),
                                                             SurfaceShape::plane, least_plate_spread_mm);
  if (!surface.known()) return surface.unknown();
  const Eigen::Vector2d middle = centre_of_field(plate.field);
  const Eigen::Vector2d slope = surface.value().slope(middle);
  plate.centre_mm =
      body.frame.patient_from_local({middle.x(), middle.y(), surface.value().height_mm(middle)});
  plate.normal = body.frame.axes * Eigen::Vector3d(-slope.x(), -slope.y(), 1).normalized();
  return plate;
}

}  // namespace osteosign
