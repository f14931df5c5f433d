#include "features/lesion/shaft_points.h"

#include <gmock/gmock.h>

#include <cmath>
#include <numbers>

namespace osteosign {
namespace {

constexpr double radius_mm = 12, end_radius_mm = 30;

/// A lesion of one voxel, 200 mm away from all bone.
CtLesionOutline far_lesion(const ImageGrid& volume) {
  CtLesionOutline outline;
  outline.box = volume;
  outline.box.size = {1, 1, 1};
  outline.box.origin_mm = Eigen::Vector3d(200, 0, 0);
  outline.inside = {1};
  outline.membership = {1.0F};
  return outline;
}

CtVolume empty_volume() {
  CtVolume ct;
  ct.grid.size = {40, 40, 40};
  ct.grid.spacing_mm = Eigen::Vector3d::Constant(4);
  ct.grid.origin_mm = Eigen::Vector3d(-80, -80, -80);
  ct.hounsfield.assign(ct.grid.voxel_count(), 0);
  return ct;
}

void add(BoneNearLesion& bone, const Eigen::Vector3d& position, const Eigen::Vector3d& normal) {
  bone.points.positions_mm.push_back(position);
  bone.points.normals.push_back(normal);
  bone.points.areas_mm2.push_back(1);
  bone.lesion_distance_mm.push_back(bone.lesion.mm(position));
  bone.cut_off.push_back(false);
}

/// A shaft along z from 0 to `shaft_mm` that ends in a ball round z = -25.
BoneNearLesion bone_with_end(const CtVolume& ct, double shaft_mm) {
  BoneNearLesion bone{ct.grid, {}, {}, {}, {}, ct.grid, LesionDistance(far_lesion(ct.grid))};
  for (int z = 0; z < shaft_mm; z += 1)
    for (int turn = 0; turn < 72; ++turn) {
      const double angle = turn * std::numbers::pi / 36;
      const Eigen::Vector3d normal(std::cos(angle), std::sin(angle), 0);
      add(bone, radius_mm * normal + z * Eigen::Vector3d::UnitZ(), normal);
    }
  for (int along = -29; along <= 25; ++along)
    for (int turn = 0; turn < 150; ++turn) {
      const double angle = turn * std::numbers::pi / 75;
      const double across = std::sqrt(end_radius_mm * end_radius_mm - along * along);
      const Eigen::Vector3d from_middle(across * std::cos(angle), across * std::sin(angle), along);
      add(bone, from_middle - 25 * Eigen::Vector3d::UnitZ(), from_middle.normalized());
    }
  return bone;
}

const ImageQuality sharp{Unknown{""}, {Quantity{0.5, Unit::mm}, Quantity{0.5, Unit::mm}}};

TEST(ShaftPoints, LeaveOutTheEndOfTheBone) {
  const CtVolume ct = empty_volume();
  const BoneNearLesion bone = bone_with_end(ct, 70);
  const Measured<std::vector<bool>> shaft = shaft_points(ct, bone, sharp, {});
  ASSERT_TRUE(shaft.known()) << shaft.reason();
  int of_shaft = 0, of_end = 0;
  for (std::size_t i = 0; i < bone.points.size(); ++i)
    if (shaft.value()[i]) ++(bone.points.positions_mm[i].z() >= 0 ? of_shaft : of_end);
  EXPECT_GT(of_shaft, 60 * 72);
  EXPECT_LT(of_end, 0.15 * 55 * 150);  // the belly of the ball is tubular
}

TEST(ShaftPoints, AreUnknownOfABoneWithoutAShaft) {
  const CtVolume ct = empty_volume();
  EXPECT_THAT(shaft_points(ct, bone_with_end(ct, 12), sharp, {}).reason(), testing::HasSubstr("no tube"));
}

}  // namespace
}  // namespace osteosign
