#include <gmock/gmock.h>

#include "tests/sample_data/phantom/spine/small_spine.h"

namespace osteosign::phantom {
namespace {

/// C2 to T2.
SpinePhantom neck() {
  SpinePhantom phantom;
  phantom.shape.vertebrae = 8;
  phantom.shape.lowest_level = 9;
  return phantom;
}

/// The bone that holds a point of the frame of C2; nothing where there is none.
std::optional<int> bone_at(const SpineColumn& column, const Eigen::Vector3d& from_dens_mm) {
  const VertebraModel& c2 = column.vertebrae().front();
  const BonesAt near = column.bones_at(c2.placed.phantom_from_local * (c2.dens->base_mm() + from_dens_mm));
  for (int i = 0; i < near.count; ++i)
    if (near.bones[static_cast<std::size_t>(i)].distances.outer_mm < 0)
      return near.bones[static_cast<std::size_t>(i)].vertebra;
  return std::nullopt;
}

TEST(Neck, VertebraeAreNamedFromC2) {
  std::vector<std::string> names;
  for (const PlacedVertebra& placed : spine_layout(neck())) names.push_back(level_name(placed.level));
  EXPECT_THAT(names, testing::ElementsAre("C2", "C3", "C4", "C5", "C6", "C7", "T1", "T2"));
}

/// Methods A2.2: a cervical vertebra with its disc is about 16 mm long; Panjabi et al. 1991 have 16 to 19.
TEST(Neck, VertebraeBelowC2LieSixteenToTwentyMillimetresApart) {
  const std::vector<PlacedVertebra> column = spine_layout(neck());
  for (std::size_t i = 2; i < 6; ++i) {
    const double apart_mm =
        (column[i].phantom_from_local.translation() - column[i - 1].phantom_from_local.translation()).norm();
    EXPECT_GT(apart_mm, 16) << level_name(column[i].level);
    EXPECT_LT(apart_mm, 20) << level_name(column[i].level);
  }
}

TEST(Neck, TheDensStandsFreeWithinTheRingOfC1) {
  const SpineColumn column(neck());
  const double half_up_mm = 8;
  EXPECT_EQ(bone_at(column, {0, 0, half_up_mm}), 0);
  EXPECT_EQ(bone_at(column, {0, -6.3, half_up_mm}), std::nullopt);  // joint with the anterior arch
  EXPECT_EQ(bone_at(column, {0, -10.4, half_up_mm}), BoneAt::atlas);
  EXPECT_EQ(bone_at(column, {16.5, 1, half_up_mm}), BoneAt::atlas);  // lateral masses
  EXPECT_EQ(bone_at(column, {-16.5, 1, half_up_mm}), BoneAt::atlas);
  EXPECT_EQ(bone_at(column, {7.5, 1, half_up_mm}), std::nullopt);
  for (const double behind_mm : {8.0, 14.0, 20.0})
    EXPECT_EQ(bone_at(column, {0, behind_mm, half_up_mm}), std::nullopt) << behind_mm;
  EXPECT_EQ(bone_at(column, {0, 27, half_up_mm}), BoneAt::atlas);  // posterior arch
}

TEST(Neck, TheForamenMagnumIsOpenAboveTheDens) {
  const SpineColumn column(neck());
  for (const double above_mm : {18.0, 24.0, 30.0})
    EXPECT_EQ(bone_at(column, {0, 18, above_mm}), std::nullopt) << above_mm;
  EXPECT_EQ(bone_at(column, {15, 2, 24}), BoneAt::skull);  // condyle
  EXPECT_EQ(bone_at(column, {0, 45, 22}), BoneAt::skull);  // behind the foramen
}

TEST(Neck, OneAxisAndOneVertebraBelowItHaveNoBoneInCommon) {
  const SpineColumn column(neck());
  for (double x = -12; x <= 12; x += 0.75)
    for (double z = -14; z <= 12; z += 0.75) {
      const BonesAt near =
          column.bones_at(column.vertebrae()[1].placed.phantom_from_local * Eigen::Vector3d(x, 0, z));
      int inside = 0;
      for (int i = 0; i < near.count; ++i)
        inside += near.bones[static_cast<std::size_t>(i)].distances.outer_mm < 0 ? 1 : 0;
      EXPECT_LE(inside, 1) << x << ' ' << z;
    }
}

TEST(Neck, SpinesWithoutC2HaveNoHead) {
  SpinePhantom phantom = neck();
  phantom.shape.vertebrae = 7;
  EXPECT_FALSE(SpineColumn(phantom).head().has_value());
  EXPECT_TRUE(SpineColumn(neck()).head().has_value());
}

}  // namespace
}  // namespace osteosign::phantom
