#include "features/vertebra/arch_expectation.h"

#include <gtest/gtest.h>

namespace osteosign::test {
namespace {

constexpr double pitch_mm = 40;

/// Three vertebrae above each other, each with a bar of bone 8 mm thick along y that turns to the side, moved
/// in its frame as no other.
struct Bars {
  CtVolume ct;
  std::vector<VertebraGeometry> vertebrae;
};

bool is_bone(const Eigen::Vector3d& p) {
  const bool bar = std::abs(p.x() - 12) < 4 && std::abs(p.z()) < 4 && p.y() > 5 && p.y() < 25;
  const bool turned = p.x() > 0 && p.x() < 16 && std::abs(p.z()) < 7 && p.y() > 20 && p.y() < 27;
  return bar || turned;
}

Bars bars(const std::vector<Eigen::Vector3d>& moves) {
  Bars scene;
  ImageGrid& grid = scene.ct.grid;
  grid.size = {60, 60, static_cast<int>(pitch_mm) * static_cast<int>(moves.size())};
  grid.origin_mm = {-30, -20, 0};
  for (std::size_t k = 0; k < moves.size(); ++k) {
    VertebraGeometry vertebra;
    vertebra.frame.origin_mm = {0, 0, pitch_mm * (static_cast<double>(k) + 0.5)};
    vertebra.depth_mm = 30.0;
    scene.vertebrae.push_back(vertebra);
  }
  for (int z = 0; z < grid.size[2]; ++z)
    for (int y = 0; y < grid.size[1]; ++y)
      for (int x = 0; x < grid.size[0]; ++x) {
        const std::size_t k = static_cast<std::size_t>(z / static_cast<int>(pitch_mm));
        const Eigen::Vector3d local =
            scene.vertebrae[k].frame.local_from_patient(grid.patient_from_voxel(Eigen::Vector3d(x, y, z)));
        scene.ct.hounsfield.push_back(is_bone(local - moves[k]) ? 600 : 50);
      }
  return scene;
}

std::vector<ArchReference> neighbours(const Bars& scene) {
  std::vector<ArchReference> references;
  for (std::size_t k = 1; k < scene.vertebrae.size(); ++k)
    references.push_back({&scene.vertebrae[k], {}, Eigen::Vector3d::Ones()});
  return references;
}

/// Beside the middle of the bar: at the same coordinates one or the other of them has soft tissue there.
TEST(ArchExpectation, BoneThatLiesElsewhereInEachNeighbourIsExpectedWhereItFits) {
  const Bars scene = bars({Eigen::Vector3d::Zero(), {3, 0, 2}, {-2, 0, -3}});
  const std::vector<ArchReference> references = neighbours(scene);
  ArchExpectation expectation(scene.ct, scene.vertebrae[0], references);
  for (const Eigen::Vector3d& inside :
       {Eigen::Vector3d(13.5, 14, 0), Eigen::Vector3d(10.5, 14, 0), Eigen::Vector3d(12, 14, 1.5)}) {
    const auto expected = expectation.at(inside);
    ASSERT_TRUE(expected) << inside;
    EXPECT_GT(expected->lowest_hu, 400) << inside;
  }
  const auto beside = expectation.at({12, 14, 7});
  ASSERT_TRUE(beside);
  EXPECT_LT(beside->highest_hu, 200);
}

TEST(ArchExpectation, OneReferenceAloneTellsNothing) {
  const Bars scene = bars({Eigen::Vector3d::Zero(), Eigen::Vector3d::Zero()});
  const std::vector<ArchReference> references = neighbours(scene);
  ArchExpectation expectation(scene.ct, scene.vertebrae[0], references);
  EXPECT_FALSE(expectation.at({12, 14, 0}));
}

/// What is not alike anywhere near is no reference.
TEST(ArchExpectation, AVertebraWithoutSuchBoneTellsNothing) {
  const Bars scene = bars({Eigen::Vector3d::Zero(), Eigen::Vector3d::Zero(), {0, 60, 0}});
  const std::vector<ArchReference> references = neighbours(scene);
  ArchExpectation expectation(scene.ct, scene.vertebrae[0], references);
  EXPECT_FALSE(expectation.at({12, 14, 0}));
}

}  // namespace
}  // namespace osteosign::test
