#include "features/find/candidates/along_shaft.h"

#include <gmock/gmock.h>

#include "features/find/candidates/find_candidates.h"
#include "features/find/candidates/local_density.h"
#include "tests/features/find/candidates/shaft.h"

namespace osteosign::test {
namespace {

std::optional<LocalExpectation> expected_at(const CoarseBone& bone, const DensityExpectation& density,
                                            const Eigen::Vector3d& at_mm) {
  const Eigen::Array3i at = bone.grid.voxel_from_patient(at_mm).array().round().cast<int>();
  return density.at(at.x(), at.y(), at.z());
}

constexpr bool whole_mask = false;

TEST(AlongShaft, ExpectsCortexInCortexAndMarrowInMarrow) {
  for (const double slope : {0.0, 0.3})
    for (const double spacing_mm : {1.0, 2.0}) {
      const Shaft shaft({}, spacing_mm, whole_mask, slope);
      const CoarseBone bone = coarse_bone(shaft.searched(), 110, {});
      const AlongShaft along(bone, {});
      for (const double z : {-10.0, 0.0, 20.0}) {
        const std::optional<LocalExpectation> cortex = expected_at(bone, along, {12 + slope * z, 0, z}),
                                              marrow = expected_at(bone, along, {slope * z, 0, z});
        ASSERT_TRUE(cortex && marrow) << slope << " " << spacing_mm << " " << z;
        EXPECT_NEAR(cortex->hu, 1100, 60) << slope << " " << spacing_mm << " " << z;
        EXPECT_NEAR(marrow->hu, 30, 30) << slope << " " << spacing_mm << " " << z;
      }
    }
}

TEST(AlongShaft, ALesionInCortexAndMarrowChangesNothingOfWhatIsExpectedThere) {
  const Shaft shaft({{{10, 0, 0}, {8, 8, 8}, 650}}, 2, whole_mask);
  const CoarseBone bone = coarse_bone(shaft.searched(), 110, {});
  const AlongShaft along(bone, {});
  EXPECT_NEAR(expected_at(bone, along, {12, 0, 0})->hu, 1100, 60);
  EXPECT_NEAR(expected_at(bone, along, {4, 0, 0})->hu, 30, 30);
}

TEST(AlongShaft, TheEndOfAScanIsExpectedFromOneSide) {
  const Shaft shaft({}, 2, whole_mask);
  const CoarseBone bone = coarse_bone(shaft.searched(), 110, {});
  const std::optional<LocalExpectation> at_end = expected_at(bone, AlongShaft(bone, {}), {12, 0, 45});
  ASSERT_TRUE(at_end);
  EXPECT_NEAR(at_end->hu, 1100, 60);
  EXPECT_GT(at_end->spread_below_hu, 100);
}

/// The lower end of the shaft is closed by a plate, which the shaft above does not have.
TEST(AlongShaft, ExpectsNothingAtTheEndOfABone) {
  const Shaft shaft({}, 2, whole_mask);
  const CoarseBone bone = coarse_bone(shaft.searched(), 110, {});
  EXPECT_FALSE(expected_at(bone, AlongShaft(bone, {}), {0, 0, -40}));
}

TEST(AlongShaft, ExpectsNothingWhereBoneIsNoShaft) {
  const TwoSides scene({});
  const VoxelMask none;
  const CoarseBone bone = coarse_bone({scene.ct, scene.bones, none, none}, 110, {});
  EXPECT_FALSE(expected_at(bone, AlongShaft(bone, {}), {32, 0, 0}));
  EXPECT_FALSE(expected_at(bone, AlongShaft(bone, {}), {55, 0, 0}));
}

/// The regions that nothing explains and whose largest ball lies in a spot.
std::vector<DensityClass> regions_in(const Shaft& shaft, const Spot& spot,
                                     const CandidateParameters& parameters = {}) {
  const RegionSearch found = search_regions({shaft.ct, shaft.bones, {}, {}, {}, {}, {}}, parameters);
  std::vector<DensityClass> densities;
  for (std::size_t i = 0; i < found.regions.size(); ++i) {
    const SignedRegion& each = found.with_signs[i];
    const Eigen::Vector3d from_middle = each.ball.centre_in_patient_mm - spot.centre_mm;
    if (each.explained_by.empty() && !each.is_cortex &&
        from_middle.cwiseQuotient(spot.semi_axes_mm).norm() < 1)
      densities.push_back(found.regions[i].density);
  }
  return densities;
}

/// Neither as dense as cortex nor as soft as marrow: the bone at the same depth round it tells nothing.
TEST(AlongShaft, ALesionOfThreeQuartersOfTheDensityOfCortexIsARegion) {
  for (const double spacing_mm : {1.0, 2.0}) {
    const Spot in_cortex{{11, 0, 0}, {6, 6, 6}, 700};
    EXPECT_THAT(regions_in(Shaft({in_cortex}, spacing_mm, whole_mask), in_cortex),
                testing::Contains(DensityClass::lytic))
        << spacing_mm;
  }
}

TEST(AlongShaft, ADenseLesionThatFillsTheMarrowAtTheEndOfAScanIsARegion) {
  const Spot in_marrow{{0, 0, 40}, {9, 9, 12}, 600};
  EXPECT_THAT(regions_in(Shaft({in_marrow}, 2, whole_mask), in_marrow),
              testing::Contains(DensityClass::sclerotic));
}

}  // namespace
}  // namespace osteosign::test
