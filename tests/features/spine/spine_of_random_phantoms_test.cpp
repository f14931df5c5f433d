#include <fmt/format.h>
#include <gmock/gmock.h>

#include "features/spine/find_spine.h"
#include "sample_data/phantom/spine/random_spine.h"
#include "sample_data/phantom/spine/spine_truth.h"

namespace osteosign::test {
namespace {

/// The body that holds the middle of a true vertebra, by its label; 0 when there is none.
std::uint16_t label_at(const Spine& spine, const Eigen::Vector3d& point_mm) {
  const ImageGrid& grid = spine.vertebrae.grid;
  const Eigen::Array3i voxel = grid.voxel_from_patient(point_mm).array().round().cast<int>();
  return grid.contains(voxel.x(), voxel.y(), voxel.z())
             ? spine.vertebrae.voxels[grid.index(voxel.x(), voxel.y(), voxel.z())]
             : 0;
}

class SpineOfRandomPhantoms : public testing::TestWithParam<int> {};

/// Random size, curve, rotation, noise and field of view; ribs are in view, on some the sacrum (methods C1,
/// P4).
TEST_P(SpineOfRandomPhantoms, AllTwelveVertebraeAreFoundInOrderAndNoneIsMisnamed) {
  const phantom::RandomSpine random = phantom::random_spine(
      {.seed = static_cast<std::uint64_t>(GetParam()), .sign = phantom::SpineSign::none, .vertebrae = 12});
  const phantom::SpineCt scanned = phantom::scan_spine(random.phantom, random.scan);
  const ImageQuality quality = estimate_image_quality(scanned.ct, {});
  const Spine spine = find_spine(scanned.ct, segment_bone_tissue(scanned.ct, quality, {}), quality, {});
  ASSERT_EQ(spine.found.size(), 12U);
  for (std::size_t i = 0; i < 12; ++i) {
    const phantom::VertebraTruth truth = phantom::vertebra_truth(scanned, static_cast<int>(i) + 1);
    const VertebraLevel& level = spine.found[i].level;
    EXPECT_EQ(label_at(spine, truth.frame.origin_mm), i + 1) << truth.level;
    EXPECT_TRUE(level.level.known()) << truth.level << " shown " << level.shown;
    EXPECT_THAT(level.shown, testing::HasSubstr(truth.level));
    EXPECT_LT((spine.found[i].body_centre_mm - truth.frame.origin_mm).norm(), 5) << truth.level;
  }
}

INSTANTIATE_TEST_SUITE_P(Development, SpineOfRandomPhantoms, testing::Values(501, 507, 511));

}  // namespace
}  // namespace osteosign::test
