#include "features/vertebra/plate_columns.h"

#include <algorithm>
#include <cmath>

#include "features/profile/pool_profiles.h"
#include "features/profile/sample_ray.h"
#include "features/vertebra/plate_edge.h"

namespace osteosign {
namespace {

constexpr double profile_step_mm = 0.25;

double room_outside_mm(const LocalBlock& block, const BodyColumn& column, double from_mm, int sign) {
  int z = block.nearest({0, 0, from_mm}).z();
  for (; z >= 0 && z < block.size.z(); z += sign)
    if (block.other[block.index(column.x, column.y, z)] >= 0.5F) break;
  return std::max(0.0, sign * (block.place_mm(0, 0, z).z() - from_mm));
}

/// HU outwards through the label's edge. Positions are ways along the axis, not distances from the edge, so
/// that neighbours can be pooled.
std::optional<Profile> profile_through(const CtVolume& ct, const LocalBlock& block, const PlateColumn& column,
                                       int sign, double search_mm) {
  constexpr double share_of_length = 0.7;  // not to reach the other plate of a flat body
  const int start = static_cast<int>(std::lround(column.label_edge_mm / profile_step_mm));
  Eigen::Vector3d local = block.place_mm(column.x, column.y, 0);
  local.z() = sign * start * profile_step_mm;
  const Measured<Profile> ray =
      sample_ray(ct, block.frame.patient_from_local(local), sign * block.frame.axes.col(2),
                 {.inward = std::min(search_mm, share_of_length * column.length_mm),
                  .outward = std::clamp(column.room_mm, profile_step_mm, search_mm),
                  .step = profile_step_mm});
  if (!ray.known()) return {};
  Profile along = ray.value();
  along.first += start;
  return along;
}

/// Profiles by the place of their column in the block.
struct ProfileMap {
  int width;
  int height;
  std::vector<std::optional<Profile>> profiles;

  std::vector<Profile> round(int x, int y) const {
    std::vector<Profile> near;
    for (int v = std::max(0, y - 1); v <= std::min(height - 1, y + 1); ++v)
      for (int u = std::max(0, x - 1); u <= std::min(width - 1, x + 1); ++u)
        if (const auto& profile = profiles[static_cast<std::size_t>(v * width + u)]) near.push_back(*profile);
    return near;
  }
};

void find_edges(std::vector<PlateColumn>& columns, const ProfileMap& map, double least_step_hu,
                double largest_shift_mm) {
  for (PlateColumn& column : columns) {
    const Measured<Profile> pooled = pool(map.round(column.x, column.y), 0);
    if (!pooled.known()) continue;
    const auto edge = outermost_edge(pooled.value(), least_step_hu);
    if (edge && std::abs(*edge - column.label_edge_mm) <= largest_shift_mm) column.edge_mm = edge;
  }
}

}  // namespace

int outward_sign(PlateSide side) { return side == PlateSide::superior ? 1 : -1; }

std::vector<PlateColumn> find_plate_columns(const CtVolume& ct, const LocalBlock& block,
                                            const std::vector<BodyColumn>& body, PlateSide side,
                                            double least_step_hu,
                                            const VertebraGeometryParameters& parameters) {
  const int sign = outward_sign(side);
  std::vector<PlateColumn> columns;
  ProfileMap map{block.size.x(), block.size.y(), {}};
  map.profiles.resize(static_cast<std::size_t>(map.width * map.height));
  for (const BodyColumn& of_body : body) {
    const auto end = side == PlateSide::superior ? of_body.top_mm : of_body.bottom_mm;
    if (!end) continue;
    PlateColumn column;
    column.x = of_body.x;
    column.y = of_body.y;
    column.label_edge_mm = sign * *end;
    column.room_mm = room_outside_mm(block, of_body, *end, sign);
    column.length_mm = of_body.length_mm().value_or(2 * parameters.edge_search_mm);
    map.profiles[static_cast<std::size_t>(column.y * map.width + column.x)] =
        profile_through(ct, block, column, sign, parameters.edge_search_mm);
    columns.push_back(column);
  }
  find_edges(columns, map, least_step_hu, parameters.largest_edge_shift_mm);
  return columns;
}

}  // namespace osteosign
