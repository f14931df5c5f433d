#include <gtest/gtest.h>

#include <cmath>

#include "sample_data/phantom/matrix_layers.h"
#include "sample_data/phantom/phantom_ct.h"
#include "sample_data/phantom/random_matrix.h"
#include "tests/sample_data/phantom/small_scans.h"

namespace osteosign::phantom {
namespace {

double hu_sum(const PhantomCt& scanned) {
  double sum = 0;
  for (const std::int16_t hu : scanned.ct.hounsfield) sum += hu;
  return sum * scanned.ct.grid.voxel_volume_mm3();
}

PhantomCt scanned(BonePhantom phantom) {
  phantom.bone.radius_mm = 16;
  phantom.bone.trabecular_sd_hu = 0;
  phantom.lesions.front().x_mm = 0;
  CtScan scan = small_scan();
  scan.render_step_mm = 0.35;
  return scan_phantom(phantom, scan);
}

TEST(MatrixContent, RingsHaveTheMassOfTheirShare) {
  BonePhantom phantom = matrix_phantom(MatrixForm::chondroid);
  const PhantomCt with = scanned(phantom);
  phantom.matrix.form = MatrixForm::none;
  const double seen = (hu_sum(with) - hu_sum(scanned(phantom))) / (phantom.matrix.hu - phantom.lesions[0].hu);
  EXPECT_NEAR(seen / with.lesions[0].volume_mm3, with.matrix.share, 0.1 * with.matrix.share);
  EXPECT_GT(with.matrix.grains, 10);
}

TEST(MatrixContent, TheDenseFluidLiesPosteriorWhateverThePose) {
  BonePhantom phantom = matrix_phantom(MatrixForm::fluid_level);
  phantom.bone.trabecular_sd_hu = 0;
  phantom.matrix.cavities = 1;
  CtScan scan = small_scan();
  scan.pose_deg = 50;
  const PhantomCt seen = scan_phantom(phantom, scan);
  const auto hu_at = [&](const Eigen::Vector3d& offset_mm) {
    const Eigen::Vector3d voxel = seen.ct.grid.voxel_from_patient(seen.lesions[0].centre_mm + offset_mm);
    return seen.ct.hounsfield[seen.ct.grid.index(static_cast<int>(std::lround(voxel.x())),
                                                 static_cast<int>(std::lround(voxel.y())),
                                                 static_cast<int>(std::lround(voxel.z())))];
  };
  EXPECT_NEAR(hu_at({3, 7, 0}), 50, 4);
  EXPECT_NEAR(hu_at({3, -7, 0}), 20, 4);
}

TEST(RandomMatrix, EveryFormComesAndSeedsRepeat) {
  for (int seed = 0; seed < 8; ++seed) {
    const RandomMatrix one = random_matrix_phantom(seed), again = random_matrix_phantom(seed);
    EXPECT_EQ(static_cast<int>(one.phantom.matrix.form), seed);
    EXPECT_EQ(one.phantom.lesions[0].semi_axis_x_mm, again.phantom.lesions[0].semi_axis_x_mm);
  }
}

}  // namespace
}  // namespace osteosign::phantom
