#include "features/profile/sample_ray.h"

#include <gmock/gmock.h>

#include <Eigen/Geometry>

namespace osteosign {
namespace {

using testing::HasSubstr;

/// A volume whose Hounsfield value is a linear function of the patient position: linear interpolation is
/// exact up to the rounding to whole HU.
CtVolume ramp(const Eigen::Vector3d& gradient_hu_per_mm) {
  CtVolume ct;
  ct.grid.size = {20, 20, 12};
  ct.grid.origin_mm = {-30, 5, 100};
  ct.grid.spacing_mm = {0.7, 0.7, 3};
  ct.grid.direction = Eigen::AngleAxisd(0.5, Eigen::Vector3d(1, -2, 3).normalized()).toRotationMatrix();
  for (int z = 0; z < 12; ++z)
    for (int y = 0; y < 20; ++y)
      for (int x = 0; x < 20; ++x)
        ct.hounsfield.push_back(static_cast<std::int16_t>(std::lround(gradient_hu_per_mm.dot(
            ct.grid.patient_from_voxel(Eigen::Vector3d(x, y, z)) - ct.grid.origin_mm))));
  return ct;
}

TEST(SampleRay, FollowsALinearRampInAnObliqueAnisotropicVolume) {
  const Eigen::Vector3d gradient(20, -30, 25);
  const CtVolume ct = ramp(gradient);
  const Eigen::Vector3d centre = ct.grid.patient_from_voxel({9.5, 9.5, 5.5});
  const Eigen::Vector3d direction = Eigen::Vector3d(1, 1, 2).normalized();
  const Profile profile = sample_ray(ct, centre, direction, {.inward = 3, .outward = 2, .step = 0.5}).value();
  ASSERT_EQ(profile.size(), 11U);
  for (std::size_t i = 0; i < profile.size(); ++i) {
    const Eigen::Vector3d point = centre + profile.position(i) * direction;
    EXPECT_NEAR(profile.values[i], gradient.dot(point - ct.grid.origin_mm), 0.5);
  }
}

TEST(SampleRay, EndsWhereTheVolumeEnds) {
  const CtVolume ct = ramp({1, 0, 0});
  const Eigen::Vector3d near_border = ct.grid.patient_from_voxel({17, 10, 6});
  const Profile profile =
      sample_ray(ct, near_border, ct.grid.direction.col(0), {.inward = 2, .outward = 10, .step = 0.5})
          .value();
  EXPECT_EQ(profile.position(0), -2);
  EXPECT_EQ(profile.position(profile.size() - 1), 1.0);  // 2 voxels of 0.7 mm are left
}

TEST(SampleRay, EndsAtPadding) {
  CtVolume ct = ramp({1, 0, 0});
  ct.hounsfield[ct.grid.index(12, 10, 6)] = CtVolume::padding_hu;
  const Profile profile = sample_ray(ct, ct.grid.patient_from_voxel({10, 10, 6}), ct.grid.direction.col(0),
                                     {.inward = 1, .outward = 5, .step = 0.5})
                              .value();
  EXPECT_EQ(profile.position(profile.size() - 1), 0.5);  // the sample at 1.0 mm would use the padding voxel
}

TEST(SampleRay, IsUnknownWhenItsSurfacePointLiesOutside) {
  const CtVolume ct = ramp({1, 0, 0});
  const Measured<Profile> profile =
      sample_ray(ct, ct.grid.patient_from_voxel({-1, 10, 6}), ct.grid.direction.col(0), {});
  EXPECT_THAT(profile.reason(), HasSubstr("outside the volume"));
}

TEST(SampleRay, OnARadiographGoesInMillimetresWhenGivenTheSpacing) {
  Radiograph film;
  film.columns = 30;
  film.rows = 10;
  for (int row = 0; row < film.rows; ++row)
    for (int column = 0; column < film.columns; ++column)
      film.pixels.push_back(static_cast<float>(column * 2 + row));
  const Profile profile =
      sample_ray(film, {10, 5}, Eigen::Vector2d(1 / 0.5, 0), {.inward = 1, .outward = 2, .step = 0.25})
          .value();
  ASSERT_EQ(profile.size(), 13U);
  EXPECT_NEAR(profile.values[4], 25, 1e-6);
  EXPECT_NEAR(profile.values[12], 25 + 2 / 0.5 * 2, 1e-6);
  EXPECT_THAT(sample_ray(film, {-1, 5}, Eigen::Vector2d(1, 0), {}).reason(), HasSubstr("outside the image"));
}

}  // namespace
}  // namespace osteosign
