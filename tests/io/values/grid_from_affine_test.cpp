#include "io/values/grid_from_affine.h"

#include <gmock/gmock.h>

#include "io/values/errors.h"

namespace osteosign {
namespace {

using testing::HasSubstr;

// 101 voxels of 1 mm along z; the last slice is shifted by `shift_mm` along x.
Eigen::Matrix4d sheared_by(double shift_mm) {
  Eigen::Matrix4d affine = Eigen::Matrix4d::Identity();
  affine(0, 2) = shift_mm / 100;
  return affine;
}

std::string refusal(const std::array<int, 3>& size, const Eigen::Matrix4d& affine) {
  try {
    grid_from_affine(size, affine);
  } catch (const InputError& error) {
    return error.what();
  }
  return "nothing thrown";
}

TEST(GridFromAffine, RoundingOfAHeaderIsRepaired) {
  const ImageGrid grid = grid_from_affine({1, 1, 101}, sheared_by(0.05));
  EXPECT_LT((grid.direction.transpose() * grid.direction - Eigen::Matrix3d::Identity()).norm(), 1e-12);
}

TEST(GridFromAffine, ACornerMayMoveByATenthOfAMillimetreButNotMore) {
  // Half of the shear goes to each of the two axes, so the last slice moves by half of the shift.
  EXPECT_EQ(refusal({1, 1, 101}, sheared_by(0.198)), "nothing thrown");
  EXPECT_THAT(refusal({1, 1, 101}, sheared_by(0.202)), HasSubstr("mm, 0.1 mm is allowed"));
}

TEST(GridFromAffine, AZeroSpacingIsRefused) {
  Eigen::Matrix4d affine = Eigen::Matrix4d::Identity();
  affine(2, 2) = 0;
  EXPECT_THAT(refusal({2, 2, 2}, affine), HasSubstr("voxel spacing"));
}

TEST(GridFromAffine, AnEmptySideIsRefused) {
  EXPECT_THAT(refusal({2, 0, 2}, Eigen::Matrix4d::Identity()),
              HasSubstr("the size 2 x 0 x 2 is not positive"));
}

}  // namespace
}  // namespace osteosign
