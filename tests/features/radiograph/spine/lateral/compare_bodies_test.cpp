#include "features/radiograph/spine/lateral/compare_bodies.h"

#include <gmock/gmock.h>

namespace osteosign {
namespace {

using testing::HasSubstr;

BodyShape healthy() {
  BodyShape shape;
  shape.anterior = shape.middle = shape.posterior = Quantity{80, Unit::pixel, 1.0};
  shape.depth = Quantity{100, Unit::pixel, 1.0};
  shape.wedge = Quantity{0, Unit::degree, 1.0};
  shape.bulge = Quantity{-2, Unit::pixel, 0.5};
  shape.convex_share = Quantity{0, Unit::fraction};
  shape.edge_contrast.fill(Quantity{50, Unit::one});
  return shape;
}

TEST(ComparedBodies, LossesAreThoseAgainstTheNeighbours) {
  std::vector<BodyShape> shapes(5, healthy());
  shapes[2].anterior = Quantity{48, Unit::pixel, 1.0};
  const auto measured = compared_bodies(shapes);
  EXPECT_NEAR(measured[2].anterior_height_loss.value().value, 0.4, 0.01);
  EXPECT_NEAR(measured[2].height_loss.value().value, 0.4, 0.01);
  EXPECT_NEAR(measured[2].posterior_height_loss.value().value, 0, 0.01);
  EXPECT_NEAR(measured[1].height_loss.value().value, 0, 0.01);
  EXPECT_NEAR(measured[2].anterior_height_to_depth.value().value, 0.48, 1e-9);
}

TEST(ComparedBodies, WallsAreHeldAgainstTheOthers) {
  std::vector<BodyShape> shapes(4, healthy());
  shapes[1].bulge = Quantity{8, Unit::pixel, 0.5};
  shapes[3].edge_contrast[3] = Quantity{10, Unit::one};
  const auto measured = compared_bodies(shapes);
  EXPECT_NEAR(measured[1].posterior_wall_bulge_excess.value().value, 0.1, 1e-9);
  EXPECT_NEAR(measured[3].posterior_wall_contrast.value().value, 0.2, 1e-9);
  EXPECT_THAT(compared_bodies({healthy(), healthy()})[0].posterior_wall_bulge_excess.reason(),
              HasSubstr("fewer than two other"));
}

TEST(ComparedBodies, WithoutSpacingThereAreNoMillimetres) {
  const auto measured = compared_bodies(std::vector<BodyShape>(3, healthy()));
  EXPECT_THAT(measured[0].anterior_height.reason(), HasSubstr("no pixel spacing"));
  EXPECT_THAT(measured[0].posterior_wall_bulge.reason(), HasSubstr("no pixel spacing"));
  EXPECT_TRUE(measured[0].posterior_wall_bulge_to_depth.known());
  EXPECT_THAT(measured[0].pedicle_asymmetry.reason(), HasSubstr("frontal films"));
}

}  // namespace
}  // namespace osteosign
