#include "sample_data/phantom/phantom_ct.h"

#include <gmock/gmock.h>
#include <tbb/global_control.h>

#include <cmath>
#include <numbers>

#include "io/values/errors.h"
#include "sample_data/phantom/ellipsoid_figures.h"
#include "tests/sample_data/phantom/small_scans.h"

namespace osteosign::phantom {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

/// What a lesion takes from marrow of 200 HU: its mass in HU mm3 and its centre, both untouched by blur.
struct Deficit {
  double hu_mm3 = 0;
  Eigen::Vector3d centre_mm = Eigen::Vector3d::Zero();
};

Deficit deficit_of(const PhantomCt& phantom, double reach_mm) {
  const ImageGrid& grid = phantom.ct.grid;
  Deficit deficit;
  for (int z = 0; z < grid.size[2]; ++z)
    for (int y = 0; y < grid.size[1]; ++y)
      for (int x = 0; x < grid.size[0]; ++x) {
        const Eigen::Vector3d point = grid.patient_from_voxel({double(x), double(y), double(z)});
        if ((point - phantom.lesions.front().centre_mm).norm() > reach_mm) continue;
        const double missing = 200.0 - phantom.ct.hounsfield[grid.index(x, y, z)];
        deficit.hu_mm3 += missing * grid.voxel_volume_mm3();
        deficit.centre_mm += missing * grid.voxel_volume_mm3() * point;
      }
  deficit.centre_mm /= deficit.hu_mm3;
  return deficit;
}

class EveryGrid : public testing::TestWithParam<CtScan> {};
INSTANTIATE_TEST_SUITE_P(Isotropic_Anisotropic_Oblique, EveryGrid,
                         testing::Values(small_scan(), anisotropic_scan(), oblique_scan()));

TEST_P(EveryGrid, LyticBallTakesItsVolumeTimesItsContrastFromTheMarrow) {
  BonePhantom phantom = sphere_phantom(6, 40);
  phantom.lesions[0].x_mm = 4;  // off every axis, so that a swapped axis would show
  phantom.lesions[0].y_mm = -3;
  phantom.lesions[0].z_mm = 5;
  const PhantomCt scanned = scan_phantom(phantom, GetParam());
  const Deficit deficit = deficit_of(scanned, 12);
  const double volume_mm3 = 4.0 / 3 * std::numbers::pi * 216;
  EXPECT_NEAR(scanned.lesions[0].volume_mm3, volume_mm3, 1e-9);
  EXPECT_NEAR(deficit.hu_mm3 / 160, volume_mm3, 0.005 * volume_mm3);
  EXPECT_LT((deficit.centre_mm - scanned.lesions[0].centre_mm).norm(), 0.02);
}

TEST_P(EveryGrid, ScleroticEllipsoidAddsItsVolumeTimesItsContrast) {
  BonePhantom phantom = sphere_phantom(4, 900);
  phantom.lesions[0].semi_axis_z_mm = 8;
  const PhantomCt scanned = scan_phantom(phantom, GetParam());
  const double volume_mm3 = 4.0 / 3 * std::numbers::pi * 4 * 4 * 8;
  EXPECT_NEAR(deficit_of(scanned, 14).hu_mm3 / -700, volume_mm3, 0.005 * volume_mm3);
  EXPECT_EQ(scanned.lesions[0].density, DensityClass::sclerotic);
}

TEST(PhantomCt, RegionsHaveTheirHounsfieldUnits) {
  CtScan scan;
  scan.noise_hu = 0;
  scan.slices = 8;
  scan.pose_deg = 0;
  BonePhantom phantom = sphere_phantom(4, 40);
  phantom.bone.cortex_mm = 6;
  const PhantomCt scanned = scan_phantom(phantom, scan);
  const ImageGrid& grid = scanned.ct.grid;
  const auto hu_at = [&](double x_mm, double y_mm) {
    const Eigen::Vector3d voxel =
        grid.voxel_from_patient(scanned.patient_from_phantom * Eigen::Vector3d(x_mm, y_mm, 0))
            .array()
            .round();
    return scanned.ct.hounsfield[grid.index(int(voxel.x()), int(voxel.y()), int(voxel.z()))];
  };
  EXPECT_EQ(hu_at(0, 0), 40);
  EXPECT_EQ(hu_at(12, 0), 200);
  EXPECT_EQ(hu_at(0, 19), 1200);
  EXPECT_EQ(hu_at(30, 0), 50);
  EXPECT_EQ(hu_at(-42, -42), -1000);
}

/// Mean HU of the voxels whose distance from the ball's surface lies within 0.15 mm of `distance_mm` and
/// whose normal is within 25 degrees of the slice plane, or of the slice normal.
double mean_at(const PhantomCt& scanned, double distance_mm, double least_axial, double most_axial) {
  const ImageGrid& grid = scanned.ct.grid;
  double sum = 0;
  int count = 0;
  for (int z = 0; z < grid.size[2]; ++z)
    for (int y = 0; y < grid.size[1]; ++y)
      for (int x = 0; x < grid.size[0]; ++x) {
        const Eigen::Vector3d point = grid.patient_from_voxel({double(x), double(y), double(z)});
        const Eigen::Vector3d from_centre = point - scanned.lesions[0].centre_mm;
        const double axial = std::abs(from_centre.normalized().dot(grid.direction.col(2)));
        if (std::abs(from_centre.norm() - 14 - distance_mm) > 0.15 || axial < least_axial ||
            axial > most_axial)
          continue;
        sum += scanned.ct.hounsfield[grid.index(x, y, z)];
        ++count;
      }
  EXPECT_GT(count, 20);
  return sum / count;
}

TEST(PhantomCt, EdgeResponseHasTheWidthOfThePointSpreadInEachDirection) {
  CtScan scan = small_scan();
  scan.slice_thickness_mm = 2.5;
  const PhantomCt scanned = scan_phantom(sphere_phantom(14, 40), scan);
  EXPECT_NEAR(scanned.axial_sigma_mm, 0.78156, 1e-5);  // sqrt(2.5^2 / 12 + 0.3^2)
  // A flat edge leaves Phi(-d / sigma) of 160 HU at the distance d; the ball's curvature adds sigma^2 / R =
  // 0.018 mm to d.
  EXPECT_NEAR(mean_at(scanned, 0.5, 0, 0.2), 200 - 160 * 0.1501, 2.5);
  EXPECT_NEAR(mean_at(scanned, -0.5, 0, 0.2), 40 + 160 * 0.1675, 2.5);
  // Along z a box of 2.5 mm leaves (1.25 mm - d) / 2.5 mm of it; curvature adds 0.044 mm.
  EXPECT_NEAR(mean_at(scanned, 0.7817, 0.97, 1), 200 - 160 * 0.1699, 3);
}

TEST(PhantomCt, NoiseHasTheStatedDeviationAndNoMean) {
  CtScan scan = small_scan();
  BonePhantom phantom = tube_phantom(2);
  const std::vector<std::int16_t> clean = scan_phantom(phantom, scan).ct.hounsfield;
  scan.noise_hu = 30;
  const std::vector<std::int16_t> noisy = scan_phantom(phantom, scan).ct.hounsfield;
  double sum = 0, squares = 0, count = 0;
  for (std::size_t i = 0; i < clean.size(); ++i) {
    if (clean[i] < -800) continue;  // air is cut off at -1024
    const double difference = noisy[i] - clean[i];
    sum += difference;
    squares += difference * difference;
    ++count;
  }
  EXPECT_NEAR(sum / count, 0, 0.3);
  EXPECT_NEAR(std::sqrt(squares / count), 30, 0.5);
}

TEST(PhantomCt, CuppingLowersTheMiddleOnly) {
  CtScan scan = small_scan();
  scan.pose_deg = 0;
  BonePhantom phantom = tube_phantom(2);
  const PhantomCt flat = scan_phantom(phantom, scan);
  scan.cupping_hu = 10;
  const PhantomCt cupped = scan_phantom(phantom, scan);
  const std::size_t middle = flat.ct.grid.index(40, 40, 25);
  const std::size_t side = flat.ct.grid.index(0, 40, 25);
  EXPECT_EQ(flat.ct.hounsfield[middle] - cupped.ct.hounsfield[middle], 10);
  EXPECT_EQ(flat.ct.hounsfield[side], cupped.ct.hounsfield[side]);
}

TEST(PhantomCt, AddOnsShowInThePicture) {
  CtScan scan = small_scan();
  scan.columns = scan.rows = 140;
  scan.slices = 8;
  BonePhantom phantom = sphere_phantom(4, 40);
  const auto brightest_and_foam = [&] {
    const PhantomCt scanned = scan_phantom(phantom, scan);
    std::pair<int, int> result{-2000, 0};
    for (const std::int16_t hu : scanned.ct.hounsfield) {
      result.first = std::max<int>(result.first, hu);
      if (hu > -895 && hu < -865) ++result.second;
    }
    return result;
  };
  const auto plain = brightest_and_foam();
  phantom.around.tables = 1;
  const auto with_table = brightest_and_foam();
  EXPECT_GT(with_table.second, plain.second + 1000);
  phantom.around.metal_screws = 1;
  EXPECT_GT(brightest_and_foam().first, 2900);
  EXPECT_LT(with_table.first, 1250);
}

TEST(PhantomCt, SameArgumentsGiveTheSameBytesForOneAndTwoThreads) {
  CtScan scan = small_scan();
  scan.noise_hu = 20;
  const PhantomCt first = scan_phantom(sphere_phantom(5, 40), scan);
  const tbb::global_control one(tbb::global_control::max_allowed_parallelism, 1);
  const PhantomCt second = scan_phantom(sphere_phantom(5, 40), scan);
  EXPECT_EQ(first.ct.hounsfield, second.ct.hounsfield);
  EXPECT_EQ(first.ct.acquisition.series_instance_uid, second.ct.acquisition.series_instance_uid);
  scan.seed = 2;
  const PhantomCt other = scan_phantom(sphere_phantom(5, 40), scan);
  EXPECT_NE(first.ct.hounsfield, other.ct.hounsfield);
  EXPECT_NE(first.ct.acquisition.series_instance_uid, other.ct.acquisition.series_instance_uid);
  EXPECT_NE(first.ct.slices[0].sop_instance_uid, first.ct.slices[1].sop_instance_uid);
}

TEST(PhantomCt, BoneThatDoesNotFitIsRefusedWithTheFigures) {
  BonePhantom phantom = sphere_phantom(5, 40);
  phantom.bone.cortex_mm = 22;
  EXPECT_THAT([&] { scan_phantom(phantom, small_scan()); },
              ThrowsMessage<UsageError>(HasSubstr("cortex_mm 22 must be less than bone_radius_mm 22")));
  phantom.bone.cortex_mm = 3;
  phantom.around.half_depth_mm = 21;
  EXPECT_THAT([&] { scan_phantom(phantom, small_scan()); },
              ThrowsMessage<UsageError>(
                  HasSubstr("a bone of radius 22 mm does not fit into muscle of half width 21")));
}

TEST(LesionTruth, BallHasTheFiguresOfABall) {
  const LesionTruth truth = scan_phantom(sphere_phantom(7, 40), oblique_scan()).lesions[0];
  EXPECT_NEAR(truth.surface_area_mm2, 4 * std::numbers::pi * 49, 1e-6);
  EXPECT_NEAR(truth.sphericity, 1, 1e-9);
  EXPECT_NEAR(truth.longest_diameter_mm, 14, 1e-9);
  EXPECT_NEAR(truth.perpendicular_diameter_mm, 14, 1e-9);
  EXPECT_EQ(truth.density, DensityClass::lytic);
}

TEST(LesionTruth, CoreOfTheOtherKindMakesALesionMixed) {
  BonePhantom phantom = sphere_phantom(8, 40);
  phantom.lesions[0].core_scale = 0.5;
  const LesionTruth truth = scan_phantom(phantom, small_scan()).lesions[0];
  EXPECT_EQ(truth.density, DensityClass::mixed);
  EXPECT_NEAR(truth.mean_hu, 40 * 0.875 + 900 * 0.125, 1e-9);
}

TEST(EllipsoidFigures, AreaAgreesWithKnownValues) {
  EXPECT_NEAR(ellipsoid_area_mm2({2, 2, 2}), 16 * std::numbers::pi, 1e-6);
  // Prolate and oblate spheroids by their own closed formulas.
  const double e = std::sqrt(1 - 1.0 / 9);
  EXPECT_NEAR(ellipsoid_area_mm2({1, 3, 1}), 2 * std::numbers::pi * (1 + 3 / e * std::asin(e)), 1e-6);
  EXPECT_NEAR(ellipsoid_area_mm2({3, 3, 1}), 2 * std::numbers::pi * 9 * (1 + (1 - e * e) / e * std::atanh(e)),
              1e-6);
  EXPECT_NEAR(ellipsoid_area_mm2({1, 2, 3}), 48.8821463, 1e-6);
}

TEST(EllipsoidFigures, CutPlaneDecidesTheDiameters) {
  const Eigen::Vector3d axes(2, 3, 5);
  const CutDiameters axial = largest_cut(Eigen::Matrix3d::Identity(), axes, {1, 0, 0}, {0, 1, 0});
  EXPECT_NEAR(axial.longest_mm, 6, 1e-9);
  EXPECT_NEAR(axial.perpendicular_mm, 4, 1e-9);
  const CutDiameters sagittal = largest_cut(Eigen::Matrix3d::Identity(), axes, {0, 1, 0}, {0, 0, 1});
  EXPECT_NEAR(sagittal.longest_mm, 10, 1e-9);
  EXPECT_NEAR(sagittal.perpendicular_mm, 6, 1e-9);
}

}  // namespace
}  // namespace osteosign::phantom
