#include <gmock/gmock.h>

#include "tests/features/radiograph/spine/lateral/drawn_body.h"

namespace osteosign {
namespace {

constexpr BorderHabit habit{6, 4, 5, -6, 16};
constexpr int line = 20, columns = 50;

/// Evidence of a border three columns wide along an arch.
cv::Mat1f evidence_along(const SmoothBorder& arch) {
  cv::Mat1f evidence(EdgeStrip::rows, columns, 0.F);
  for (int row = 0; row < evidence.rows; ++row)
    for (int beside = -1; beside <= 1; ++beside)
      evidence(row, static_cast<int>(std::lround(arch.at(row / (evidence.rows - 1.0)))) + beside) = 10;
  return evidence;
}

TEST(SmoothBorder, IsFoundFarFromWhereTheCornerWasSeen) {
  const SmoothBorder found = smooth_border(evidence_along({42, 21, 3}), line, habit);
  EXPECT_NEAR(found.start, 42, 2);
  EXPECT_NEAR(found.end, 21, 2);
  EXPECT_NEAR(found.sag, 3, 2);
}

TEST(SmoothBorder, IsNotTurnedByWhatCrossesAPartOfTheWay) {
  cv::Mat1f evidence = evidence_along({20, 22, 4});
  for (int row = 0; row < 16; ++row) evidence(row, 45 - row) = evidence(row, 44 - row) = 200;
  const SmoothBorder found = smooth_border(evidence, line, habit);
  EXPECT_NEAR(found.start, 20, 2);
  EXPECT_NEAR(found.end, 22, 2);
}

TEST(SmoothBorder, WhereNothingIsSeenTheUsualOneIsTaken) {
  const SmoothBorder found = smooth_border(cv::Mat1f(EdgeStrip::rows, columns, 0.F), line, habit);
  EXPECT_EQ(found.start, line);
  EXPECT_EQ(found.end, line);
  EXPECT_EQ(found.sag, habit.usual_sag);
}

/// Grey values that rise evenly downwards, as towards the diaphragm.
Radiograph with_ramp(Radiograph film, float per_row) {
  for (int row = 0; row < film.rows; ++row)
    for (int column = 0; column < film.columns; ++column)
      film.pixels[static_cast<std::size_t>(row * film.columns + column)] += per_row * static_cast<float>(row);
  return film;
}

TEST(RefinedCorners, AreThoseThatWereDrawn) {
  const DrawnBody body;
  for (const float per_row : {0.F, 8.F}) {
    const Radiograph film = with_ramp(drawn(body), per_row);
    const BodyOnFilm refined = with_refined_corners(film, seen_body(body), SpineView::lateral);
    EXPECT_LT((refined.corners_px[0] - Eigen::Vector2d(150, 115)).norm(), 3) << per_row;
    EXPECT_LT((refined.corners_px[1] - Eigen::Vector2d(250, 113)).norm(), 3) << per_row;
    EXPECT_LT((refined.corners_px[2] - Eigen::Vector2d(250, 187)).norm(), 3) << per_row;
    EXPECT_LT((refined.corners_px[3] - Eigen::Vector2d(150, 185)).norm(), 3) << per_row;
  }
}

TEST(RefinedCorners, OfAWedgedBodyAreFoundThoughTheNetworkSawNone) {
  const DrawnBody wedged{.anterior_px = 42, .middle_px = 57, .posterior_px = 72};
  const Radiograph film = drawn(wedged);
  const BodyOnFilm refined = with_refined_corners(film, seen_body({}), SpineView::lateral);
  EXPECT_LT((refined.corners_px[0] - Eigen::Vector2d(150, 129)).norm(), 3);
  EXPECT_LT((refined.corners_px[3] - Eigen::Vector2d(150, 171)).norm(), 3);
}

TEST(RefinedCorners, OfABodyThatTheFilmCutsStay) {
  BodyOnFilm cut = seen_body({});
  cut.corners_px[0].y() = cut.corners_px[1].y() = 2;
  EXPECT_TRUE(is_cut(drawn({}), cut));
  EXPECT_EQ(with_refined_corners(drawn({}), cut, SpineView::lateral).corners_px, cut.corners_px);
}

TEST(ShapeOfBody, CornersSeenBeyondTheWallAddNoBulge) {
  const DrawnBody body{.bulge_px = 0};
  const Radiograph film = drawn(body);
  BodyOnFilm seen = seen_body(body);
  seen.corners_px[1] += Eigen::Vector2d(-5, -8);
  seen.corners_px[2] += Eigen::Vector2d(-5, 8);
  const BodyOnFilm refined = with_refined_corners(film, seen, SpineView::lateral);
  EXPECT_NEAR(shape_of(film, refined, trace_body(film, whole_field(film), refined, SpineView::lateral),
                       SpineView::lateral)
                  .bulge.value()
                  .value,
              0, 1);
}

}  // namespace
}  // namespace osteosign
