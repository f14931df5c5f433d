#include <gmock/gmock.h>

#include "features/find/candidates/join_candidates.h"

namespace osteosign::test {
namespace {

using testing::SizeIs;

/// A cube of 4 voxels that starts at x.
BoneCandidate cube(int x, DensityClass density, double confidence, std::string left_out = {}) {
  ImageGrid series;
  series.size = {40, 10, 10};
  BoneCandidate candidate;
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

TEST(EachPlaceOnce, ThatTheyTouchIsNotEnough) {
  EXPECT_THAT(each_place_once({cube(0, DensityClass::lytic, 0.4), cube(3, DensityClass::lytic, 0.6)}, 0.3),
              SizeIs(2));
}

}  // namespace
}  // namespace osteosign::test
