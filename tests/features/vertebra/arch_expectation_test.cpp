#include "features/vertebra/arch_expectation.h"

#include <gtest/gtest.h>

#include "tests/features/vertebra/stacked_vertebrae.h"

namespace osteosign::test {
namespace {

/// A bar of bone 8 mm thick along y that turns to the side.
bool is_bone(const Eigen::Vector3d& p) {
  const bool bar = std::abs(p.x() - 12) < 4 && std::abs(p.z()) < 4 && p.y() > 5 && p.y() < 25;
  const bool turned = p.x() > 0 && p.x() < 16 && std::abs(p.z()) < 7 && p.y() > 20 && p.y() < 27;
  return bar || turned;
}

/// Each with that bar, moved in its frame as no other.
StackedVertebrae bars(const std::vector<Eigen::Vector3d>& moves) {
  return stacked_vertebrae(moves.size(), [&](std::size_t k, const Eigen::Vector3d& local) {
    return is_bone(local - moves[k]) ? 600 : 50;
  });
}

/// Beside the middle of the bar: at the same coordinates one or the other of them has soft tissue there.
TEST(ArchExpectation, BoneThatLiesElsewhereInEachNeighbourIsExpectedWhereItFits) {
  const StackedVertebrae scene = bars({Eigen::Vector3d::Zero(), {3, 0, 2}, {-2, 0, -3}});
  const std::vector<ArchReference> references = references_of_first(scene);
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
  const StackedVertebrae scene = bars({Eigen::Vector3d::Zero(), Eigen::Vector3d::Zero()});
  const std::vector<ArchReference> references = references_of_first(scene);
  ArchExpectation expectation(scene.ct, scene.vertebrae[0], references);
  EXPECT_FALSE(expectation.at({12, 14, 0}));
}

/// What is not alike anywhere near is no reference.
TEST(ArchExpectation, AVertebraWithoutSuchBoneTellsNothing) {
  const StackedVertebrae scene = bars({Eigen::Vector3d::Zero(), Eigen::Vector3d::Zero(), {0, 60, 0}});
  const std::vector<ArchReference> references = references_of_first(scene);
  ArchExpectation expectation(scene.ct, scene.vertebrae[0], references);
  EXPECT_FALSE(expectation.at({12, 14, 0}));
}

}  // namespace
}  // namespace osteosign::test
