#include <gmock/gmock.h>

#include <numbers>

#include "tests/sample_data/phantom/spine/small_spine.h"

namespace osteosign::phantom {
namespace {

TEST(SpineShape, CobbAngleIsThatOfTheDescriptionAndWedgesVarySmoothly) {
  SpinePhantom phantom;
  phantom.shape.scoliosis_deg = 30;
  const SpineTruth truth = spine_truth(unscanned_spine(phantom, small_spine_scan()));
  EXPECT_NEAR(truth.cobb_deg, 30, 0.5);
  // Convex to the left: the right side is lower, most at the apex.
  double sum = 0;
  for (std::size_t i = 0; i < truth.vertebrae.size(); ++i) {
    const double wedge = truth.vertebrae[i].coronal_wedge_deg;
    sum += wedge;
    if (i > 0) {
      EXPECT_LT(std::abs(wedge - truth.vertebrae[i - 1].coronal_wedge_deg), 0.6);
    }
    EXPECT_LE(wedge, 0.01);
  }
  EXPECT_NEAR(sum, -30 * phantom.shape.wedge_share, 0.8);
}

TEST(SpineShape, LordosisAndKyphosisAreAnglesBetweenEndplates) {
  SpinePhantom phantom;
  phantom.shape.vertebrae = 17;
  const SpineTruth truth = spine_truth(unscanned_spine(phantom, small_spine_scan()));
  const auto lean_deg = [](const Eigen::Vector3d& n) {
    return std::atan2(-n.y(), n.z()) * 180 / std::numbers::pi;
  };
  const double l1 = lean_deg(truth.vertebrae[12].superior.normal);
  EXPECT_NEAR(lean_deg(truth.vertebrae[16].inferior.normal) - l1, phantom.shape.lordosis_deg, 3.0);
  EXPECT_NEAR(lean_deg(truth.vertebrae[0].superior.normal) - l1, phantom.shape.kyphosis_deg, 1.5);
}

TEST(SpineShape, CanalPointsAreAMillimetreApartAndInTheCanal) {
  const SpineCt spine = unscanned_spine(SpinePhantom{}, small_spine_scan());
  const SpineTruth truth = spine_truth(spine);
  ASSERT_GT(truth.canal.size(), 250U);
  for (std::size_t i = 1; i < truth.canal.size(); ++i) {
    EXPECT_NEAR((truth.canal[i].centre_mm - truth.canal[i - 1].centre_mm).norm(), 1, 0.15);
    const ColumnCourse& course = spine.scene->course();
    const ColumnPlace place =
        course.place_of(spine.patient_from_phantom.inverse() * truth.canal[i].centre_mm);
    EXPECT_LT(course.section_at(place).canal_distance_mm(place.across_mm), -5);
    EXPECT_NEAR(truth.canal[i].forward.dot(truth.canal[i].tangent), 0, 1e-9);
  }
}

}  // namespace
}  // namespace osteosign::phantom
