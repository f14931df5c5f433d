#include "features/shape/surface_points.h"

#include <Eigen/Geometry>
#include <array>
#include <cmath>
#include <map>

#include "features/shape/near_points.h"

namespace osteosign {
namespace {

constexpr double least_cosine_of_neighbours = 0.5;

/// Sum of the vertices and of the triangle normals (weighted by area) in one cell of space.
struct CellSum {
  Eigen::Vector3d position = Eigen::Vector3d::Zero();
  Eigen::Vector3d normal = Eigen::Vector3d::Zero();
  double weight = 0;
};

std::map<std::array<int, 3>, CellSum> sums_by_cell(const TriangleMesh& mesh, double cell_mm) {
  std::map<std::array<int, 3>, CellSum> cells;
  for (const std::array<int, 3>& t : mesh.triangles) {
    const Eigen::Vector3d& a = mesh.vertices[static_cast<std::size_t>(t[0])];
    const Eigen::Vector3d& b = mesh.vertices[static_cast<std::size_t>(t[1])];
    const Eigen::Vector3d& c = mesh.vertices[static_cast<std::size_t>(t[2])];
    const Eigen::Vector3d middle = (a + b + c) / 3;
    const Eigen::Vector3d normal = (b - a).cross(c - a);
    std::array<int, 3> key{};
    for (int axis = 0; axis < 3; ++axis)
      key[static_cast<std::size_t>(axis)] = static_cast<int>(std::floor(middle[axis] / cell_mm));
    CellSum& sum = cells[key];
    const double weight = normal.norm();
    sum.position += weight * middle;
    sum.normal += normal;
    sum.weight += weight;
  }
  return cells;
}

}  // namespace

SurfacePoints spread_points(const TriangleMesh& mesh, double spacing_mm, double pooling_radius_mm) {
  SurfacePoints points;
  for (const auto& [key, sum] : sums_by_cell(mesh, spacing_mm)) {
    if (sum.weight <= 0 || sum.normal.norm() < 1e-9) continue;
    points.positions_mm.emplace_back(sum.position / sum.weight);
    points.normals.emplace_back(sum.normal.normalized());
    points.areas_mm2.push_back(sum.weight / 2);
  }
  find_neighbours(points, pooling_radius_mm);
  return points;
}

void find_neighbours(SurfacePoints& points, double pooling_radius_mm) {
  const NearPoints near(points.positions_mm, pooling_radius_mm);
  points.neighbours.assign(points.size(), {});
  for (std::size_t i = 0; i < points.size(); ++i) {
    points.neighbours[i].push_back(static_cast<int>(i));
    for (const int j : near.near(points.positions_mm[i])) {
      const auto other = static_cast<std::size_t>(j);
      if (other != i && points.normals[i].dot(points.normals[other]) >= least_cosine_of_neighbours)
        points.neighbours[i].push_back(j);
    }
  }
}

}  // namespace osteosign
