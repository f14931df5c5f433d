#include "features/radiograph/spine/frontal/endplates_at_pedicles.h"

#include <gmock/gmock.h>

#include <opencv2/imgproc.hpp>

namespace osteosign {
namespace {

constexpr int rows = 620, middle = StraightenedColumn::body_px, distance = 90;

PedicleRings rings_at(double row) {
  PedicleRing left, right;
  left.row = right.row = row;
  left.column = middle - 30;
  right.column = middle + 30;
  return {left, right};
}

/// Bodies from 25 rows above their pedicles to 42 below, with a dense rim; each may be turned.
cv::Mat1f drawn(float turn_deg) {
  cv::Mat1f picture(rows, 2 * middle + 1, 0.F);
  for (int level = 0; level < 6; ++level) {
    const cv::Point2f centre(static_cast<float>(middle), 68.5F + static_cast<float>(distance * level));
    std::array<cv::Point2f, 4> corners;
    cv::RotatedRect(centre, cv::Size2f(90, 67), turn_deg).points(corners.data());
    const std::vector<cv::Point> outline(corners.begin(), corners.end());
    cv::fillConvexPoly(picture, outline, 1.0);
    cv::polylines(picture, outline, true, 2.5, 3);
  }
  cv::GaussianBlur(picture, picture, {}, 1);
  return picture;
}

std::vector<PedicleRings> levels() {
  std::vector<PedicleRings> all;
  for (int level = 0; level < 6; ++level) all.push_back(rings_at(60.0 + distance * level));
  return all;
}

TEST(EndplatesAtPedicles, LieAtTheRimsOfTheBodies) {
  const std::vector<LevelPlates> plates = endplates_at_pedicles(drawn(0), levels());
  ASSERT_EQ(plates.size(), 6U);
  for (std::size_t level = 0; level < plates.size(); ++level) {
    EXPECT_NEAR(plates[level].superior.row, 35 + distance * static_cast<double>(level), 3) << level;
    EXPECT_NEAR(plates[level].inferior.row, 102 + distance * static_cast<double>(level), 3) << level;
    EXPECT_NEAR(plates[level].superior.slope, 0, 0.03) << level;
  }
}

TEST(EndplatesAtPedicles, FollowTheTiltOfTheBodies) {
  for (const LevelPlates& level : endplates_at_pedicles(drawn(8), levels())) {
    EXPECT_NEAR(level.superior.slope, 0.14, 0.06);
    EXPECT_NEAR(level.inferior.slope, 0.14, 0.06);
  }
}

TEST(EndplatesAtPedicles, RingsAtOnePlaceOrBeyondTheFilmGiveTheUsualPlaces) {
  EXPECT_EQ(endplates_at_pedicles(drawn(0), {rings_at(200), rings_at(200), rings_at(290)}).size(), 3U);
  EXPECT_EQ(endplates_at_pedicles(drawn(0), {rings_at(290), rings_at(200)}).size(), 2U);
  EXPECT_EQ(endplates_at_pedicles(drawn(0), {rings_at(700), rings_at(790)}).size(), 2U);
  EXPECT_EQ(endplates_at_pedicles(cv::Mat1f(rows, 2 * middle + 1, 0.F), levels()).size(), 6U);
}

}  // namespace
}  // namespace osteosign
