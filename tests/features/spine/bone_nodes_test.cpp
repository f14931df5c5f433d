#include "features/spine/bone_nodes.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace osteosign {
namespace {

constexpr double radius_mm = 15;

/// Two bodies of poor marrow along a straight axis, with a disc above, between and below. Of their cortex the
/// segmentation saw a third in small pieces, and on the left between 60 and 120 degrees from the front none.
class PoorBodies : public testing::Test {
 protected:
  PoorBodies() : mineral_(grid()), bone_(grid()), canal_voxels_(grid()) {
    ct_.grid = grid();
    ct_.hounsfield.assign(ct_.grid.voxel_count(), 50);
    for (int z = 0; z < ct_.grid.size[2]; ++z)
      for (int y = 0; y < ct_.grid.size[1]; ++y)
        for (int x = 0; x < ct_.grid.size[0]; ++x) {
          const Eigen::Vector3d at = ct_.grid.patient_from_voxel(Eigen::Vector3d(x, y, z));
          const double way_mm = std::hypot(at.x() / 1.2, at.y());
          const double turn = std::atan2(at.x(), -at.y()) * 180 / std::numbers::pi;
          const bool seen = std::fmod(turn + 360, 15) < 5 && !(turn > 60 && turn < 120);
          if (std::abs(way_mm - radius_mm) < 0.8 && seen) mineral_.insert(x, y, z);
        }
    bone_ = mineral_;
    for (double z = 60; z >= 0; z -= 1) {
      CanalPoint point;
      point.centre_mm = {0, 0, z};
      point.tangent = Eigen::Vector3d::UnitZ();
      point.forward = -Eigen::Vector3d::UnitY();
      axis_.points.push_back(point);
      axis_.radius_mm.push_back(radius_mm);
      axis_.to_canal_mm.push_back(24);
      point.centre_mm.y() = 24;
      canal_.points.push_back(point);
      CanalSection section;
      section.radius_mm.fill(8);
      canal_.sections.push_back(section);
    }
    for (const int z : {57, 30, 3}) {
      DiscPlane disc{.centre_mm = Eigen::Vector3d(0, 0, z), .normal = Eigen::Vector3d::UnitZ()};
      disc.thickness_mm = 6;
      disc.s = 60 - z;
      discs_.push_back(disc);
    }
  }

  static ImageGrid grid() {
    ImageGrid grid;
    grid.size = {60, 66, 52};
    grid.spacing_mm.setConstant(1.2);
    grid.origin_mm = {-36, -30, 0};
    return grid;
  }

  bool holds(double turn_deg, double way_mm, double z_mm) const {
    const SpineAxis axis(axis_, canal_);
    const BoneNodes nodes =
        bone_nodes({ct_, mineral_, bone_, 50, 150}, canal_voxels_, axis, LevelScale(discs_, axis, 1.5));
    const double turn = turn_deg * std::numbers::pi / 180;
    const Eigen::Array3i voxel =
        nodes.grid.voxel_from_patient({1.2 * way_mm * std::sin(turn), -way_mm * std::cos(turn), z_mm})
            .array()
            .round()
            .cast<int>();
    return nodes.at(voxel.x(), voxel.y(), voxel.z()) >= 0;
  }

  CtVolume ct_;
  VoxelMask mineral_, bone_, canal_voxels_;
  BodyAxis axis_;
  Canal canal_;
  std::vector<DiscPlane> discs_;
};

TEST_F(PoorBodies, AreFilledToTheRimThatWasSeen) {
  for (const double turn : {-100.0, -45.0, 0.0, 45.0})
    for (const double z : {15.0, 44.0}) EXPECT_TRUE(holds(turn, 13, z)) << turn << " " << z;
}

TEST_F(PoorBodies, AreNotFilledBeyondTheirCoreWhereNoRimWasSeen) {
  EXPECT_TRUE(holds(90, 10, 44));
  EXPECT_FALSE(holds(90, 13.5, 44));
}

TEST_F(PoorBodies, EndAtTheirRimAndAtTheDiscs) {
  EXPECT_FALSE(holds(-45, 18, 44));
  EXPECT_FALSE(holds(-50, 13, 30));
}

TEST_F(PoorBodies, FatBesideThemIsNoMarrow) {
  ct_.hounsfield.assign(ct_.grid.voxel_count(), -90);
  EXPECT_FALSE(holds(-45, 13, 44));
}

}  // namespace
}  // namespace osteosign
