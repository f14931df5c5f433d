#include <gmock/gmock.h>

#include "features/find/candidates/join_candidates.h"

namespace osteosign::test {
namespace {

using testing::SizeIs;

ImageGrid series_grid() {
  ImageGrid series;
  series.size = {40, 10, 10};
  return series;
}

/// A cube of 4 voxels that starts at x.
BoneCandidate cube(int x, DensityClass density, double confidence, std::string left_out = {}) {
  const ImageGrid series = series_grid();
  BoneCandidate candidate;
  candidate.volume_mm3 = 64;
  candidate.middle_in_patient_mm = Eigen::Vector3d(x + 2, 5, 5);
  candidate.density = density;
  candidate.confidence = confidence;
  candidate.left_out = std::move(left_out);
  candidate.outline.first = {x, 3, 3};
  candidate.outline.box = series.crop(candidate.outline.first, {4, 4, 4});
  candidate.outline.inside.assign(64, 1);
  return candidate;
}

TEST(EachPlaceOnce, OfTwoThatShareAHalfTheMoreConfidentOneStays) {
  const auto once = each_place_once({cube(0, DensityClass::lytic, 0.4), cube(2, DensityClass::lytic, 0.6),
                                     cube(9, DensityClass::lytic, 0.3)},
                                    0.3);
  ASSERT_THAT(once, SizeIs(2));
  EXPECT_EQ(once[0].confidence, 0.6);
  EXPECT_EQ(once[1].confidence, 0.3);
}

TEST(EachPlaceOnce, TheOtherDensityAndWhatIsExplainedStay) {
  EXPECT_THAT(each_place_once({cube(0, DensityClass::lytic, 0.4), cube(2, DensityClass::sclerotic, 0.6),
                               cube(1, DensityClass::lytic, 0, "tubular")},
                              0.3),
              SizeIs(3));
}

TEST(EachPlaceOnce, BothDensitiesOfAMixedOneArePartsOfItAsConfidentAsTheSurest) {
  const auto once = each_place_once({cube(0, DensityClass::lytic, 0.8), cube(2, DensityClass::sclerotic, 0.7),
                                     cube(1, DensityClass::mixed, 0.5), cube(9, DensityClass::lytic, 0.6)},
                                    0.3);
  ASSERT_THAT(once, SizeIs(2));
  EXPECT_EQ(once[0].density, DensityClass::mixed);
  EXPECT_EQ(once[0].confidence, 0.8);
  EXPECT_EQ(once[1].confidence, 0.6);
}

TEST(EachPlaceOnce, ThatTheyTouchIsNotEnough) {
  EXPECT_THAT(each_place_once({cube(0, DensityClass::lytic, 0.4), cube(3, DensityClass::lytic, 0.6)}, 0.3),
              SizeIs(2));
}

std::vector<BoneCandidate> joined(std::vector<BoneCandidate> candidates, bool are_discs = false) {
  return with_mixed_joined(series_grid(), std::move(candidates),
                           MixedRule{.within_mm = 3,
                                     .least_share = 0.2,
                                     .least_confidence = 0.3,
                                     .is_disc = [=](const CtLesionOutline&) { return are_discs; }});
}

TEST(MixedJoined, APartOfTheOtherDensityBesideAListedCandidateIsOneLesionWithIt) {
  const auto all = joined({cube(4, DensityClass::lytic, 0.1), cube(0, DensityClass::sclerotic, 0.8)});
  ASSERT_THAT(all, SizeIs(1));
  EXPECT_EQ(all[0].density, DensityClass::mixed);
  EXPECT_EQ(all[0].confidence, 0.8);
}

TEST(MixedJoined, OfAPartThatIsNotListedForItselfCountsWhatLiesNear) {
  const auto not_listed = joined({cube(0, DensityClass::sclerotic, 0.8), cube(4, DensityClass::lytic, 0.1)});
  ASSERT_THAT(not_listed, SizeIs(1));
  EXPECT_EQ(not_listed[0].volume_mm3, 96)
      << "a ball of 64 mm3 has a radius of 2.48 mm: two layers of the other lie nearer";
  const auto listed = joined({cube(0, DensityClass::sclerotic, 0.8), cube(4, DensityClass::lytic, 0.7)});
  ASSERT_THAT(listed, SizeIs(1));
  EXPECT_EQ(listed[0].volume_mm3, 128);
}

TEST(MixedJoined, ADiscIsNoPartUnlessItIsListedForItself) {
  EXPECT_THAT(joined({cube(0, DensityClass::sclerotic, 0.8), cube(4, DensityClass::lytic, 0.1)}, true),
              SizeIs(2));
  EXPECT_THAT(joined({cube(0, DensityClass::sclerotic, 0.8), cube(4, DensityClass::lytic, 0.7)}, true),
              SizeIs(1));
}

TEST(MixedJoined, WhatTellsItsLyticPartItselfIsJoinedWithNoOther) {
  for (const bool dense_leads : {true, false}) {
    BoneCandidate dense = cube(0, DensityClass::sclerotic, dense_leads ? 0.8 : 0.6);
    dense.with_what_is_beside = true;
    EXPECT_THAT(joined({dense, cube(4, DensityClass::lytic, 0.7)}), SizeIs(2)) << dense_leads;
  }
}

TEST(MixedJoined, WhatIsExplainedIsNoPartNorIsDenseBoneBesideALyticCandidateThatIsNotListed) {
  EXPECT_THAT(joined({cube(0, DensityClass::sclerotic, 0.8), cube(4, DensityClass::lytic, 0, "tubular")}),
              SizeIs(2));
  EXPECT_THAT(joined({cube(0, DensityClass::lytic, 0.8), cube(4, DensityClass::sclerotic, 0.1)}), SizeIs(2));
}

TEST(MixedJoined, NothingLeadsThatIsNotListedNorOfTheSameDensityNorFarAway) {
  EXPECT_THAT(joined({cube(0, DensityClass::sclerotic, 0.2), cube(4, DensityClass::lytic, 0.1)}), SizeIs(2));
  EXPECT_THAT(joined({cube(0, DensityClass::lytic, 0.8), cube(4, DensityClass::lytic, 0.1)}), SizeIs(2));
  EXPECT_THAT(joined({cube(0, DensityClass::sclerotic, 0.8), cube(12, DensityClass::lytic, 0.7)}), SizeIs(2));
}

}  // namespace
}  // namespace osteosign::test
