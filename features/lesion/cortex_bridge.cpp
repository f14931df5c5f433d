#include "features/lesion/cortex_bridge.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>

#include "features/lesion/cortex_sites.h"
#include "features/shape/implicit_surface.h"
#include "features/shape/signed_distance.h"

namespace osteosign {
namespace {

constexpr double offset_mm = 1.5;
constexpr int most_points = 400;
constexpr double border_mm = 15;  // of trusted surface round the part that is bridged
constexpr double reach_mm = 5;    // of the bridge from the closed bone
constexpr double hollow_radius_mm = 10;
constexpr double just_outside_mm = 2;
constexpr double usual_thickness_mm = 3;
constexpr double farthest_edge_mm = 1.5;
constexpr double least_mass_mm = 0.15;

/// Cells with empty ones all round, so that a closing has room.
struct PaddedCells {
  ImageGrid grid;
  std::vector<std::uint8_t> inside;
  int border;
};

PaddedCells padded(const BoneNearLesion& bone) {
  PaddedCells cells;
  cells.border = static_cast<int>(std::ceil(2.5 * hollow_radius_mm / bone.grid.spacing_mm.minCoeff()));
  cells.grid = bone.grid;
  for (int& size : cells.grid.size) size += 2 * cells.border;
  cells.inside.assign(cells.grid.voxel_count(), 0);
  for (int z = 0; z < bone.grid.size[2]; ++z)
    for (int y = 0; y < bone.grid.size[1]; ++y)
      for (int x = 0; x < bone.grid.size[0]; ++x)
        cells.inside[cells.grid.index(x + cells.border, y + cells.border, z + cells.border)] =
            bone.inside[bone.grid.index(x, y, z)];
  return cells;
}

/// Signed distance from what a ball of 10 mm outside of the bone cannot enter.
std::vector<float> closed_distance_mm(const BoneNearLesion& bone) {
  const PaddedCells cells = padded(bone);
  const std::vector<float> distance = signed_distance_mm(cells.grid, cells.inside);
  std::vector<std::uint8_t> wide(distance.size());
  std::transform(distance.begin(), distance.end(), wide.begin(),
                 [](float d) { return static_cast<std::uint8_t>(d < hollow_radius_mm); });
  const std::vector<float> from_wide = signed_distance_mm(cells.grid, wide);
  std::vector<float> closed(bone.grid.voxel_count());
  for (int z = 0; z < bone.grid.size[2]; ++z)
    for (int y = 0; y < bone.grid.size[1]; ++y)
      for (int x = 0; x < bone.grid.size[0]; ++x)
        closed[bone.grid.index(x, y, z)] =
            static_cast<float>(hollow_radius_mm) +
            from_wide[cells.grid.index(x + cells.border, y + cells.border, z + cells.border)];
  return closed;
}

/// The lesion lies outside of this place, in a hollow of the mask.
bool faces_cavity(const BoneNearLesion& bone, const std::vector<float>& closed_mm, std::size_t point) {
  const Eigen::Vector3d outside =
      bone.points.positions_mm[point] + just_outside_mm * bone.points.normals[point];
  if (bone.lesion.mm(outside) > 0) return false;
  const Eigen::Vector3d v = bone.grid.voxel_from_patient(outside);
  const int x = static_cast<int>(std::lround(v.x()));
  const int y = static_cast<int>(std::lround(v.y()));
  const int z = static_cast<int>(std::lround(v.z()));
  return bone.grid.contains(x, y, z) && closed_mm[bone.grid.index(x, y, z)] < 0;
}

/// Where the outer face of a cortex is seen, from the point along its normal.
std::optional<double> outer_face_mm(const Measured<CortexProfile>& seen) {
  if (!seen.known() || !seen.value().outer_edge_mm) return std::nullopt;
  const double edge = *seen.value().outer_edge_mm;
  if (std::abs(edge) > farthest_edge_mm || seen.value().mass_mm.value < least_mass_mm) return std::nullopt;
  return edge;
}

/// Places well inside and well outside of the closed bone, so that the bridge does not stray.
KnownHeights anchors(const BoneNearLesion& bone, const std::vector<float>& closed_mm, double from_lesion_mm) {
  constexpr double spacing_mm = 6, nearest_mm = 4, farthest_mm = 12;
  KnownHeights all;
  for (int z = 1; z < bone.grid.size[2]; z += 3)
    for (int y = 1; y < bone.grid.size[1]; y += 3)
      for (int x = 1; x < bone.grid.size[0]; x += 3) {
        const double height = closed_mm[bone.grid.index(x, y, z)];
        if (std::abs(height) < nearest_mm || std::abs(height) > farthest_mm) continue;
        const Eigen::Vector3d point = bone.grid.patient_from_voxel(Eigen::Vector3d(x, y, z));
        if (bone.lesion.mm(point) > from_lesion_mm) continue;
        all.points_mm.push_back(point);
        all.heights_mm.push_back(height);
      }
  KnownHeights kept;
  for (const std::size_t i : spaced_out(all.points_mm, spacing_mm)) {
    kept.points_mm.push_back(all.points_mm[i]);
    kept.heights_mm.push_back(all.heights_mm[i]);
  }
  return kept;
}

/// The surface at height 0 near the closed bone and near the lesion.
TriangleMesh surface_near(const BoneNearLesion& bone, const ImplicitSurface& height,
                          const std::vector<float>& closed_mm, double from_lesion_mm) {
  std::vector<float> depth(closed_mm.size());
  tbb::parallel_for(0, bone.grid.size[2], [&](int z) {
    for (int y = 0; y < bone.grid.size[1]; ++y)
      for (int x = 0; x < bone.grid.size[0]; ++x) {
        const std::size_t cell = bone.grid.index(x, y, z);
        const Eigen::Vector3d point = bone.grid.patient_from_voxel(Eigen::Vector3d(x, y, z));
        const bool bridged = std::abs(closed_mm[cell]) < reach_mm && bone.lesion.mm(point) <= from_lesion_mm;
        depth[cell] = bridged ? static_cast<float>(-height.height_mm(point)) : -closed_mm[cell];
      }
  });
  return extract_surface(bone.grid, depth, 0);
}

/// Points that hold the bridge, on the outer face of the cortex.
SurfacePoints holding_points(const CtVolume& ct, const BoneNearLesion& bone, const ImageQuality& quality,
                             const std::vector<float>& closed_mm, const CortexParameters& parameters) {
  CortexSurface mask;
  mask.points = bone.points;
  find_neighbours(mask.points, parameters.cortex_pooling_radius_mm);
  const CortexRays rays(ct, mask, quality);
  const CompactBone compact = assumed_bone(ct.acquisition, parameters);
  std::vector<std::optional<double>> edges(mask.points.size());
  tbb::parallel_for(std::size_t{0}, edges.size(), [&](std::size_t i) {
    const double distance = bone.lesion_distance_mm[i];
    if (bone.cut_off[i] || distance > parameters.cortex_untrusted_mm + border_mm) return;
    if (distance > parameters.cortex_untrusted_mm)
      edges[i] = 0;
    else if (!faces_cavity(bone, closed_mm, i))
      edges[i] = outer_face_mm(rays.look(i, compact, usual_thickness_mm, parameters));
  });
  SurfacePoints points;
  for (std::size_t i = 0; i < edges.size(); ++i) {
    if (!edges[i]) continue;
    points.positions_mm.emplace_back(bone.points.positions_mm[i] + *edges[i] * bone.points.normals[i]);
    points.normals.push_back(bone.points.normals[i]);
  }
  return points;
}

void append(SurfacePoints& points, const SurfacePoints& others, std::size_t i) {
  points.positions_mm.push_back(others.positions_mm[i]);
  points.normals.push_back(others.normals[i]);
  points.areas_mm2.push_back(others.areas_mm2[i]);
}

}  // namespace

Measured<SurfacePoints> bridged_surface(const CtVolume& ct, const BoneNearLesion& bone,
                                        const ImageQuality& quality, const CortexParameters& parameters) {
  const std::vector<float> closed_mm = closed_distance_mm(bone);
  const SurfacePoints holding = holding_points(ct, bone, quality, closed_mm, parameters);
  const KnownHeights known = anchors(bone, closed_mm, parameters.cortex_untrusted_mm + border_mm);
  const Measured<ImplicitSurface> surface =
      fit_implicit_surface(holding.positions_mm, holding.normals, offset_mm, known, most_points);
  if (!surface.known()) return surface.unknown();
  const SurfacePoints bridge =
      spread_points(surface_near(bone, surface.value(), closed_mm, parameters.cortex_untrusted_mm + 1),
                    parameters.cortex_point_spacing_mm, parameters.cortex_pooling_radius_mm);
  SurfacePoints points;
  for (std::size_t i = 0; i < bone.points.size(); ++i)
    if (bone.lesion_distance_mm[i] > parameters.cortex_untrusted_mm) append(points, bone.points, i);
  for (std::size_t i = 0; i < bridge.size(); ++i)
    if (bone.lesion.mm(bridge.positions_mm[i]) <= parameters.cortex_untrusted_mm) append(points, bridge, i);
  return points;
}

}  // namespace osteosign
