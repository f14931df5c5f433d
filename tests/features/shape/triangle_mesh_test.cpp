#include "features/shape/triangle_mesh.h"

#include <gmock/gmock.h>

#include <Eigen/Geometry>
#include <map>
#include <numbers>
#include <random>

#include "features/shape/shape_figures.h"

namespace osteosign {
namespace {

ImageGrid grid_of(const Eigen::Vector3d& spacing, double angle, double extent_mm) {
  ImageGrid grid;
  for (int axis = 0; axis < 3; ++axis)
    grid.size[static_cast<std::size_t>(axis)] = static_cast<int>(std::ceil(extent_mm / spacing[axis])) + 1;
  grid.spacing_mm = spacing;
  grid.origin_mm = {3, -40, 7};
  grid.direction = Eigen::AngleAxisd(angle, Eigen::Vector3d(2, 1, -1).normalized()).toRotationMatrix();
  return grid;
}

/// A ramp across the surface of a sphere round the middle of the grid: 0.5 on the surface.
std::vector<float> sphere(const ImageGrid& grid, double radius_mm, double ramp_mm) {
  const Eigen::Vector3d middle =
      grid.patient_from_voxel(0.5 * Eigen::Vector3d(grid.size[0] - 1, grid.size[1] - 1, grid.size[2] - 1));
  std::vector<float> values;
  for (int z = 0; z < grid.size[2]; ++z)
    for (int y = 0; y < grid.size[1]; ++y)
      for (int x = 0; x < grid.size[0]; ++x) {
        const double distance =
            (grid.patient_from_voxel(Eigen::Vector3d(x, y, z)) - middle).norm() - radius_mm;
        values.push_back(static_cast<float>(std::clamp(0.5 - distance / (2 * ramp_mm), 0.0, 1.0)));
      }
  return values;
}

TEST(ExtractSurface, OfASphereHasItsVolumeAndAreaInEveryPose) {
  const double volume = 4.0 / 3 * std::numbers::pi * 1000;
  for (const double angle : {0.0, 0.6}) {
    for (const Eigen::Vector3d& spacing : {Eigen::Vector3d(1, 1, 1), Eigen::Vector3d(0.7, 0.7, 3)}) {
      const ImageGrid grid = grid_of(spacing, angle, 30);
      const TriangleMesh mesh = extract_surface(grid, sphere(grid, 10, spacing.norm()), 0.5);
      // Linear interpolation of a convex distance cuts the sphere a little between slices of 3 mm.
      EXPECT_NEAR(mesh.volume_mm3() / volume, 1, 0.02) << spacing.transpose();
      EXPECT_NEAR(mesh.area_mm2() / (400 * std::numbers::pi), 1, 0.015) << spacing.transpose();
      EXPECT_NEAR(sphericity(mesh.volume_mm3(), mesh.area_mm2()), 1, 0.01);
      EXPECT_NEAR(largest_diameter_mm(mesh), 20, 0.1);
    }
  }
}

TEST(ExtractSurface, IsClosedAndFacesOutwardsOnAnyValues) {
  std::mt19937 random(5);
  ImageGrid grid;
  grid.size = {9, 8, 7};
  std::vector<float> values(grid.voxel_count());
  for (float& value : values) value = static_cast<float>(random() % 1000) / 1000.0F;
  const TriangleMesh mesh = extract_surface(grid, values, 0.5);
  std::map<std::pair<int, int>, int> sides;
  for (const auto& t : mesh.triangles)
    for (std::size_t i = 0; i < 3; ++i) ++sides[{t[i], t[(i + 1) % 3]}];
  for (const auto& [side, count] : sides) {
    const auto back = sides.find({side.second, side.first});
    ASSERT_TRUE(back != sides.end());
    EXPECT_EQ(back->second, count);
  }
}

TEST(ExtractSurface, TrianglesAreAnticlockwiseFromOutside) {
  const ImageGrid grid = grid_of({1, 1, 1}, 0.3, 20);
  const TriangleMesh mesh = extract_surface(grid, sphere(grid, 6, 1), 0.5);
  const Eigen::Vector3d middle = grid.patient_from_voxel({10, 10, 10});
  for (const auto& t : mesh.triangles) {
    const Eigen::Vector3d a = mesh.vertices[static_cast<std::size_t>(t[0])];
    const Eigen::Vector3d normal = (mesh.vertices[static_cast<std::size_t>(t[1])] - a)
                                       .cross(mesh.vertices[static_cast<std::size_t>(t[2])] - a);
    EXPECT_GE(normal.dot(a - middle), -1e-9);
  }
}

TEST(ExtractSurface, OfNothingIsEmpty) {
  ImageGrid grid;
  grid.size = {4, 4, 4};
  const TriangleMesh mesh = extract_surface(grid, std::vector<float>(64, 0), 0.5);
  EXPECT_TRUE(mesh.triangles.empty());
  EXPECT_EQ(mesh.volume_mm3(), 0);
}

TEST(ExtractSurface, ClosesARegionThatTheBorderCuts) {
  ImageGrid grid;
  grid.size = {4, 4, 4};
  EXPECT_NEAR(extract_surface(grid, std::vector<float>(64, 1), 0.5).volume_mm3(), 64, 6);
}

}  // namespace
}  // namespace osteosign
