#include <gmock/gmock.h>

#include "tests/features/radiograph/spine/lateral/drawn_body.h"

namespace osteosign {
namespace {

using testing::HasSubstr;

TEST(ShapeOfBody, HeightsAreThoseThatWereDrawn) {
  const DrawnBody body{.anterior_px = 60, .middle_px = 58, .posterior_px = 72};
  const BodyShape shape = measured(body);
  EXPECT_NEAR(shape.depth.value().value, 100, 2.5);
  EXPECT_NEAR(shape.anterior.value().value, height_at(body, 0.12), 1.5);
  EXPECT_NEAR(shape.middle.value().value, height_at(body, 0.5), 1.5);
  EXPECT_NEAR(shape.posterior.value().value, height_at(body, 0.88), 1.5);
  EXPECT_EQ(shape.anterior.value().unit, Unit::pixel) << "the film has no spacing";
}

TEST(ShapeOfBody, AWedgeLowerInFrontIsPositive) {
  const double drawn_deg = 2 * std::atan(15.0 / 100) * 180 / 3.14159265;
  EXPECT_NEAR(measured({.anterior_px = 40, .middle_px = 55, .posterior_px = 70}).wedge.value().value,
              drawn_deg, 1.5);
  EXPECT_LT(measured({.anterior_px = 74, .middle_px = 68, .posterior_px = 62}).wedge.value().value, -3);
}

TEST(ShapeOfBody, ABulgeIsAnArchAndAHollowWallIsNone) {
  const BodyShape bulged = measured({.bulge_px = 9});
  EXPECT_NEAR(bulged.bulge.value().value, 8, 1.5) << "its chord ends within the wall";
  EXPECT_GT(bulged.convex_share.value().value, 0.6);
  const BodyShape hollow = measured({.bulge_px = -4});
  EXPECT_LT(hollow.bulge.value().value, 0);
  EXPECT_LT(hollow.convex_share.value().value, 0.3);
}

TEST(ShapeOfBody, RoundEdgesDoNotBringTheChordForward) {
  const double sharp = measured({.bulge_px = -3}).bulge.value().value;
  EXPECT_NEAR(measured({.bulge_px = -3, .round_px = 6}).bulge.value().value, sharp, 0.2)
      << "of a depth of 100";
}

TEST(ShapeOfBody, ACornerPushedBackAtAnAngleIsNoBulge) {
  EXPECT_LT(measured({.bulge_px = -1, .corner_px = 12}).bulge.value().value, 4) << "of a depth of 100";
}

TEST(ShapeOfBody, MillimetresComeFromTheSpacing) {
  const DrawnBody body;
  Radiograph film = drawn(body);
  film.spacing = PixelSpacing{0.4, 0.4, true};
  const BodyOnFilm seen = seen_body(body);
  const BodyShape shape =
      shape_of(film, seen, trace_body(film, whole_field(film), seen, SpineView::lateral), SpineView::lateral);
  EXPECT_NEAR(shape.depth.value().value, 40, 1);
  EXPECT_EQ(shape.depth.value().unit, Unit::mm);
  EXPECT_THAT(shape.depth.value().method, HasSubstr("detector plane"));
}

TEST(ShapeOfBody, WhatIsNotSeenIsUnknown) {
  EXPECT_THAT(measured({.contrast = 0}).anterior.reason(), HasSubstr("does not stand out"));
  const DrawnBody body;
  const Radiograph film = drawn(body);
  BodyOnFilm cut = seen_body(body);
  cut.corners_px[0].y() = cut.corners_px[1].y() = -3;
  EXPECT_THAT(
      shape_of(film, cut, trace_body(film, whole_field(film), cut, SpineView::lateral), SpineView::lateral)
          .depth.reason(),
      HasSubstr("cut by the border"));
  RadiographField covered = whole_field(film);
  for (int row = 0; row < film.rows; ++row)
    for (int column = 230; column < film.columns; ++column)
      covered.usable[static_cast<std::size_t>(row) * film.columns + column] = 0;
  const BodyOnFilm seen = seen_body(body);
  const BodyShape shape =
      shape_of(film, seen, trace_body(film, covered, seen, SpineView::lateral), SpineView::lateral);
  EXPECT_THAT(shape.bulge.reason(), HasSubstr("under metal"));
  EXPECT_THAT(shape.edge_contrast[3].reason(), HasSubstr("under metal"));
}

}  // namespace
}  // namespace osteosign
