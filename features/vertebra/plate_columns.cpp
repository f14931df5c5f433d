#include "features/vertebra/plate_columns.h"

#include <algorithm>
#include <cmath>
#include <map>

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

constexpr double share_of_length = 0.7;  // not to reach the other plate of a flat body

/// How far a column is looked at on either side of the label's edge.
struct Reach {
  double inward_mm;
  double outward_mm;
};

Reach reach_near_label(const PlateColumn& column, double search_mm) {
  return {std::min(search_mm, share_of_length * column.length_mm),
          std::clamp(column.room_mm, profile_step_mm, search_mm)};
}

Reach reach_into_body(const PlateColumn& column) {
  return {share_of_length * column.length_mm, profile_step_mm};
}

/// HU outwards through the label's edge. Positions are ways along the axis, not distances from the edge, so
/// that neighbours can be pooled.
std::optional<Profile> profile_through(const CtVolume& ct, const LocalBlock& block, const PlateColumn& column,
                                       int sign, const Reach& reach) {
  const int start = static_cast<int>(std::lround(column.label_edge_mm / profile_step_mm));
  Eigen::Vector3d local = block.place_mm(column.x, column.y, 0);
  local.z() = sign * start * profile_step_mm;
  const Measured<Profile> ray =
      sample_ray(ct, block.frame.patient_from_local(local), sign * block.frame.axes.col(2),
                 {.inward = reach.inward_mm, .outward = reach.outward_mm, .step = profile_step_mm});
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

  explicit ProfileMap(const LocalBlock& block)
      : width(block.size.x()),
        height(block.size.y()),
        profiles(static_cast<std::size_t>(width) * static_cast<std::size_t>(height)) {}
  std::optional<Profile>& at(const PlateColumn& column) {
    return profiles[static_cast<std::size_t>(column.y * width + column.x)];
  }
  std::vector<Profile> round(int x, int y) const {
    std::vector<Profile> near;
    for (int v = std::max(0, y - 1); v <= std::min(height - 1, y + 1); ++v)
      for (int u = std::max(0, x - 1); u <= std::min(width - 1, x + 1); ++u)
        if (const auto& profile = profiles[static_cast<std::size_t>(v * width + u)]) near.push_back(*profile);
    return near;
  }
};

/// Edge of a column in the profiles round it.
std::optional<double> edge_of(const PlateColumn& column, const ProfileMap& map, double least_step_hu) {
  const Measured<Profile> pooled = pool(map.round(column.x, column.y), 0);
  return pooled.known() ? outermost_edge(pooled.value(), least_step_hu) : std::nullopt;
}

void find_edges(std::vector<PlateColumn>& columns, const ProfileMap& map, double least_step_hu,
                double largest_shift_mm) {
  for (PlateColumn& column : columns) {
    const auto edge = edge_of(column, map, least_step_hu);
    if (edge && std::abs(*edge - column.label_edge_mm) <= largest_shift_mm) column.edge_mm = edge;
  }
}

/// A label that closes a depressed plate hides it: there the columns show no edge near the label's. One
/// farther inside is that of the plate where it goes on from the edge of a neighbour.
void follow_depression(const CtVolume& ct, const LocalBlock& block, std::vector<PlateColumn>& columns,
                       int sign, double least_step_hu) {
  constexpr double steepest = 2;  // chosen: a plate depressed by 12 mm has 1.6
  ProfileMap map(block);
  std::map<std::pair<int, int>, PlateColumn*> hidden;  // columns without an edge, by their place
  std::vector<const PlateColumn*> open;
  for (PlateColumn& column : columns) {
    if (column.edge_mm) {
      open.push_back(&column);
      continue;
    }
    hidden.emplace(std::pair{column.x, column.y}, &column);
    map.at(column) = profile_through(ct, block, column, sign, reach_into_body(column));
  }
  while (!open.empty()) {
    const PlateColumn& from = *open.back();
    open.pop_back();
    for (const auto& [dx, dy] : {std::pair{1, 0}, {-1, 0}, {0, 1}, {0, -1}}) {
      const auto next = hidden.find({from.x + dx, from.y + dy});
      if (next == hidden.end()) continue;
      PlateColumn& column = *next->second;
      const auto edge = edge_of(column, map, least_step_hu);
      if (!edge || std::abs(*edge - *from.edge_mm) > steepest * block.step_mm) continue;
      column.edge_mm = edge;
      column.is_followed = true;
      open.push_back(&column);
      hidden.erase(next);
    }
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
  ProfileMap map(block);
  for (const BodyColumn& of_body : body) {
    const auto end = side == PlateSide::superior ? of_body.top_mm : of_body.bottom_mm;
    if (!end) continue;
    PlateColumn column;
    column.x = of_body.x;
    column.y = of_body.y;
    column.label_edge_mm = sign * *end;
    column.room_mm = room_outside_mm(block, of_body, *end, sign);
    column.length_mm = of_body.length_mm().value_or(2 * parameters.edge_search_mm);
    map.at(column) =
        profile_through(ct, block, column, sign, reach_near_label(column, parameters.edge_search_mm));
    columns.push_back(column);
  }
  find_edges(columns, map, least_step_hu, parameters.largest_edge_shift_mm);
  follow_depression(ct, block, columns, sign, least_step_hu);
  return columns;
}

}  // namespace osteosign
