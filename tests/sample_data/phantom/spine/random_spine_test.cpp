#include "sample_data/phantom/spine/random_spine.h"

#include <gmock/gmock.h>
#include <tbb/global_control.h>

#include "io/values/errors.h"
#include "sample_data/phantom/dicom_identity.h"
#include "tests/sample_data/phantom/spine/small_spine.h"

namespace osteosign::phantom {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

TEST(RandomSpine, SameCaseGivesTheSameBytesForAnyNumberOfThreads) {
  RandomSpine spine = random_spine({.seed = 3, .sign = SpineSign::holes, .severity = 1});
  spine.scan.columns = spine.scan.rows = 60;
  spine.scan.slices = 8;
  const SpineCt first = scan_spine(spine.phantom, spine.scan);
  const tbb::global_control one_thread(tbb::global_control::max_allowed_parallelism, 1);
  const SpineCt second = scan_spine(spine.phantom, spine.scan);
  EXPECT_EQ(first.ct.hounsfield, second.ct.hounsfield);
  EXPECT_EQ(first.ct.slices[0].sop_instance_uid, second.ct.slices[0].sop_instance_uid);
}

TEST(RandomSpine, SeverityAndSignLeaveTheRestAlone) {
  const RandomSpine healthy = random_spine({.seed = 8});
  for (const SpineSign sign : spine_signs()) {
    const RandomSpine other = random_spine({.seed = 8, .sign = sign, .severity = 0.9});
    EXPECT_EQ(figures_of(healthy.phantom.shape), figures_of(other.phantom.shape)) << name_of(sign);
    EXPECT_EQ(figures_of(healthy.phantom.around), figures_of(other.phantom.around)) << name_of(sign);
    EXPECT_EQ(healthy.vertebra, other.vertebra) << name_of(sign);
    EXPECT_EQ(healthy.scan.noise_hu, other.scan.noise_hu) << name_of(sign);
  }
  const RandomSpine thick = random_spine({.seed = 8, .slices = SliceWidth::thick});
  EXPECT_EQ(figures_of(healthy.phantom.bone), figures_of(thick.phantom.bone));
  EXPECT_EQ(thick.scan.slice_thickness_mm, 3);
}

TEST(RandomSpine, EverySignIsMadeInOneInnerVertebra) {
  for (const SpineSign sign : spine_signs()) {
    const RandomSpine spine = random_spine({.seed = 5, .sign = sign, .severity = 0.5});
    EXPECT_GE(spine.vertebra, 3);
    EXPECT_LE(spine.vertebra, 5);
    const bool whole_column =
        sign == SpineSign::none || sign == SpineSign::osteoporosis || sign == SpineSign::osteophytes;
    EXPECT_EQ(spine.phantom.signs.size() + spine.phantom.lesions.size() + spine.phantom.facets.size(),
              whole_column ? 0U : 1U)
        << name_of(sign);
  }
}

TEST(RandomSpine, TheGridHoldsAllBodies) {
  for (const std::uint64_t seed : {1, 2, 3, 4, 5, 6}) {
    const RandomSpine random = random_spine({.seed = seed});
    const SpineCt spine = unscanned_spine(random.phantom, random.scan);
    for (const VertebraModel& vertebra : spine.scene->column().vertebrae())
      for (const double side : {-0.5, 0.5}) {
        const VertebraSize& size = vertebra.placed.size;
        const Eigen::Vector3d corner(side * size.width_mm, side * size.depth_mm, side * size.height_mm);
        const Eigen::Array3i voxel = spine.ct.grid
                                         .voxel_from_patient(spine.patient_from_phantom *
                                                             (vertebra.placed.phantom_from_local * corner))
                                         .array()
                                         .round()
                                         .cast<int>();
        EXPECT_TRUE(spine.ct.grid.contains(voxel.x(), voxel.y(), voxel.z())) << "seed " << seed;
      }
  }
}

TEST(RandomSpine, TooFewVertebraeAreRefused) {
  EXPECT_THAT([] { random_spine({.vertebrae = 4}); }, ThrowsMessage<UsageError>(HasSubstr("five vertebrae")));
}

}  // namespace
}  // namespace osteosign::phantom
