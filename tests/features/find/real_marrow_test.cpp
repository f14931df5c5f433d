#include <gmock/gmock.h>

#include "features/find/lesion_from_seed.h"
#include "features/segment/bones.h"
#include "tests/real_series.h"

namespace osteosign {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

const fs::path series_folder = test::real_data / "totalseg_lspine/dicom";
const Eigen::Vector3d body_of_l3(4.9, -141.3, 315.7);
const Eigen::Vector3d body_of_l1(5.9, -133.0, 351.7);
const Eigen::Vector3d body_of_l5(1.3, -134.0, 242.4);

TEST(RealMarrow, NormalMarrowHasNoContrastAndIsNoLesion) {
  if (!fs::exists(series_folder)) GTEST_SKIP() << "shared/data is not there";
  const CtVolume ct = test::read_series(series_folder);
  const ImageQuality quality = estimate_image_quality(ct, {});
  const LabelMap bones = segment_bone_tissue(ct, quality, {}).bones;
  for (const Eigen::Vector3d& seed : {body_of_l3, body_of_l1, body_of_l5})
    EXPECT_THAT(outline_lesion_from_seed(ct, bones, quality, seed, {}).reason(), HasSubstr("no contrast"))
        << seed.transpose();
}

}  // namespace
}  // namespace osteosign
