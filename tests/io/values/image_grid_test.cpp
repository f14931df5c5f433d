#include "io/values/image_grid.h"

#include <gmock/gmock.h>

#include <Eigen/Geometry>

namespace osteosign {
namespace {

ImageGrid oblique_grid() {
  ImageGrid grid;
  grid.size = {4, 5, 6};
  grid.origin_mm = {-10, 20, 30};
  grid.spacing_mm = {0.5, 0.7, 3};
  grid.direction = Eigen::AngleAxisd(0.4, Eigen::Vector3d(1, 2, 3).normalized()).toRotationMatrix();
  return grid;
}

TEST(ImageGrid, PatientFromVoxelAndBackIsTheSamePoint) {
  const ImageGrid grid = oblique_grid();
  const Eigen::Vector3d voxel(1.25, 3.5, 4.75);
  EXPECT_LT((grid.voxel_from_patient(grid.patient_from_voxel(voxel)) - voxel).norm(), 1e-12);
}

TEST(ImageGrid, CropKeepsThePatientPositionOfItsVoxels) {
  const ImageGrid grid = oblique_grid();
  const ImageGrid box = grid.crop({1, 2, 3}, {2, 2, 2});
  const Eigen::Vector3d in_grid = grid.patient_from_voxel({2, 3, 4});
  EXPECT_LT((box.patient_from_voxel({1, 1, 1}) - in_grid).norm(), 1e-12);
}

TEST(ImageGrid, CornerDistanceSeesAShiftAndADifferentSize) {
  const ImageGrid grid = oblique_grid();
  ImageGrid shifted = grid;
  shifted.origin_mm.x() += 0.25;
  EXPECT_NEAR(grid.corner_distance_mm(shifted), 0.25, 1e-12);
  shifted.size[0] += 1;
  EXPECT_TRUE(std::isinf(grid.corner_distance_mm(shifted)));
}

}  // namespace
}  // namespace osteosign
