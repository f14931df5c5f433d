#include "features/radiograph/spine/pedicle_asymmetry.h"

#include <gmock/gmock.h>

#include <cmath>

namespace osteosign {
namespace {

std::vector<VertebraOnFilm> with_pedicles_seen(const std::vector<std::pair<double, double>>& seen) {
  std::vector<VertebraOnFilm> vertebrae(seen.size());
  for (std::size_t i = 0; i < seen.size(); ++i) {
    vertebrae[i].measurements.image_left_pedicle_seen = Quantity{seen[i].first, Unit::fraction};
    vertebrae[i].measurements.image_right_pedicle_seen = Quantity{seen[i].second, Unit::fraction};
  }
  return vertebrae;
}

TEST(ComparePedicles, TheOddOneStandsOutAndTheOthersDoNot) {
  std::vector<VertebraOnFilm> vertebrae =
      with_pedicles_seen({{0.8, 0.8}, {0.9, 0.8}, {0.2, 0.8}, {0.8, 0.9}, {0.8, 0.8}});
  compare_pedicles(vertebrae);
  EXPECT_NEAR(vertebrae[2].measurements.pedicle_asymmetry.value().value, std::log(0.25 / 0.85), 1e-12);
  // The logarithms of the others are 0, 0.111, -0.111, 0: their median is 0, their spread at its least.
  EXPECT_NEAR(vertebrae[2].measurements.pedicle_asymmetry_z.value().value, std::log(0.25 / 0.85) / 0.15,
              1e-9);
  EXPECT_LT(std::abs(vertebrae[1].measurements.pedicle_asymmetry_z.value().value), 1.5);
  EXPECT_NEAR(vertebrae[2].measurements.image_left_pedicle_expected.value().value, 0.8, 1e-12);
}

TEST(ComparePedicles, NoMoreIsExpectedThanAnAdjacentVertebraShows) {
  std::vector<VertebraOnFilm> vertebrae =
      with_pedicles_seen({{0.8, 0.8}, {0.9, 0.8}, {0.2, 0.8}, {0.3, 0.9}, {0.8, 0.8}, {0.8, 0.8}});
  compare_pedicles(vertebrae);
  EXPECT_NEAR(vertebrae[2].measurements.image_left_pedicle_expected.value().value, 0.3, 1e-12);
  EXPECT_NEAR(vertebrae[2].measurements.image_right_pedicle_expected.value().value, 0.8, 1e-12);
}

TEST(ComparePedicles, AFilmThatIsTurnedAsAWholeShowsNothing) {
  std::vector<VertebraOnFilm> vertebrae =
      with_pedicles_seen({{0.76, 0.95}, {0.76, 0.95}, {0.76, 0.95}, {0.76, 0.95}, {0.76, 0.95}});
  compare_pedicles(vertebrae);
  EXPECT_NEAR(vertebrae[2].measurements.pedicle_asymmetry_z.value().value, 0, 1e-9);
}

TEST(ComparePedicles, TheUppermostAndThoseWithTooFewOthersAreUnknown) {
  std::vector<VertebraOnFilm> vertebrae =
      with_pedicles_seen({{0.8, 0.8}, {0.2, 0.8}, {0.8, 0.9}, {0.8, 0.8}});
  compare_pedicles(vertebrae);
  EXPECT_THAT(vertebrae[0].measurements.pedicle_asymmetry_z.reason(), testing::HasSubstr("uppermost"));
  EXPECT_TRUE(vertebrae[3].measurements.pedicle_asymmetry_z.known()) << "the lowest one";
  EXPECT_TRUE(vertebrae[1].measurements.pedicle_asymmetry_z.known());
  vertebrae = with_pedicles_seen({{0.8, 0.8}, {0.2, 0.8}, {0.8, 0.9}});
  compare_pedicles(vertebrae);
  EXPECT_THAT(vertebrae[1].measurements.pedicle_asymmetry_z.reason(), testing::HasSubstr("fewer than three"));
}

TEST(ComparePedicles, OnAFilmThatShowsPediclesBadlyNoneIsMissed) {
  std::vector<VertebraOnFilm> vertebrae =
      with_pedicles_seen({{0.9, 0.9}, {0.5, 0.9}, {0.1, 0.9}, {0.9, 0.9}, {0.9, 0.9}, {0.9, 0.9}});
  compare_pedicles(vertebrae);
  EXPECT_TRUE(vertebrae[2].measurements.pedicle_asymmetry_z.known()) << "nine of ten are seen";
  vertebrae = with_pedicles_seen({{0.9, 0.9}, {0.5, 0.9}, {0.1, 0.9}, {0.9, 0.9}, {0.9, 0.7}, {0.9, 0.9}});
  compare_pedicles(vertebrae);
  EXPECT_THAT(vertebrae[2].measurements.pedicle_asymmetry_z.reason(), testing::HasSubstr("8 of 10"));
}

TEST(ComparePedicles, AnUnknownPedicleIsToldWithItsReason) {
  std::vector<VertebraOnFilm> vertebrae =
      with_pedicles_seen({{0.8, 0.8}, {0.8, 0.8}, {0.8, 0.8}, {0.8, 0.8}, {0.8, 0.8}});
  vertebrae[2].measurements.image_right_pedicle_seen = Unknown{"under a letter"};
  compare_pedicles(vertebrae);
  EXPECT_EQ(vertebrae[2].measurements.pedicle_asymmetry_z.reason(), "under a letter");
}

}  // namespace
}  // namespace osteosign
