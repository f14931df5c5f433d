#include <gmock/gmock.h>

#include <cmath>

#include "features/lesion/long_bone_part.h"
#include "features/lesion/position_in_bone.h"
#include "features/lesion/vertebral_site.h"

namespace osteosign {
namespace {

using testing::HasSubstr;

/// A ball on a grid of 1 mm.
CtLesionOutline ball(const ImageGrid& grid, const Eigen::Vector3d& centre_mm, double radius_mm) {
  CtLesionOutline outline{grid, {0, 0, 0}, std::vector<std::uint8_t>(grid.voxel_count(), 0), {}};
  for (int z = 0; z < grid.size[2]; ++z)
    for (int y = 0; y < grid.size[1]; ++y)
      for (int x = 0; x < grid.size[0]; ++x)
        if ((grid.patient_from_voxel(Eigen::Vector3d(x, y, z)) - centre_mm).norm() < radius_mm)
          outline.inside[grid.index(x, y, z)] = 1;
  return outline;
}

ImageGrid grid_of(std::array<int, 3> size, const Eigen::Vector3d& origin_mm) {
  ImageGrid grid;
  grid.size = size;
  grid.origin_mm = origin_mm;
  return grid;
}

// Across a shaft of 15 mm radius with 4 mm of cortex, from -30 to 30 mm along z.

TubularSurface shaft() {
  TubularSurface tube;
  tube.first_mm = -30;
  tube.last_mm = 30;
  tube.coefficients = Eigen::MatrixXd::Zero(9, 7);
  tube.coefficients.row(0).setConstant(15);
  return tube;
}

Measured<PositionInBone> position_of_ball(const Eigen::Vector3d& centre_mm, double radius_mm) {
  const ImageGrid grid = grid_of({61, 61, 81}, {-30, -30, -40});
  return position_in_bone(ball(grid, centre_mm, radius_mm), shaft(), Quantity{4, Unit::mm, 0.5});
}

TEST(PositionInBone, FollowsTheLesionFromTheAxisToTheSurface) {
  EXPECT_EQ(position_of_ball({1, 0, 0}, 6).value(), PositionInBone::central);
  EXPECT_EQ(position_of_ball({6, 0, 0}, 5).value(), PositionInBone::eccentric);
  EXPECT_EQ(position_of_ball({0, -13, 0}, 3).value(), PositionInBone::cortical);
  EXPECT_EQ(position_of_ball({20, 0, 0}, 6).value(), PositionInBone::surface);
}

TEST(PositionInBone, IsUnknownOffTheTubeOrWithoutOne) {
  EXPECT_THAT(position_of_ball({0, 0, 36}, 3).reason(), HasSubstr("reaches beyond"));
  const ImageGrid grid = grid_of({5, 5, 5}, {0, 0, 0});
  EXPECT_THAT(position_in_bone(ball(grid, {2, 2, 2}, 2), std::nullopt, Quantity{4, Unit::mm}).reason(),
              HasSubstr("no tube"));
  EXPECT_EQ(position_in_bone(ball(grid, {2, 2, 2}, 2), shaft(), Unknown{"too blurred"}).reason(),
            "too blurred");
}

// Along a femur of 300 mm: a shaft of 24 mm between ends that are 60 mm wide.

LabelMap femur(int first_slice = 0) {
  LabelMap bones;
  bones.grid = grid_of({80, 80, 320 - first_slice}, {-40, -40, static_cast<double>(first_slice)});
  bones.voxels.assign(bones.grid.voxel_count(), 0);
  bones.names = {{1, "femur_left"}};
  for (int z = 0; z < bones.grid.size[2]; ++z) {
    const int slice = z + first_slice;
    const double radius = slice < 10 || slice >= 310 ? 0 : slice < 50 || slice >= 270 ? 30 : 12;
    for (int y = 0; y < 80; ++y)
      for (int x = 0; x < 80; ++x)
        if (std::hypot(x - 40, y - 40) < radius) bones.voxels[bones.grid.index(x, y, z)] = 1;
  }
  return bones;
}

Measured<LongBonePart> part_at(double z_mm, const LabelMap& bones) {
  return long_bone_part(ball(bones.grid, {0, 0, z_mm}, 4), bones);
}

TEST(LongBonePart, IsToldByTheSquareOfTheEnd) {
  const LabelMap bones = femur();
  EXPECT_EQ(part_at(20, bones).value(), LongBonePart::epiphysis);
  EXPECT_EQ(part_at(50, bones).value(), LongBonePart::metaphysis);
  EXPECT_EQ(part_at(150, bones).value(), LongBonePart::diaphysis);
  EXPECT_EQ(part_at(270, bones).value(), LongBonePart::metaphysis);
  EXPECT_EQ(part_at(300, bones).value(), LongBonePart::epiphysis);
}

TEST(LongBonePart, IsUnknownOnABorderOrNearAnEndThatIsNotInView) {
  EXPECT_THAT(part_at(70, femur()).reason(), HasSubstr("on the border"));
  const LabelMap cut = femur(40);
  EXPECT_THAT(part_at(60, cut).reason(), HasSubstr("not in view"));
  EXPECT_EQ(part_at(150, cut).value(), LongBonePart::diaphysis);
}

TEST(LongBonePart, IsUnknownWhereNoLongBoneIsNamed) {
  LabelMap bones = femur();
  bones.names[1] = "bone";
  EXPECT_THAT(part_at(150, bones).reason(), HasSubstr("names no long bone"));
  bones.voxels.assign(bones.voxels.size(), 0);
  EXPECT_THAT(part_at(150, bones).reason(), HasSubstr("no bone was segmented"));
}

MeasuredQuantity way_at(double z_mm, const LabelMap& bones) {
  return proximal_femur_way(ball(bones.grid, {0, 0, z_mm}, 4), bones);
}

TEST(ProximalFemurWay, CountsWidthsOfTheEndTowardsTheHead) {
  const LabelMap bones = femur();
  EXPECT_NEAR(way_at(309 - 45, bones).value().value, 45.0 / 59, 0.05);
  EXPECT_NEAR(way_at(309 - 120, bones).value().value, 2, 0.1);
  EXPECT_GT(way_at(20, bones).value().value, 4);
}

TEST(ProximalFemurWay, IsUnknownWhereTheEndIsNotInViewOrTheBoneIsNoFemurOrLiesAcross) {
  LabelMap bones = femur();
  bones.grid.size[2] = 290;
  bones.voxels.resize(bones.grid.voxel_count());
  EXPECT_THAT(way_at(200, bones).reason(), HasSubstr("not in view"));
  LabelMap short_piece = femur(250);
  EXPECT_THAT(way_at(280, short_piece).reason(), HasSubstr("too little of the shaft"));
  bones.names[1] = "tibia_left";
  EXPECT_THAT(way_at(200, bones).reason(), HasSubstr("no femur"));
  LabelMap across = femur();
  across.grid.direction << 0, 0, 1, 1, 0, 0, 0, 1, 0;
  EXPECT_THAT(proximal_femur_way(ball(across.grid, across.grid.patient_from_voxel({40, 40, 200}), 4), across)
                  .reason(),
              HasSubstr("too little of the shaft"));
}

// A vertebra whose body lies in front of y = 0, pedicles beside x = -8 and 8, arch behind y = 10.

VertebraGeometry vertebra() {
  VertebraGeometry geometry;
  geometry.box = grid_of({61, 61, 31}, {-30, -30, -15});
  geometry.width_mm = 40.0;
  for (int z = 0; z < 31; ++z)
    for (int y = 0; y < 61; ++y)
      for (int x = 0; x < 61; ++x)
        geometry.parts.push_back(y < 30   ? VertebraPart::body
                                 : y > 40 ? VertebraPart::posterior
                                 : x > 38 ? VertebraPart::left_pedicle
                                 : x < 22 ? VertebraPart::right_pedicle
                                          : VertebraPart::none);
  return geometry;
}

VertebralSite site_of_ball(const Eigen::Vector3d& centre_mm, double radius_mm) {
  const VertebraGeometry geometry = vertebra();
  return vertebral_site(ball(geometry.box, centre_mm, radius_mm), geometry);
}

TEST(VertebralSite, NamesThePartsAndTheSideOfTheLesion) {
  EXPECT_EQ(site_of_ball({0, -15, 0}, 5).part.value(), "body");
  EXPECT_EQ(site_of_ball({0, -15, 0}, 5).side.value(), "midline");
  EXPECT_EQ(site_of_ball({15, 5, 0}, 3).part.value(), "left pedicle");
  EXPECT_EQ(site_of_ball({15, 5, 0}, 3).side.value(), "left");
  EXPECT_EQ(site_of_ball({-15, 0, 0}, 6).part.value(), "body and right pedicle");
  EXPECT_EQ(site_of_ball({-15, 20, 0}, 5).part.value(), "posterior elements");
  EXPECT_EQ(site_of_ball({-15, 20, 0}, 5).side.value(), "right");
}

TEST(VertebralSite, IsUnknownInTheCanalAndWithoutAWidth) {
  EXPECT_THAT(site_of_ball({0, 5, 0}, 3).part.reason(), HasSubstr("no part"));
  VertebraGeometry geometry = vertebra();
  geometry.width_mm = Unknown{"no edge"};
  EXPECT_EQ(vertebral_site(ball(geometry.box, {15, 5, 0}, 3), geometry).side.reason(), "no edge");
}

}  // namespace
}  // namespace osteosign
