#include "features/vertebra/body_shape.h"

#include <gmock/gmock.h>

#include "features/profile/order_statistics.h"
#include "features/vertebra/robust_figures.h"
#include "tests/features/vertebra/density_scene.h"

namespace osteosign::test {
namespace {

const ScannedColumn& column_with_a_bite() {
  static const ScannedColumn column = [] {
    ColumnScene scene;
    scene.balls = {{.vertebra = 2, .local_mm = {21, 0, 0}, .radius_mm = 8, .in_label = false}};
    return scan_column(scene);
  }();
  return column;
}

TEST(BodyShape, ItsWallIsThatOfTheLabel) {
  const BodyShape& shape = column_with_a_bite().shapes[0].value();
  EXPECT_NEAR(shape.wall_mm({1, 0, 0.5}), 21, 0.8);
  EXPECT_NEAR(shape.wall_mm({0, -1, 0.5}), 15, 0.8);
  EXPECT_NEAR(shape.height_mm({0, 0, 0.5}), 24, 0.1);
}

TEST(BodyShape, APlaceLeadsToItsPointAndBack) {
  const BodyShape& shape = column_with_a_bite().shapes[1].value();
  for (const BodyPlace place : {BodyPlace{0.5, -0.2, 0.3}, BodyPlace{-0.1, 0.8, 0.9}}) {
    const BodyPlace back = shape.place_of(shape.point_mm(place));
    EXPECT_NEAR(back.u, place.u, 1e-6);
    EXPECT_NEAR(back.v, place.v, 1e-6);
    EXPECT_NEAR(back.h, place.h, 1e-6);
  }
  EXPECT_FALSE(shape.contains({0.8, 0.8, 0.5}));
  EXPECT_FALSE(shape.contains({0, 0, 1.01}));
}

TEST(BodyShape, WhatWasLeftOutOfTheLabelIsGivenBackByTheNeighbours) {
  const auto& shapes = column_with_a_bite().shapes;
  const BodyShape& bitten = shapes[2].value();
  EXPECT_LT(bitten.wall_mm({1, 0, 0.5}), 16);
  const BodyShape whole =
      bitten.with_wall_of({&shapes[0].value(), &shapes[1].value(), &shapes[3].value()}, 1.5);
  EXPECT_NEAR(whole.wall_mm({1, 0, 0.5}), 19.5, 1);
  EXPECT_EQ(whole.wall_mm({-1, 0, 0.5}), bitten.wall_mm({-1, 0, 0.5}));
}

TEST(BodyShape, WithoutAnEndplateThereIsNone) {
  VertebraGeometry geometry = column_with_a_bite().vertebrae[0];
  geometry.inferior = Unknown{"the volume ends before it"};
  const VertebraImage image =
      cut_vertebra_image(column_with_a_bite().ct, column_with_a_bite().metal, geometry, 0);
  EXPECT_EQ(BodyShape::of(geometry, image).reason(), "inferior endplate: the volume ends before it");
}

TEST(RobustFigures, WeightsShiftTheMedianAndOneOutlierDoesNot) {
  EXPECT_DOUBLE_EQ(averaged_median({5, 1, 3}), 3);
  EXPECT_DOUBLE_EQ(averaged_median({4, 1, 3, 2}), 2.5);
  EXPECT_DOUBLE_EQ(weighted_median({{1, 1}, {2, 1}, {3, 1}, {1000, 1}, {4, 1}}), 3);
  EXPECT_GT(weighted_median({{1, 1}, {2, 1}, {3, 5}}), 2.5);
  EXPECT_DOUBLE_EQ(weighted_quantile({{7, 1}}, 0.25), 7);
}

}  // namespace
}  // namespace osteosign::test
