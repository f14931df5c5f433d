#include "sample_data/phantom/spine/facet_arthrosis.h"

#include <gmock/gmock.h>

#include "io/values/errors.h"
#include "tests/sample_data/phantom/spine/small_spine.h"

namespace osteosign::phantom {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

SpinePhantom with_arthrosis(const FacetSigns& signs) {
  SpinePhantom phantom = straight_spine();
  phantom.facets[2] = signs;
  return phantom;
}

/// The scene in the middle of a joint below L3, and going from there into the bone of both vertebrae.
struct Joint {
  explicit Joint(const SpinePhantom& phantom, double side) : scene(phantom) {
    const VertebraModel& upper = scene.column().vertebrae()[1];
    const VertebraModel& lower = scene.column().vertebrae()[2];
    double least = 1e9;
    for (double x = 8; x < 25; x += 0.1)
      for (double y = 20; y < 45; y += 0.1) {
        const Eigen::Vector3d point = upper.placed.phantom_from_local *
                                      Eigen::Vector3d(side * x, y, -0.72 * upper.placed.size.height_mm);
        const double of_upper = upper.arch.lower_process_distance_mm(upper.frame.local(point));
        const double of_lower = lower.arch.upper_process_distance_mm(lower.frame.local(point));
        if (std::max(of_upper, of_lower) >= least) continue;
        least = std::max(of_upper, of_lower);
        middle = point;
      }
    const auto uphill = [&](int axis) {
      const Eigen::Vector3d step = 0.05 * Eigen::Vector3d::Unit(axis);
      const auto at = [&](const Eigen::Vector3d& p) {
        return lower.arch.upper_process_distance_mm(lower.frame.local(p)) -
               upper.arch.lower_process_distance_mm(upper.frame.local(p));
      };
      return at(middle + step) - at(middle - step);
    };
    into_upper = Eigen::Vector3d(uphill(0), uphill(1), uphill(2)).normalized();
  }
  double hu_at(double into_upper_mm) const {
    return scene.sample_at(middle + into_upper_mm * into_upper, 0.1).value;
  }
  SpineScene scene;
  Eigen::Vector3d middle = Eigen::Vector3d::Zero();
  Eigen::Vector3d into_upper = Eigen::Vector3d::Zero();
};

/// Half of the gap of the joint and the cortex.
double marrow_from_mm() {
  const SpineBone bone;
  return bone.joint_gap_mm / 2 + bone.arch_cortex_mm;
}

TEST(FacetArthrosis, BoneIsDenseOnBothSidesOfTheJointAsDeepAsDescribed) {
  const Joint joint(with_arthrosis({.left_arthrosis_mm = 3, .arthrosis_hu = 650}), 1);
  const double end_mm = SpineBone{}.joint_gap_mm / 2 + 3;
  for (const double way : {1.0, -1.0}) {
    EXPECT_LT(joint.hu_at(0), 100) << "the joint itself";
    EXPECT_NEAR(joint.hu_at(way * (marrow_from_mm() + 0.3)), 650, 1) << way;
    EXPECT_NEAR(joint.hu_at(way * (end_mm - 0.3)), 650, 1) << way;
    EXPECT_LT(joint.hu_at(way * (end_mm + 0.3)), 300) << way;
  }
}

TEST(FacetArthrosis, TheOtherSideAndTheOtherJointsStayAsTheyAre) {
  const SpinePhantom ill = with_arthrosis({.right_arthrosis_mm = 4});
  const Joint left(ill, 1), right(ill, -1), healthy(straight_spine(), -1);
  for (const double way : {1.0, -1.0}) {
    EXPECT_LT(left.hu_at(way * (marrow_from_mm() + 0.3)), 300);
    EXPECT_NEAR(right.hu_at(way * (marrow_from_mm() + 0.3)), 700, 1);
  }
  const VertebraModel& above = healthy.scene.column().vertebrae()[0];
  const Eigen::Vector3d up = above.placed.phantom_from_local.translation() -
                             healthy.scene.column().vertebrae()[1].placed.phantom_from_local.translation();
  for (double into = -5; into <= 5; into += 0.25)
    EXPECT_EQ(right.scene.sample_at(right.middle + up + into * right.into_upper, 0.1).value,
              healthy.scene.sample_at(right.middle + up + into * right.into_upper, 0.1).value);
}

TEST(FacetArthrosis, StudiesThatDifferInAJointDifferInTheirUids) {
  const CtScan scan = small_spine_scan();
  const auto uid_of = [&](const SpinePhantom& phantom) {
    return unscanned_spine(phantom, scan).ct.acquisition.series_instance_uid;
  };
  EXPECT_NE(uid_of(straight_spine()), uid_of(with_arthrosis({.left_arthrosis_mm = 2})));
}

TEST(FacetArthrosis, TheLowestVertebraHasNoJointBelow) {
  SpinePhantom phantom = straight_spine();
  phantom.facets[3] = {.left_arthrosis_mm = 2};
  EXPECT_THAT([&] { check_phantom(phantom); }, ThrowsMessage<UsageError>(HasSubstr("it is the lowest one")));
}

}  // namespace
}  // namespace osteosign::phantom
