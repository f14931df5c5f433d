#include <gmock/gmock.h>

#include "features/spine/find_spine.h"
#include "sample_data/phantom/spine/random_spine.h"
#include "sample_data/phantom/spine/spine_truth.h"
#include "tests/features/spine/cropped_scan.h"

namespace osteosign::test {
namespace {

constexpr int lowest_level = 11;  // T4

phantom::SpineCt scanned_neck(const phantom::SpineCase& which) {
  const phantom::RandomSpine random = phantom::random_spine(which);
  return phantom::scan_spine(random.phantom, random.scan);
}

Spine spine_of(const phantom::SpineCt& scanned) {
  const ImageQuality quality = estimate_image_quality(scanned.ct, {});
  return find_spine(scanned.ct, segment_bone_tissue(scanned.ct, quality, {}), {});
}

/// How the voxels of one label of `of` are shared among the labels of `truth`.
std::map<std::uint16_t, double> shares(const LabelMap& of, std::uint16_t label, const LabelMap& truth) {
  std::map<std::uint16_t, double> counts;
  double all = 0;
  for (std::size_t i = 0; i < of.voxels.size(); ++i)
    if (of.voxels[i] == label) {
      counts[truth.voxels[i]] += 1;
      all += 1;
    }
  for (auto& [other, count] : counts) count /= all;
  return counts;
}

std::vector<std::string> shown(const Spine& spine) {
  std::vector<std::string> names;
  for (const FoundVertebra& found : spine.found) names.push_back(found.level.shown);
  return names;
}

class SpineOfNecks : public testing::TestWithParam<phantom::SpineCase> {};

/// From the base of the skull to T4: random size, curve, pose, noise and field of view.
TEST_P(SpineOfNecks, IsCountedFromTheDens) {
  const phantom::SpineCt scanned = scanned_neck(GetParam());
  const Spine spine = spine_of(scanned);
  EXPECT_THAT(shown(spine), testing::ElementsAre("C2", "C3", "C4", "C5", "C6", "C7", "T1", "T2", "T3", "T4"));
  EXPECT_THAT(spine.notes, testing::Contains("C1 is in view above C2; it is not measured"));
  const LabelMap truth = phantom::true_vertebra_map(scanned, scanned.ct.grid);
  for (const FoundVertebra& found : spine.found) {
    EXPECT_TRUE(found.level.level.known());
    EXPECT_THAT(found.level.source, testing::StartsWith("dens"));
    std::map<std::uint16_t, double> of_truth = shares(spine.vertebrae, found.label, truth);
    EXPECT_GT(of_truth[found.label], 0.6) << found.level.shown;  // slices of 3 mm blur the rim
    EXPECT_LT(of_truth[12], 0.08) << found.level.shown << " holds bone of C1";
    EXPECT_LT(of_truth[13], 0.02) << found.level.shown << " holds bone of the skull";
  }
}

TEST_P(SpineOfNecks, C2IsOneVertebraWithItsDens) {
  const phantom::SpineCt scanned = scanned_neck(GetParam());
  const Spine spine = spine_of(scanned);
  const ImageGrid& grid = spine.vertebrae.grid;
  for (const double above_mm : {-8.0, 2.0, 6.0, 10.0}) {
    const Eigen::Array3i voxel =
        grid.voxel_from_patient(above_body_of_c2(scanned, above_mm)).array().round().cast<int>();
    EXPECT_EQ(spine.vertebrae.voxels[grid.index(voxel.x(), voxel.y(), voxel.z())], 1) << above_mm;
  }
}

TEST_P(SpineOfNecks, TheCanalEndsAtTheSkull) {
  const phantom::SpineCt scanned = scanned_neck(GetParam());
  const Spine spine = spine_of(scanned);
  const phantom::SpineColumn& column = scanned.scene->column();
  ASSERT_FALSE(spine.canal.empty());
  const Eigen::Vector3d top = scanned.patient_from_phantom.inverse() * spine.canal.front().centre_mm;
  const double above_body_mm =
      column.vertebrae().front().frame.local(top).z() - column.vertebrae().front().dens->base_mm().z();
  EXPECT_LT(above_body_mm, 25);  // the inside of the skull begins at 23 mm and more
}

/// Where the border of the CT cuts the dens or hides it nothing is counted from it. Ribs in view may still
/// tell the levels, and then rightly.
TEST_P(SpineOfNecks, ADensOutOfViewIsNoLandmark) {
  const phantom::SpineCt whole = scanned_neck(GetParam());
  for (const double above_mm : {3.0, -12.0}) {
    const Spine spine = spine_of(without_slices_above(whole, above_body_of_c2(whole, above_mm)));
    ASSERT_GE(spine.found.size(), 9U);
    const std::vector<std::string> from_below{"T4", "T3", "T2", "T1", "C7", "C6", "C5", "C4", "C3"};
    for (std::size_t i = 0; i < from_below.size(); ++i) {
      const VertebraLevel& level = spine.found[spine.found.size() - 1 - i].level;
      if (level.level.known()) {
        EXPECT_EQ(level.level.value(), from_below[i]);
      }
      EXPECT_EQ(level.source.find("dens"), std::string::npos) << level.source;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    Development, SpineOfNecks,
    testing::Values(phantom::SpineCase{.seed = 17011, .vertebrae = 10, .lowest_level = lowest_level},
                    phantom::SpineCase{.seed = 17006,
                                       .slices = phantom::SliceWidth::thick,
                                       .vertebrae = 10,
                                       .lowest_level = lowest_level},
                    phantom::SpineCase{.seed = 17017, .vertebrae = 10, .lowest_level = lowest_level},
                    phantom::SpineCase{.seed = 17020,
                                       .slices = phantom::SliceWidth::thick,
                                       .vertebrae = 10,
                                       .lowest_level = lowest_level}));

}  // namespace
}  // namespace osteosign::test
