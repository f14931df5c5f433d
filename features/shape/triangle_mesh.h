#pragma once
#include <Eigen/Core>
#include <array>
#include <vector>

#include "io/values/image_grid.h"

namespace osteosign {

/// A closed surface of triangles in patient millimetres, seen anticlockwise from outside.
struct TriangleMesh {
  std::vector<Eigen::Vector3d> vertices;
  std::vector<std::array<int, 3>> triangles;

  double volume_mm3() const;  ///< by the divergence theorem
  double area_mm2() const;
};

/// The surface at `level` of values on a grid that are higher inside, by marching cubes with linear
/// interpolation (Lorensen and Cline 1987). The crossings of each cell are joined into closed polygons face
/// by face, with one rule for faces that could be joined in two ways (the inside is separated), so that
/// neighbouring cells always agree and the surface has no holes. Values beyond the grid count as outside: a
/// region cut by the border is closed there.
TriangleMesh extract_surface(const ImageGrid& grid, const std::vector<float>& values, double level);

}  // namespace osteosign
