#include "sample_data/phantom/film_of_ct.h"

#include <gmock/gmock.h>

#include "io/values/errors.h"
#include "sample_data/phantom/film_rays.h"

namespace osteosign::phantom {
namespace {

/// A block of water of 80 x 60 x 50 mm with a rod of bone along z, beside the middle: 12 mm to the left, 10
/// mm to the front.
CtVolume block_with_rod() {
  CtVolume ct;
  ct.grid.size = {41, 31, 26};
  ct.grid.spacing_mm = Eigen::Vector3d::Constant(2);
  ct.grid.origin_mm = {-40, 100, -300};
  ct.hounsfield.assign(ct.grid.voxel_count(), 0);
  for (int z = 0; z < 26; ++z) ct.hounsfield[ct.grid.index(26, 10, z)] = 1600;
  return ct;
}

FilmExposure quiet_exposure() {
  FilmExposure exposure = trunk_exposure();
  exposure.quanta_per_pixel = exposure.detector_sigma_mm = exposure.focal_spot_mm = 0;
  exposure.pixel_mm = 1;
  exposure.ray_step_mm = 0.1;
  return exposure;
}

TEST(FilmOfCt, CentralRayCrossesTheWholeBlockAndWhatIsBesideItIsAir) {
  FilmExposure exposure = quiet_exposure();
  exposure.columns = 201;
  exposure.rows = 101;
  const FilmOfCt made = film_of_ct(block_with_rod(), FilmView::ap, exposure);
  EXPECT_NEAR(made.film.at(100, 50), stored_per_trunk_attenuation * 60 * attenuation_per_mm(0), 1);
  EXPECT_EQ(made.film.at(3, 50), 0);
}

TEST(FilmOfCt, PointsOfThePatientFallWhereTheirShadowIs) {
  const CtVolume ct = block_with_rod();
  const Eigen::Vector3d rod = ct.grid.patient_from_voxel({26, 10, 12.5});
  for (const FilmView view : {FilmView::ap, FilmView::lateral})
    for (const double turn_deg : {0.0, 8.0}) {
      FilmExposure exposure = quiet_exposure();
      exposure.turn_deg = turn_deg;
      const FilmOfCt made = film_of_ct(ct, view, exposure);
      int brightest = 0;
      const int row = made.film.rows / 2;
      for (int column = 0; column < made.film.columns; ++column)
        if (made.film.at(column, row) > made.film.at(brightest, row)) brightest = column;
      EXPECT_NEAR(brightest, made.pixel_of(rod).x(), 1.1) << turn_deg;
    }
}

TEST(FilmOfCt, FrontalFilmHasTheLeftSideAtTheRightAndLateralOneTheFront) {
  const CtVolume ct = block_with_rod();
  const Eigen::Vector3d rod = ct.grid.patient_from_voxel({26, 10, 12.5});
  const FilmOfCt frontal = film_of_ct(ct, FilmView::ap, quiet_exposure());
  EXPECT_GT(frontal.pixel_of(rod).x(), frontal.film.columns / 2.0);
  EXPECT_EQ(frontal.film.orientation.value(), "L\\F");
  const FilmOfCt lateral = film_of_ct(ct, FilmView::lateral, quiet_exposure());
  EXPECT_GT(lateral.pixel_of(rod).x(), lateral.film.columns / 2.0);
  EXPECT_EQ(lateral.film.orientation.value(), "A\\F");
  EXPECT_EQ(lateral.film.view.value(), "LL");
}

TEST(FilmOfCt, SameArgumentsSameFilm) {
  const FilmExposure exposure = [] {
    FilmExposure noisy = trunk_exposure();
    noisy.pixel_mm = 1;
    return noisy;
  }();
  const FilmOfCt first = film_of_ct(block_with_rod(), FilmView::ap, exposure);
  const FilmOfCt second = film_of_ct(block_with_rod(), FilmView::ap, exposure);
  EXPECT_EQ(first.film.pixels, second.film.pixels);
  EXPECT_EQ(first.film.sop_instance_uid, second.film.sop_instance_uid);
}

TEST(FilmOfCt, EmptyCtIsRefused) {
  EXPECT_THAT([] { film_of_ct(CtVolume{}, FilmView::ap, trunk_exposure()); },
              testing::ThrowsMessage<UsageError>(testing::HasSubstr("casts no film")));
}

}  // namespace
}  // namespace osteosign::phantom
