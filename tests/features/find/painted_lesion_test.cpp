#include <gmock/gmock.h>

#include <cmath>
#include <iostream>
#include <random>

#include "features/find/lesion_from_seed.h"
#include "features/profile/gaussian_step.h"
#include "features/segment/bones.h"
#include "tests/real_series.h"

namespace osteosign {
namespace {

namespace fs = std::filesystem;

const fs::path series_folder = test::real_data / "totalseg_lspine/dicom";

struct Ball {
  Eigen::Vector3d centre_mm;
  double radius_mm;
  double hu;

  double distance_mm(const Eigen::Vector3d& point_mm) const {
    return (point_mm - centre_mm).norm() - radius_mm;
  }
};

/// The series with a ball in place of the bone, with the noise of the series and its blur: where that is not
/// known, half a voxel.
CtVolume painted(CtVolume ct, const Ball& ball, const ImageQuality& quality) {
  std::mt19937 random(1);
  std::normal_distribution<double> normal(0, 1);
  const double noise_hu = quality.noise_hu.known() ? quality.noise_hu.value().value : 0;
  for (int z = 0; z < ct.grid.size[2]; ++z)
    for (int y = 0; y < ct.grid.size[1]; ++y)
      for (int x = 0; x < ct.grid.size[0]; ++x) {
        const Eigen::Vector3d point = ct.grid.patient_from_voxel(Eigen::Vector3d(x, y, z));
        const double distance = ball.distance_mm(point);
        if (std::abs(distance) > 3 * ball.radius_mm) continue;
        const Eigen::Vector3d direction =
            ct.grid.direction.transpose() * (point - ball.centre_mm).normalized();
        const Measured<double> known = quality.point_spread.sigma_along_mm(direction);
        const double sigma = known.known() ? known.value() : ct.grid.spacing_mm.mean() / 2;
        const double part = gaussian_step(-distance / sigma);
        std::int16_t& voxel = ct.hounsfield[ct.grid.index(x, y, z)];
        voxel = static_cast<std::int16_t>(
            std::lround((1 - part) * voxel + part * (ball.hu + noise_hu * normal(random))));
      }
  return ct;
}

/// Dice coefficient of an outline with the voxels whose centres lie in the ball.
double dice(const CtVolume& ct, const CtLesionOutline& outline, const Ball& ball) {
  double both = 0;
  double sum = 0;
  for (int z = 0; z < ct.grid.size[2]; ++z)
    for (int y = 0; y < ct.grid.size[1]; ++y)
      for (int x = 0; x < ct.grid.size[0]; ++x) {
        const std::array<int, 3> at{x - outline.first[0], y - outline.first[1], z - outline.first[2]};
        const bool found = outline.box.contains(at[0], at[1], at[2]) &&
                           outline.inside[outline.box.index(at[0], at[1], at[2])] != 0;
        const bool truth = ball.distance_mm(ct.grid.patient_from_voxel(Eigen::Vector3d(x, y, z))) < 0;
        both += found && truth ? 1 : 0;
        sum += (found ? 1 : 0) + (truth ? 1 : 0);
      }
  return 2 * both / sum;
}

/// Dice of what is outlined from a seed off the centre, in bone as the program finds it; 0 without an
/// outline.
double dice_of_painted(const CtVolume& ct, const ImageQuality& before, const Ball& ball) {
  const CtVolume with_ball = painted(ct, ball, before);
  const ImageQuality quality = estimate_image_quality(with_ball, {});
  const LabelMap bones = segment_bone_tissue(with_ball, quality, {}).bones;
  const Eigen::Vector3d seed = ball.centre_mm + 0.2 * ball.radius_mm * Eigen::Vector3d(1, -1, 1).normalized();
  const Measured<CtLesionOutline> outline = outline_lesion_from_seed(with_ball, bones, quality, seed, {});
  const double result = outline.known() ? dice(with_ball, outline.value(), ball) : 0;
  std::cout << "radius " << ball.radius_mm << " mm at " << ball.centre_mm.transpose() << ": Dice " << result
            << (outline.known() ? "" : " (" + outline.reason() + ")") << '\n';
  return result;
}

TEST(PaintedLesion, OfEightMillimetresInL3OfARealSeriesIsOutlined) {
  if (!fs::exists(series_folder)) GTEST_SKIP() << "shared/data is not there";
  const CtVolume ct = test::read_series(series_folder);
  const ImageQuality quality = estimate_image_quality(ct, {});
  EXPECT_GE(dice_of_painted(ct, quality, {{4.9, -141.3, 315.7}, 8, 40}), 0.7);
}

}  // namespace
}  // namespace osteosign
