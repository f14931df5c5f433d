#include "features/vertebra/arch_mirror.h"

#include <gtest/gtest.h>
#include <Eigen/Geometry>

#include <cmath>
#include <functional>

namespace osteosign::test {
namespace {

constexpr double degree = 0.017453292519943295;

/// Half of an arch at positive x: pedicle, lamina, transverse process.
bool in_half_arch(const Eigen::Vector3d& p) {
  const bool pedicle = std::abs(p.x() - 13) < 4 && p.y() > 14 && p.y() < 26 && std::abs(p.z() - 4) < 6;
  const bool lamina = p.x() >= 0 && p.x() < 17 && p.y() >= 26 && p.y() < 32 && std::abs(p.z() + 1) < 9;
  const bool process = p.x() >= 17 && p.x() < 34 && p.y() > 22 && p.y() < 29 && std::abs(p.z() - 2) < 4;
  return pedicle || lamina || process;
}

/// A vertebra whose frame is that of the patient, with the arch where `is_arch_at` says.
VertebraGeometry vertebra_with(const std::function<bool(const Eigen::Vector3d&)>& is_arch_at) {
  VertebraGeometry vertebra;
  vertebra.box.size = {90, 60, 50};
  vertebra.box.spacing_mm.setConstant(1);
  vertebra.box.origin_mm = Eigen::Vector3d(-45, -5, -25);
  vertebra.parts.assign(vertebra.box.voxel_count(), VertebraPart::none);
  for (int z = 0; z < 50; ++z)
    for (int y = 0; y < 60; ++y)
      for (int x = 0; x < 90; ++x)
        if (is_arch_at(vertebra.box.patient_from_voxel(Eigen::Vector3d(x, y, z))))
          vertebra.parts[vertebra.box.index(x, y, z)] = VertebraPart::posterior;
  return vertebra;
}

/// The arch of both sides of a plane that is tilted, turned and moved against the frame.
bool in_arch_of(const MirrorPlane& plane, const Eigen::Vector3d& p, bool with_left_pedicle) {
  const Eigen::Vector3d right = plane.normal;
  const Eigen::Vector3d back = Eigen::Vector3d::UnitY() - plane.normal.y() * right;
  const Eigen::Vector3d up = right.cross(back.normalized());
  const double across = right.dot(p) - plane.offset_mm;
  const Eigen::Vector3d own(std::abs(across), back.normalized().dot(p), up.dot(p));
  const bool is_left_pedicle = across > 0 && own.x() < 17.5 && own.y() < 26;
  return in_half_arch(own) && (with_left_pedicle || !is_left_pedicle);
}

MirrorPlane plane_at(double tilt_deg, double turn_deg, double offset_mm) {
  const double tilt = tilt_deg * degree;
  const double turn = turn_deg * degree;
  return {{std::cos(tilt) * std::cos(turn), std::sin(turn) * std::cos(tilt), std::sin(tilt)}, offset_mm};
}

void expect_near(const MirrorPlane& found, const MirrorPlane& truth) {
  EXPECT_LT(std::acos(std::min(1.0, found.normal.dot(truth.normal))), 2.5 * degree);
  for (const Eigen::Vector3d& place : {Eigen::Vector3d(13, 20, 4), Eigen::Vector3d(-15, 30, -5)})
    EXPECT_LT((found.mirrored(place) - truth.mirrored(place)).norm(), 2);
}

TEST(ArchMirror, IsTheMiddlePlaneOfAStraightArch) {
  const MirrorPlane truth = plane_at(0, 0, 0);
  expect_near(fit_arch_mirror(vertebra_with([&](const auto& p) { return in_arch_of(truth, p, true); })),
              truth);
}

TEST(ArchMirror, FollowsAnArchThatIsTiltedTurnedAndMoved) {
  for (const MirrorPlane& truth : {plane_at(9, 0, 0), plane_at(-6, 5, 2), plane_at(4, -10, -3)})
    expect_near(fit_arch_mirror(vertebra_with([&](const auto& p) { return in_arch_of(truth, p, true); })),
                truth);
}

TEST(ArchMirror, ALostPedicleDoesNotMoveIt) {
  const MirrorPlane truth = plane_at(-7, 4, 1);
  expect_near(fit_arch_mirror(vertebra_with([&](const auto& p) { return in_arch_of(truth, p, false); })),
              truth);
}

TEST(ArchMirror, WithoutAnArchIsTheMiddlePlaneOfTheFrame) {
  const MirrorPlane found = fit_arch_mirror(vertebra_with([](const auto&) { return false; }));
  EXPECT_EQ(found.normal, Eigen::Vector3d::UnitX());
  EXPECT_EQ(found.offset_mm, 0);
}

}  // namespace
}  // namespace osteosign::test
