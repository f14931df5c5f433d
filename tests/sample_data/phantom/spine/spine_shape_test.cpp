#include <gmock/gmock.h>

#include <numbers>

#include "io/values/errors.h"
#include "tests/sample_data/phantom/spine/small_spine.h"

namespace osteosign::phantom {
namespace {

using testing::DoubleNear;
using testing::Each;
using testing::HasSubstr;
using testing::ThrowsMessage;

/// Mean of u^2 between two values.
double mean_square(double from, double to) { return (from * from + from * to + to * to) / 3; }

/// Height of a healthy body with dishes of 6 % of its height, by formula, over a window of x and y.
double dished_height_mm(const VertebraSize& size, double x0, double x1, double y0, double y1) {
  const double square = mean_square(x0, x1) / (size.width_mm * size.width_mm / 4) +
                        mean_square(y0, y1) / (size.depth_mm * size.depth_mm / 4);
  return size.height_mm * (1 - 2 * 0.06 * (1 - square));
}

TEST(SpineShape, HeightsOfAHealthyBodyAreThoseOfTheFormula) {
  const VertebraTruth truth = middle_truth(straight_spine());
  const VertebraSize size = vertebra_size(22, 1);
  const double third = size.width_mm / 6;
  const double anterior = -0.38 * size.depth_mm;
  EXPECT_NEAR(truth.heights.middle_mm, dished_height_mm(size, -third, third, -1.5, 1.5), 0.01);
  EXPECT_NEAR(truth.heights.anterior_mm,
              dished_height_mm(size, -third, third, anterior - 1.5, anterior + 1.5), 0.01);
  EXPECT_NEAR(truth.heights.posterior_mm,
              dished_height_mm(size, -third, third, -anterior - 1.5, -anterior + 1.5), 0.01);
  EXPECT_NEAR(truth.heights.left_mm, dished_height_mm(size, 6, 14, -1.5, 1.5), 0.01);
  EXPECT_NEAR(truth.heights.left_mm, truth.heights.right_mm, 1e-9);
  EXPECT_EQ(truth.level, "L3");
  EXPECT_EQ(truth.height_loss, 0);
}

TEST(SpineShape, AStraightSpineHasNoAngles) {
  const SpineTruth truth = spine_truth(unscanned_spine(straight_spine(), small_spine_scan()));
  EXPECT_NEAR(truth.cobb_deg, 0, 1e-6);
  for (const VertebraTruth& vertebra : truth.vertebrae) {
    EXPECT_NEAR(vertebra.coronal_wedge_deg, 0, 1e-6);
    EXPECT_NEAR(vertebra.sagittal_wedge_deg, 0, 1e-6);
  }
}

TEST(SpineShape, CanalAreaIsThatOfItsOutline) {
  const VertebraTruth truth = middle_truth(straight_spine());
  const VertebraSize size = vertebra_size(22, 1);
  // Half of it is a rectangle in front, half an ellipse; the hollow wall takes a third of its depth at the
  // side.
  const double half_width = size.canal_width_mm / 2;
  const double hollow = 1.2 * std::pow(half_width / (0.3 * size.width_mm), 2) / 3;
  const double area = half_width * size.canal_depth_mm * (1 + std::numbers::pi / 4) - 2 * half_width * hollow;
  EXPECT_NEAR(truth.canal_area_mm2, area, 0.02 * area);
  EXPECT_EQ(truth.canal_narrowing, 0);
}

TEST(SpineShape, PedicleIsthmusIsAnEllipse) {
  const VertebraTruth truth = middle_truth(straight_spine());
  const VertebraSize size = vertebra_size(22, 1);
  const double area = std::numbers::pi / 4 * size.pedicle_width_mm * size.pedicle_height_mm;
  EXPECT_NEAR(truth.left_pedicle.healthy_isthmus_area_mm2, area, 0.06 * area);
  EXPECT_NEAR(truth.left_pedicle.volume_mm3, truth.right_pedicle.volume_mm3, 1);
}

TEST(SpineShape, WhatCannotBeIsRefused) {
  SpinePhantom phantom = straight_spine();
  phantom.signs[4].bulge_mm = 1;
  EXPECT_THAT([&] { unscanned_spine(phantom, small_spine_scan()); },
              ThrowsMessage<UsageError>(HasSubstr("numbered 1 to 3")));
  SpinePhantom too_long;
  too_long.shape.lowest_level = 10;
  EXPECT_THAT([&] { unscanned_spine(too_long, small_spine_scan()); },
              ThrowsMessage<UsageError>(HasSubstr("vertebrae is 12")));
}

}  // namespace
}  // namespace osteosign::phantom
