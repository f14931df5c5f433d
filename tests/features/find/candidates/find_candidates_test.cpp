#include "features/find/candidates/find_candidates.h"

#include <gmock/gmock.h>
#include <tbb/global_control.h>

#include "features/find/candidates/confidence.h"
#include "features/find/candidates/join_candidates.h"
#include "tests/features/find/candidates/two_sides.h"

namespace osteosign::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const Eigen::Vector3d in_left(32, 0, 0);
const Eigen::Vector3d in_right(-32, 0, 0);

Eigen::Vector3d ball(double radius_mm) { return Eigen::Vector3d::Constant(radius_mm); }

CandidateSearch search(const TwoSides& scene, const CandidateParameters& parameters = {}) {
  return find_candidates({scene.ct, scene.bones, {}, {}, {}, {}, {}}, parameters, {});
}

TEST(FindCandidates, ALyticAndADenseBallAreFoundWithTypeAndPlace) {
  for (const auto& [hu, density] :
       {std::pair<std::int16_t, DensityClass>{40, DensityClass::lytic}, {700, DensityClass::sclerotic}}) {
    const CandidateSearch found = search(TwoSides({{in_left, ball(7), hu}}));
    ASSERT_THAT(found.candidates, SizeIs(1)) << hu;
    EXPECT_EQ(found.candidates[0].density, density);
    EXPECT_LT((found.candidates[0].middle_in_patient_mm - in_left).norm(), 3);
    EXPECT_NEAR(found.candidates[0].volume_mm3, 1437, 500);
    EXPECT_GT(found.candidates[0].confidence, 0.7);
  }
}

TEST(FindCandidates, SoftTissueInFattyMarrowIsFoundAsLytic) {
  const CandidateSearch found = search(TwoSides({{in_right, ball(7), 45}}, -80));
  ASSERT_THAT(found.candidates, SizeIs(1));
  EXPECT_EQ(found.candidates[0].density, DensityClass::lytic);
}

TEST(FindCandidates, HealthyBonesHaveNone) {
  const CandidateSearch found = search(TwoSides({}));
  EXPECT_THAT(found.candidates, IsEmpty());
  EXPECT_TRUE(found.searched.known());
}

TEST(FindCandidates, WhatIsAlikeOnTheOtherSideIsLeftOut) {
  const Eigen::Vector3d up(3, 2, 5);
  const CandidateSearch found = search(TwoSides({{in_left + up, ball(7), 40}, {{-35, 2, 5}, ball(7), 40}}));
  EXPECT_THAT(found.candidates, IsEmpty());
  ASSERT_THAT(found.left_out, SizeIs(2));
  EXPECT_THAT(found.left_out[0].left_out, HasSubstr("alike on the other side"));
}

TEST(FindCandidates, WhatLiesInTheStreaksOfMetalIsListedAndNeverSure) {
  const TwoSides scene({{in_left, ball(7), 40}});
  ASSERT_GT(search(scene).candidates.at(0).confidence, CandidateParameters{}.sure_confidence);
  Metal screw;
  screw.invalid = VoxelMask(scene.ct.grid);
  screw.streak_zone = VoxelMask(scene.ct.grid);
  const Eigen::Array3i beside =
      scene.ct.grid.voxel_from_patient(in_left + Eigen::Vector3d(3, 0, 0)).array().round().cast<int>();
  screw.streak_zone.insert(beside.x(), beside.y(), beside.z());
  const SearchedSeries series{scene.ct, scene.bones, {}, {}, {}, screw, {}};
  const CandidateSearch found = find_candidates(series, {}, {});
  ASSERT_THAT(found.candidates, SizeIs(1));
  EXPECT_LT(found.candidates[0].confidence, CandidateParameters{}.sure_confidence);
  EXPECT_GE(found.candidates[0].confidence, CandidateParameters{}.least_confidence);
  EXPECT_THAT(found.candidates[0].reasons, testing::Contains(HasSubstr("beside metal")));
  CandidateParameters soon_sure;
  soon_sure.sure_confidence = 0.4;
  EXPECT_LT(find_candidates(series, soon_sure, {}).candidates.at(0).confidence, 0.4);
  CandidateParameters strict;
  strict.least_confidence = 0.6;
  const CandidateSearch none = find_candidates(series, strict, {});
  EXPECT_THAT(none.candidates, IsEmpty());
  ASSERT_THAT(none.left_out, SizeIs(1));
  EXPECT_THAT(none.left_out[0].left_out, HasSubstr("beside metal"));
}

TEST(FindCandidates, ACanalIsLeftOut) {
  const CandidateSearch found = search(TwoSides({{in_left, {4, 4, 19}, 40}}));
  EXPECT_THAT(found.candidates, IsEmpty());
  ASSERT_THAT(found.left_out, SizeIs(1));
  EXPECT_THAT(found.left_out[0].left_out, HasSubstr("tubular"));
}

TEST(FindCandidates, ALyticBallWithADenseHalfIsOneMixedCandidate) {
  const CandidateSearch found =
      search(TwoSides({{in_left, ball(9), 40}, {in_left + Eigen::Vector3d(0, 0, 7), ball(6), 700}}));
  ASSERT_THAT(found.candidates, SizeIs(1));
  EXPECT_EQ(found.candidates[0].density, DensityClass::mixed);
}

/// What the atlas of the vertebrae shows as a sheet, a twentieth of it or all but a rim of it.
TEST(FindCandidates, ASheetThatTheAtlasExplainsTellsOfNoLesionBesideIt) {
  const TwoSides scene({{in_left, ball(9), 700}});
  const auto with_explained = [&](double z_from_mm) {
    VertebralRegion told{.density = DensityClass::sclerotic, .outline = {}, .explained_by = "a sheet"};
    told.outline.first = {0, 0, 0};
    told.outline.box = scene.ct.grid;
    told.outline.inside.assign(scene.ct.grid.voxel_count(), 0);
    for (std::size_t i = 0; i < scene.ct.hounsfield.size(); ++i) {
      const auto slice = static_cast<std::size_t>(scene.ct.grid.size[0] * scene.ct.grid.size[1]);
      const double z_mm = scene.ct.grid.origin_mm.z() + 1.5 * static_cast<double>(i / slice);
      told.outline.inside[i] = scene.ct.hounsfield[i] == 700 && z_mm > z_from_mm ? 1 : 0;
    }
    told.outline.membership.assign(told.outline.inside.begin(), told.outline.inside.end());
    const std::vector<VertebralRegion> regions{told};
    return find_candidates({scene.ct, scene.bones, {}, {}, regions, {}, {}}, {}, {});
  };
  EXPECT_THAT(with_explained(5).candidates, SizeIs(1));
  EXPECT_THAT(with_explained(-6).candidates, IsEmpty());
}

TEST(CoarseBone, SoftTissueThatOpensTheCortexIsSearchedAndMuscleAroundIsNot) {
  TwoSides scene({{{50, 0, 0}, {9, 5, 5}, 40}});
  for (std::size_t i = 0; i < scene.bones.voxels.size(); ++i)
    if (scene.ct.hounsfield[i] == 40)
      scene.bones.voxels[i] = 0;  // as a bone mask leaves out what is destroyed
  const CoarseBone bone = coarse_bone({scene.ct, scene.bones, {}, {}}, 110, {});
  const auto block_at = [&](const Eigen::Vector3d& at) {
    return Eigen::Array3i(bone.grid.voxel_from_patient(at).array().round().cast<int>());
  };
  const Eigen::Array3i destroyed = block_at({52, 0, 0}), muscle = block_at({62, 0, 0}),
                       marrow = block_at(in_left);
  EXPECT_TRUE(bone.bone.contains(destroyed.x(), destroyed.y(), destroyed.z()));
  EXPECT_TRUE(bone.closed_in.contains(destroyed.x(), destroyed.y(), destroyed.z()));
  EXPECT_FALSE(bone.bone.contains(muscle.x(), muscle.y(), muscle.z()));
  EXPECT_TRUE(bone.bone.contains(marrow.x(), marrow.y(), marrow.z()));
  EXPECT_FALSE(bone.closed_in.contains(marrow.x(), marrow.y(), marrow.z()));
}

TEST(FindCandidates, ABallInMarrowEndsInAllDirections) {
  const TwoSides scene({{in_left, ball(7), 40}});
  const RegionSearch found = search_regions({scene.ct, scene.bones, {}, {}, {}, {}, {}}, {});
  double most = -1;
  for (const SignedRegion& region : found.with_signs)
    if (region.explained_by.empty() && !region.is_cortex)
      most = std::max(most, region.signs.values[RegionSigns::bounded_share]);
  EXPECT_GT(most, 0.95);
}

TEST(FindCandidates, TheSearchCanBeSwitchedOff) {
  CandidateParameters off;
  off.search = 0;
  const CandidateSearch found = search(TwoSides({{in_left, ball(7), 40}}), off);
  EXPECT_THAT(found.candidates, IsEmpty());
  EXPECT_THAT(found.searched.reason(), HasSubstr("switched off"));
}

TEST(FindCandidates, IsTheSameForAnyNumberOfThreads) {
  const TwoSides scene({{in_left, ball(7), 40}, {in_right, ball(6), 600}});
  const CandidateSearch many = search(scene);
  const tbb::global_control one_thread(tbb::global_control::max_allowed_parallelism, 1);
  const CandidateSearch one = search(scene);
  ASSERT_THAT(many.candidates, SizeIs(2));
  ASSERT_THAT(one.candidates, SizeIs(2));
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(one.candidates[i].confidence, many.candidates[i].confidence);
    EXPECT_EQ(one.candidates[i].outline.inside, many.candidates[i].outline.inside);
  }
}

TEST(Confidence, GrowsWithContrastVolumeRoundnessAndComparisons) {
  const CandidateEvidence barely{.median_hu = 100, .expected_hu = 160, .limit_hu = 60, .volume_mm3 = 100};
  const CandidateEvidence clear{.median_hu = 40,
                                .expected_hu = 200,
                                .limit_hu = 60,
                                .volume_mm3 = 2000,
                                .roundness = 0.6,
                                .comparisons = 2};
  EXPECT_DOUBLE_EQ(confidence_of(barely).value, 0.125);
  EXPECT_DOUBLE_EQ(confidence_of(clear).value, 1);
}

}  // namespace
}  // namespace osteosign::test
