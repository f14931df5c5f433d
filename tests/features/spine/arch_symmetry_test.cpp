#include "features/spine/arch_symmetry.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace osteosign {
namespace {

constexpr double deg = std::numbers::pi / 180;

enum class Lost { nothing, left_pedicle };

/// Arches along a canal through the middle of the volume, turned from the patient's anterior. There is no
/// body: its marrow is as bright as muscle.
struct TurnedArches {
  CtVolume ct;
  VoxelMask bone;
  std::vector<CanalPoint> canal;

  TurnedArches(double turn_deg, Lost lost) {
    ct.grid.size = {96, 96, 60};
    ct.grid.origin_mm = Eigen::Vector3d(-48, -48, 0);
    ct.hounsfield.assign(ct.grid.voxel_count(), 50);
    bone = VoxelMask(ct.grid);
    const double turn = turn_deg * deg;
    for (int z = 0; z < 60; ++z)
      for (int y = 0; y < 96; ++y)
        for (int x = 0; x < 96; ++x) {
          const double left = x - 48, front = 48 - y;
          const double u = std::cos(turn) * left - std::sin(turn) * front;
          const double v = std::sin(turn) * left + std::cos(turn) * front;
          if (is_arch(u, v, z, lost)) ct.hounsfield[ct.grid.index(x, y, z)] = 600;
        }
    for (int z = 55; z >= 5; --z) {
      CanalPoint point;
      point.centre_mm = Eigen::Vector3d(0, 0, z);
      point.tangent = Eigen::Vector3d::UnitZ();
      point.forward = Eigen::Vector3d(0, -1, 0);
      point.arc_mm = 55 - z;
      canal.push_back(point);
    }
  }

  /// Angles of the found direction from the true one.
  double farthest_deg(double turn_deg) const {
    const SpineImage image{ct, bone, bone, 50, 150};
    double farthest = 0;
    for (const CanalPoint& point : turn_to_middle_plane(canal, image)) {
      const double found = std::atan2(point.forward.x(), -point.forward.y()) / deg;
      farthest = std::max(farthest, std::abs(found - turn_deg));
    }
    return farthest;
  }

 private:
  static bool is_arch(double u, double v, int z, Lost lost) {
    const bool is_pedicle_height = z % 30 < 15;
    const double side = std::abs(u);
    const bool is_lamina = side < 14 && v > -14 && v < -10;
    const bool is_process = side > 14 && side < 34 && v > -9 && v < -3 && is_pedicle_height;
    const bool is_pedicle = side > 10 && side < 16 && v > -9 && v < 12 && is_pedicle_height &&
                            !(lost == Lost::left_pedicle && u > 0);
    return is_lamina || is_process || is_pedicle;
  }
};

TEST(ArchSymmetry, ForwardLiesInTheMiddlePlaneOfTheArches) {
  for (const double turn_deg : {0.0, 8.0, -15.0})
    EXPECT_LT(TurnedArches(turn_deg, Lost::nothing).farthest_deg(turn_deg), 1.5) << turn_deg;
}

TEST(ArchSymmetry, ALostPedicleMovesItLittle) {
  for (const double turn_deg : {0.0, 8.0, -15.0})
    EXPECT_LT(TurnedArches(turn_deg, Lost::left_pedicle).farthest_deg(turn_deg), 4) << turn_deg;
}

TEST(ArchSymmetry, WithoutArchesTheDirectionStays) {
  TurnedArches without(0, Lost::nothing);
  without.ct.hounsfield.assign(without.ct.grid.voxel_count(), 50);
  EXPECT_LT(without.farthest_deg(0), 0.1);
}

}  // namespace
}  // namespace osteosign
