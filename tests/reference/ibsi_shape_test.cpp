// Reference values and tolerances: IBSI reference manual, digital phantom (Zwanenburg et al., Radiology
// 2020).
#include <gmock/gmock.h>

#include "features/shape/shape_figures.h"
#include "tests/reference/ibsi_digital_phantom.h"

namespace osteosign {
namespace {

TriangleMesh phantom_mesh() {
  const auto region = ibsi_phantom_region();
  return extract_surface(ibsi_phantom_grid(), std::vector<float>(region.begin(), region.end()), 0.5);
}

TEST(IbsiDigitalPhantom, VolumeAndAreaOfTheMesh) {
  EXPECT_NEAR(phantom_mesh().volume_mm3(), 556, 4);
  EXPECT_NEAR(phantom_mesh().area_mm2(), 388, 3);
}

TEST(IbsiDigitalPhantom, Sphericity) {
  const TriangleMesh mesh = phantom_mesh();
  EXPECT_NEAR(sphericity(mesh.volume_mm3(), mesh.area_mm2()), 0.843, 0.005);
}

TEST(IbsiDigitalPhantom, LargestDiameter) { EXPECT_NEAR(largest_diameter_mm(phantom_mesh()), 13.1, 0.1); }

TEST(IbsiDigitalPhantom, PrincipalAxes) {
  const ImageGrid grid = ibsi_phantom_grid();
  const auto region = ibsi_phantom_region();
  std::vector<Eigen::Vector3d> points;
  for (int z = 0; z < 4; ++z)
    for (int y = 0; y < 4; ++y)
      for (int x = 0; x < 5; ++x)
        if (region[grid.index(x, y, z)] != 0)
          points.push_back(grid.patient_from_voxel(Eigen::Vector3d(x, y, z)));
  ASSERT_EQ(points.size(), 74U);
  const PrincipalAxes axes = principal_axes(points);
  EXPECT_NEAR(axes.major_mm, 11.4, 0.1);
  EXPECT_NEAR(axes.minor_mm, 9.31, 0.06);
  EXPECT_NEAR(axes.least_mm, 8.54, 0.05);
  EXPECT_NEAR(axes.elongation(), 0.816, 0.001);
  EXPECT_NEAR(axes.flatness(), 0.749, 0.001);
}

}  // namespace
}  // namespace osteosign
