#include "sample_data/phantom/phantom_film.h"

#include <gmock/gmock.h>

#include <cmath>
#include <numbers>
#include <numeric>

#include "io/values/errors.h"
#include "sample_data/phantom/film_rays.h"

namespace osteosign::phantom {
namespace {

FilmExposure small_exposure() {
  FilmExposure exposure;
  exposure.columns = 161;
  exposure.rows = 121;
  exposure.pixel_mm = 0.5;
  exposure.tilt_deg = 0;
  exposure.quanta_per_pixel = 0;
  return exposure;
}

double per_mm(double hu) { return attenuation_per_mm(hu); }

TEST(AttenuationPerMm, WaterAirAndBoneHaveTheirTableValues) {
  EXPECT_DOUBLE_EQ(attenuation_per_mm(0), 0.0206);
  EXPECT_DOUBLE_EQ(attenuation_per_mm(-1000), 0);
  EXPECT_NEAR(attenuation_per_mm(1600), 0.06048, 1e-12);
}

TEST(AttenuationImage, CentralRayCrossesTheStatedChords) {
  BonePhantom phantom = tube_phantom(3);  // 16 mm radius, marrow of 50 HU, limb 38 mm deep to both sides
  const FilmExposure exposure = small_exposure();
  const std::vector<float> image = attenuation_image(phantom, exposure);
  const double expected = 2 * (38 - 3) * per_mm(50) + 2 * 3 * per_mm(1200);
  EXPECT_NEAR(image[60 * 161 + 80], expected, 0.001 * expected);
}

TEST(AttenuationImage, ObliqueRayCrossesTheChordOfTheRing) {
  BonePhantom phantom = tube_phantom(3);
  phantom.around.half_width_mm = phantom.around.half_depth_mm = 40;
  const FilmExposure exposure = small_exposure();
  const std::vector<float> image = attenuation_image(phantom, exposure);
  for (const int column : {45, 56, 70, 100}) {
    // The ray in the plane of the source passes the axis at this distance.
    const double at_detector_mm = (column - 80) * 0.5;
    const double d = std::abs(at_detector_mm) / std::hypot(1150, at_detector_mm) * 1000;
    const auto chord = [&](double r) { return r > d ? 2 * std::sqrt(r * r - d * d) : 0; };
    const double ring = chord(16) - chord(13);
    const double expected = (chord(40) - ring) * per_mm(50) + ring * per_mm(1200);
    EXPECT_NEAR(image[60 * 161 + static_cast<std::size_t>(column)], expected, 0.002 * expected) << column;
  }
}

TEST(AttenuationImage, LyticBallTakesItsChordAndAGradedOneItsMass) {
  BonePhantom phantom = sphere_phantom(8, 40);
  BonePhantom without = phantom;
  without.lesions.clear();
  const FilmExposure exposure = small_exposure();
  const std::size_t centre = 60 * 161 + 80;
  const double whole = attenuation_image(without, exposure)[centre];
  const double contrast = per_mm(200) - per_mm(40);
  EXPECT_NEAR(whole - attenuation_image(phantom, exposure)[centre], 16 * contrast, 0.01 * 16 * contrast);
  // Along the central ray a graded edge takes as much as a sharp one: it is symmetric about its middle.
  phantom.lesions[0].edge = {EdgeShape::gaussian, 4};
  EXPECT_NEAR(whole - attenuation_image(phantom, exposure)[centre], 16 * contrast, 0.01 * 16 * contrast);
}

TEST(PhantomFilm, LogFilmStoresTheLineIntegral) {
  const BonePhantom phantom = tube_phantom(3);
  const PhantomFilm film = expose_phantom(phantom, small_exposure());
  const double expected = 2 * (38 - 3) * per_mm(50) + 2 * 3 * per_mm(1200);
  EXPECT_NEAR(film.film.at(80, 60) / film.stored_per_attenuation, expected, 0.01 * expected);
  EXPECT_EQ(film.film.relation, IntensityRelation::log_attenuation);
}

TEST(PhantomFilm, LinearFilmIsBrightWhereDenseToo) {
  FilmExposure exposure = small_exposure();
  exposure.linear_exposure = 1;
  BonePhantom phantom = tube_phantom(3);
  phantom.around.half_width_mm = phantom.around.half_depth_mm = 25;
  const PhantomFilm film = expose_phantom(phantom, exposure);
  EXPECT_GT(film.film.at(80, 60), film.film.at(2, 60) + 1000);
  EXPECT_EQ(film.film.relation, IntensityRelation::linear_exposure);
  const double transmission = std::exp(-(2 * 22 * per_mm(50) + 2 * 3 * per_mm(1200)));
  EXPECT_NEAR(film.film.at(80, 60), 4095 * (1 - 0.95 * transmission), 8);
}

TEST(PhantomFilm, BallIsMagnifiedByTheStatedFactor) {
  const PhantomFilm film = expose_phantom(sphere_phantom(8, 40), small_exposure());
  const FilmLesionTruth& lesion = film.lesions.front();
  EXPECT_NEAR(lesion.magnification, 1.15, 1e-12);
  EXPECT_NEAR(lesion.longest_diameter_px, 16 * 1.15 / 0.5, 0.01);
  EXPECT_NEAR(lesion.longest_diameter_mm, 16, 0.005);
  EXPECT_NEAR(lesion.area_px2, std::numbers::pi * 18.4 * 18.4, 0.002 * 1063.6);
  EXPECT_NEAR(film.film.spacing.value().column_mm, 0.5 / 1.15, 1e-12);
  EXPECT_EQ(lesion.box, (std::array<int, 4>{61, 41, 99, 79}));
  const double mask = std::accumulate(lesion.mask.inside.begin(), lesion.mask.inside.end(), 0.0);
  EXPECT_NEAR(mask, lesion.area_px2, 0.02 * lesion.area_px2);
}

TEST(PhantomFilm, LesionNearerToTheSourceIsLarger) {
  BonePhantom phantom = sphere_phantom(5, 40);
  phantom.lesions[0].y_mm = -10;  // anterior: towards the source
  EXPECT_NEAR(expose_phantom(phantom, small_exposure()).lesions[0].magnification, 1150.0 / 990, 1e-12);
}

TEST(PhantomFilm, OffCentreLesionLiesRightAndUp) {
  BonePhantom phantom = sphere_phantom(4, 40);
  phantom.lesions[0].x_mm = 10;
  phantom.lesions[0].z_mm = 12;
  const PhantomFilm film = expose_phantom(phantom, small_exposure());
  EXPECT_NEAR(film.lesions[0].seed_pixel.x(), 80 + 10 * 1.15 / 0.5, 1e-9);
  EXPECT_NEAR(film.lesions[0].seed_pixel.y(), 60 - 12 * 1.15 / 0.5, 1e-9);
  // The picture agrees with the stated place: darker than the mirrored place.
  const float at_lesion = film.film.at(103, 32);
  EXPECT_LT(at_lesion + 20, film.film.at(57, 32));
  EXPECT_LT(at_lesion + 20, film.film.at(103, 88));
}

TEST(PhantomFilm, BoneRowsAreTheEdgesOfTheCylinder) {
  const PhantomFilm film = expose_phantom(tube_phantom(3), small_exposure());
  const BoneRowTruth& row = film.bone_rows[60];
  // Tangent from the source to a circle of radius r at 1000 mm.
  const auto half_px = [](double r) { return 1150 * r / std::sqrt(1000.0 * 1000 - r * r) / 0.5; };
  EXPECT_NEAR(row.outer_left, 80 - half_px(16), 1e-3);
  EXPECT_NEAR(row.inner_left, 80 - half_px(13), 1e-3);
  EXPECT_NEAR(row.inner_right, 80 + half_px(13), 1e-3);
  EXPECT_NEAR(row.outer_right, 80 + half_px(16), 1e-3);
}

TEST(PhantomFilm, WithoutAGapHasNoFracture) {
  EXPECT_FALSE(expose_phantom(tube_phantom(3), small_exposure()).fracture.has_value());
}

TEST(PhantomFilm, FractureIsWhereTheFilmIsDarker) {
  FilmExposure exposure = small_exposure();
  exposure.pixel_mm = 0.25;
  exposure.detector_sigma_mm = 0;
  exposure.focal_spot_mm = 0;
  BonePhantom phantom = tube_phantom(3);
  const PhantomFilm whole = expose_phantom(phantom, exposure);
  phantom.fracture.gap_mm = 1.2;
  phantom.fracture.z_mm = 2;
  phantom.fracture.lean_deg = 30;
  phantom.fracture.shift_mm = 1;
  const PhantomFilm broken = expose_phantom(phantom, exposure);
  ASSERT_TRUE(broken.fracture.has_value());
  const FilmFractureTruth& truth = *broken.fracture;
  EXPECT_NEAR(truth.gap_mm, 1.2, 1e-9);
  EXPECT_NEAR(truth.step_mm, 1, 1e-9);
  EXPECT_LT(truth.off_rays_deg, 1);
  const Eigen::Vector2d line = truth.right_px - truth.left_px;
  EXPECT_LT(line.y(), 0) << "it leans to +x, which is higher on the right of the film";
  EXPECT_NEAR(-line.y() / line.x(), std::tan(30 * std::numbers::pi / 180), 0.01);
  for (const double part : {0.3, 0.5, 0.7}) {
    const Eigen::Vector2d on_line = truth.left_px + part * line;
    const int column = static_cast<int>(std::lround(on_line.x()));
    int darkest = 0;
    float deepest = 0;
    for (int row = 0; row < exposure.rows; ++row) {
      const float loss = whole.film.at(column, row) - broken.film.at(column, row);
      if (loss > deepest) {
        deepest = loss;
        darkest = row;
      }
    }
    EXPECT_GT(deepest, 50);
    EXPECT_NEAR(darkest, on_line.y(), 3.5) << part;  // half of the gap, and half of the step
  }
}

TEST(PhantomFilm, TurnedRaysMeetALeaningFractureAtAnAngle) {
  FilmExposure exposure = small_exposure();
  BonePhantom phantom = tube_phantom(3);
  phantom.fracture.gap_mm = 1;
  phantom.fracture.lean_deg = 30;
  exposure.turn_deg = 90;
  EXPECT_NEAR(expose_phantom(phantom, exposure).fracture->off_rays_deg, 30, 1e-6);
}

TEST(PhantomFilm, TiltMovesTheBoneAcrossTheRows) {
  FilmExposure exposure = small_exposure();
  exposure.tilt_deg = 10;
  const PhantomFilm film = expose_phantom(tube_phantom(3), exposure);
  const auto middle = [&](std::size_t row) {
    return (film.bone_rows[row].outer_left + film.bone_rows[row].outer_right) / 2;
  };
  EXPECT_NEAR(std::abs(middle(110) - middle(10)), 100 * std::tan(10 * std::numbers::pi / 180), 0.05);
  // And the picture follows: the cortex peak sits where the truth says.
  const auto value_beside = [&](std::size_t row, double offset) {
    return film.film.at(static_cast<int>(std::lround(film.bone_rows[row].outer_left + offset)),
                        static_cast<int>(row));
  };
  EXPECT_GT(value_beside(10, 4), value_beside(10, -4) + 100);
  EXPECT_GT(value_beside(110, 4), value_beside(110, -4) + 100);
}

TEST(PhantomFilm, NoiseFollowsTheQuanta) {
  FilmExposure exposure = small_exposure();
  exposure.detector_sigma_mm = 0;
  exposure.quanta_per_pixel = 5000;
  BonePhantom phantom = tube_phantom(3);
  const PhantomFilm noisy = expose_phantom(phantom, exposure);
  exposure.quanta_per_pixel = 0;
  const PhantomFilm clean = expose_phantom(phantom, exposure);
  double squares = 0, expected = 0;
  for (std::size_t i = 0; i < clean.film.pixels.size(); ++i) {
    squares += std::pow((noisy.film.pixels[i] - clean.film.pixels[i]) / 819, 2);
    expected +=
        std::exp(clean.film.pixels[i] / 819) / 5000;  // variance of the logarithm of N quanta is 1 / N
  }
  EXPECT_NEAR(squares / expected, 1, 0.05);
  EXPECT_EQ(noisy.film.pixels.size(), 161U * 121U);
}

TEST(PhantomFilm, ScatterBrightensTheExposureBehindDenseParts) {
  FilmExposure exposure = small_exposure();
  const float without = expose_phantom(tube_phantom(3), exposure).film.at(80, 60);
  exposure.scatter_to_primary = 0.5;
  EXPECT_LT(expose_phantom(tube_phantom(3), exposure).film.at(80, 60), without - 200);
}

TEST(PhantomFilm, SameArgumentsGiveTheSameFilm) {
  FilmExposure exposure = small_exposure();
  exposure.quanta_per_pixel = 1000;
  const PhantomFilm first = expose_phantom(sphere_phantom(5, 40), exposure);
  EXPECT_EQ(first.film.pixels, expose_phantom(sphere_phantom(5, 40), exposure).film.pixels);
  exposure.seed = 2;
  const PhantomFilm other = expose_phantom(sphere_phantom(5, 40), exposure);
  EXPECT_NE(first.film.pixels, other.film.pixels);
  EXPECT_NE(first.film.sop_instance_uid, other.film.sop_instance_uid);
}

TEST(PhantomFilm, BoneThatDoesNotFitIsRefused) {
  BonePhantom phantom = tube_phantom(3);
  phantom.bone.cortex_mm = 20;
  EXPECT_THAT([&] { expose_phantom(phantom, small_exposure()); },
              testing::ThrowsMessage<UsageError>(testing::HasSubstr("cortex_mm 20 must be less than")));
}

}  // namespace
}  // namespace osteosign::phantom
