#pragma once
#include <Eigen/Core>
#include <vector>

#include "features/shape/triangle_mesh.h"

namespace osteosign {

/// Points spread evenly over a surface, each with its outward normal and the points near it.
struct SurfacePoints {
  std::vector<Eigen::Vector3d> positions_mm;
  std::vector<Eigen::Vector3d> normals;
  std::vector<double> areas_mm2;             ///< part of the surface that each stands for
  std::vector<std::vector<int>> neighbours;  ///< itself first; by index, all within the pooling radius

  std::size_t size() const { return positions_mm.size(); }
};

/// About one point for each square of `spacing_mm`; normals are averaged over the mesh within that spacing.
/// Neighbours are the points within `pooling_radius_mm` whose normals differ by less than 60 degrees, so that
/// the two sides of a thin part are not pooled.
SurfacePoints spread_points(const TriangleMesh& mesh, double spacing_mm, double pooling_radius_mm);

/// Fills in the neighbours of points that have positions and normals.
void find_neighbours(SurfacePoints& points, double pooling_radius_mm);

}  // namespace osteosign
