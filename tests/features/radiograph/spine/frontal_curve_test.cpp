#include "features/radiograph/spine/frontal/frontal_curve.h"

#include <gmock/gmock.h>

namespace osteosign {
namespace {

using testing::HasSubstr;

BodyShape tilted(double superior_deg, double inferior_deg) {
  BodyShape shape;
  shape.superior_tilt = Quantity{superior_deg, Unit::degree};
  shape.inferior_tilt = Quantity{inferior_deg, Unit::degree};
  shape.wedge = Quantity{inferior_deg - superior_deg, Unit::degree};
  return shape;
}

TEST(FrontalCurve, AWedgeAloneStandsOutOfAStraightColumn) {
  std::vector<BodyShape> shapes(7, tilted(0, 0));
  shapes[3] = tilted(-5, 5);
  const FrontalCurve curve = measure_frontal_curve(shapes);
  EXPECT_NEAR(curve.wedge_residuals[3].value().value, 10, 0.5);
  EXPECT_NEAR(curve.wedge_residuals[1].value().value, 0, 0.5);
  EXPECT_LT(curve.cobb.value().value, 6);
}

TEST(FrontalCurve, ACurveOfAllLevelsIsAScoliosisAndNoCollapse) {
  std::vector<BodyShape> shapes;
  for (int level = 0; level < 7; ++level) shapes.push_back(tilted(5.0 * level - 17.5, 5.0 * level - 13.5));
  const FrontalCurve curve = measure_frontal_curve(shapes);
  EXPECT_NEAR(curve.cobb.value().value, 34, 4);
  for (const MeasuredQuantity& residual : curve.wedge_residuals) EXPECT_NEAR(residual.value().value, 0, 1);
}

TEST(FrontalCurve, IsUnknownWhereTooLittleIsSeen) {
  std::vector<BodyShape> shapes(3, tilted(0, 0));
  shapes[1].wedge = shapes[1].superior_tilt = Unknown{"the upper endplate does not stand out"};
  const FrontalCurve curve = measure_frontal_curve(shapes);
  EXPECT_THAT(curve.cobb.reason(), HasSubstr("fewer than four"));
  EXPECT_EQ(curve.wedge_residuals[1].reason(), "the upper endplate does not stand out");
  EXPECT_THAT(curve.wedge_residuals[0].reason(), HasSubstr("fewer than two"));
  EXPECT_TRUE(measure_frontal_curve({}).wedge_residuals.empty());
}

}  // namespace
}  // namespace osteosign
