#include "features/shape/triangle_mesh.h"

#include <Eigen/Geometry>
#include <cmath>
#include <unordered_map>

namespace osteosign {
namespace {

using Voxel = std::array<int, 3>;

/// Corners of a cell: bit 0 is x, bit 1 is y, bit 2 is z. The faces list their corners anticlockwise as seen
/// from outside of the cell.
constexpr std::array<std::array<int, 4>, 6> cell_faces{
    {{0, 4, 6, 2}, {1, 3, 7, 5}, {0, 1, 5, 4}, {2, 6, 7, 3}, {0, 2, 3, 1}, {4, 5, 7, 6}}};

/// An edge of a cell by the numbers of its two corners, lower first.
int edge_number(int corner, int other) { return std::min(corner, other) * 8 + std::max(corner, other); }

/// Builds the surface cell by cell; crossings are shared between cells.
class SurfaceBuilder {
 public:
  SurfaceBuilder(const ImageGrid& grid, const std::vector<float>& values, double level)
      : grid_(grid), values_(values), level_(level) {}

  TriangleMesh build() {
    for (int z = -1; z < grid_.size[2]; ++z)
      for (int y = -1; y < grid_.size[1]; ++y)
        for (int x = -1; x < grid_.size[0]; ++x) add_cell({x, y, z});
    return std::move(mesh_);
  }

 private:
  static Voxel corner_voxel(const Voxel& cell, int corner) {
    return {cell[0] + (corner & 1), cell[1] + ((corner >> 1) & 1), cell[2] + ((corner >> 2) & 1)};
  }
  double height(const Voxel& v) const {
    // A voxel beyond the border is as far outside as a voxel next to it could be inside.
    if (!grid_.contains(v[0], v[1], v[2])) return -0.5;
    return values_[grid_.index(v[0], v[1], v[2])] - level_;
  }

  /// For each crossed edge the crossed edge that follows it on the polygon round the inside; -1 for none.
  std::array<int, 64> joined_crossings(const std::array<bool, 8>& inside) const {
    std::array<int, 64> next{};
    next.fill(-1);
    for (const std::array<int, 4>& face : cell_faces) {
      for (int start = 0; start < 4; ++start) {
        const int corner = face[static_cast<std::size_t>(start)];
        const int previous = face[static_cast<std::size_t>((start + 3) % 4)];
        if (!inside[static_cast<std::size_t>(corner)] || inside[static_cast<std::size_t>(previous)]) continue;
        // The run of inside corners that begins here: from its entry to its exit.
        int last = start;
        while (inside[static_cast<std::size_t>(face[static_cast<std::size_t>((last + 1) % 4)])]) ++last;
        const int exit_edge = edge_number(face[static_cast<std::size_t>(last % 4)],
                                          face[static_cast<std::size_t>((last + 1) % 4)]);
        next[static_cast<std::size_t>(exit_edge)] = edge_number(corner, previous);
      }
    }
    return next;
  }

  int crossing(const Voxel& cell, int edge) {
    const Voxel a = corner_voxel(cell, edge / 8);
    const Voxel b = corner_voxel(cell, edge % 8);
    const int axis = a[0] != b[0] ? 0 : (a[1] != b[1] ? 1 : 2);
    const std::size_t row = static_cast<std::size_t>(grid_.size[0]) + 1;
    const std::size_t slice = row * (static_cast<std::size_t>(grid_.size[1]) + 1);
    const std::size_t key =
        3 * (static_cast<std::size_t>(a[0] + 1) + row * static_cast<std::size_t>(a[1] + 1) +
             slice * static_cast<std::size_t>(a[2] + 1)) +
        static_cast<std::size_t>(axis);
    const auto [place, is_new] = crossings_.try_emplace(key, static_cast<int>(mesh_.vertices.size()));
    if (is_new) {
      const double height_a = height(a);
      const double fraction = height_a / (height_a - height(b));
      const Eigen::Vector3d from(a[0], a[1], a[2]);
      const Eigen::Vector3d to(b[0], b[1], b[2]);
      mesh_.vertices.push_back(grid_.patient_from_voxel(from + fraction * (to - from)));
    }
    return place->second;
  }

  void add_cell(const Voxel& cell) {
    std::array<bool, 8> inside{};
    int count = 0;
    for (int corner = 0; corner < 8; ++corner) {
      inside[static_cast<std::size_t>(corner)] = height(corner_voxel(cell, corner)) >= 0;
      count += inside[static_cast<std::size_t>(corner)];
    }
    if (count == 0 || count == 8) return;
    std::array<int, 64> next = joined_crossings(inside);
    for (int edge = 0; edge < 64; ++edge) {
      std::vector<int> polygon;
      for (int at = edge; next[static_cast<std::size_t>(at)] >= 0;) {
        polygon.push_back(crossing(cell, at));
        const int following = next[static_cast<std::size_t>(at)];
        next[static_cast<std::size_t>(at)] = -1;
        at = following;
      }
      for (std::size_t i = 2; i < polygon.size(); ++i)
        mesh_.triangles.push_back({polygon[0], polygon[i], polygon[i - 1]});
    }
  }

  const ImageGrid& grid_;
  const std::vector<float>& values_;
  double level_;
  TriangleMesh mesh_;
  std::unordered_map<std::size_t, int> crossings_;
};

}  // namespace

double TriangleMesh::volume_mm3() const {
  if (vertices.empty()) return 0;
  double six_volumes = 0;
  const Eigen::Vector3d origin = vertices.front();
  for (const std::array<int, 3>& t : triangles) {
    const Eigen::Vector3d a = vertices[static_cast<std::size_t>(t[0])] - origin;
    const Eigen::Vector3d b = vertices[static_cast<std::size_t>(t[1])] - origin;
    six_volumes += a.dot(b.cross(vertices[static_cast<std::size_t>(t[2])] - origin));
  }
  return std::abs(six_volumes) / 6;
}

double TriangleMesh::area_mm2() const {
  double two_areas = 0;
  for (const std::array<int, 3>& t : triangles) {
    const Eigen::Vector3d& a = vertices[static_cast<std::size_t>(t[0])];
    two_areas += (vertices[static_cast<std::size_t>(t[1])] - a)
                     .cross(vertices[static_cast<std::size_t>(t[2])] - a)
                     .norm();
  }
  return two_areas / 2;
}

TriangleMesh extract_surface(const ImageGrid& grid, const std::vector<float>& values, double level) {
  return SurfaceBuilder(grid, values, level).build();
}

}  // namespace osteosign
