#include "features/radiograph/bone/film_cortex.h"

#include <gmock/gmock.h>

#include <cmath>

#include "features/radiograph/bone/trace_bone.h"
#include "sample_data/phantom/phantom_film.h"

namespace osteosign {
namespace {

using phantom::PhantomFilm;
using testing::HasSubstr;

/// A shaft of 12 mm radius and 3 mm cortex with a lytic lesion at the inner face of its right cortex.
phantom::BonePhantom shaft() {
  phantom::BonePhantom phantom = phantom::tube_phantom(3);
  phantom.bone.radius_mm = 12;
  phantom.bone.marrow_hu = 150;
  phantom.around.half_width_mm = phantom.around.half_depth_mm = 34;
  phantom.damage.breach_hu = 40;
  phantom::LesionBody lesion;
  lesion.semi_axis_x_mm = 5;
  lesion.semi_axis_y_mm = 8;
  lesion.semi_axis_z_mm = 9;
  lesion.hu = 40;
  lesion.x_mm = 12 - 3.2 - 5;
  phantom.lesions = {lesion};
  return phantom;
}

PhantomFilm film_of(const phantom::BonePhantom& phantom, double tilt_deg = 0) {
  phantom::FilmExposure exposure;
  exposure.columns = 300;
  exposure.rows = 420;
  exposure.tilt_deg = tilt_deg;
  exposure.quanta_per_pixel = 20000;
  exposure.ray_step_mm = 0.3;
  return expose_phantom(phantom, exposure);
}

RadiographField whole_field(const Radiograph& film) {
  RadiographField field;
  field.columns = film.columns;
  field.rows = film.rows;
  field.usable.assign(film.pixels.size(), 1);
  return field;
}

FilmCortex measured(const PhantomFilm& film, const RadiographField& field) {
  const RadiographLesionOutline& outline = film.lesions.front().mask;
  return measure_film_cortex(trace_bone(film.film, field, Unknown{"not named"}, outline, {}), outline,
                             film.film.spacing, {});
}
FilmCortex measured(const PhantomFilm& film) { return measured(film, whole_field(film.film)); }

TEST(FilmCortex, OfAWholeShaftHasNoInterruptionErosionOrExpansion) {
  for (const double tilt_deg : {0.0, 25.0}) {
    const FilmCortex cortex = measured(film_of(shaft(), tilt_deg));
    ASSERT_TRUE(cortex.interruptions.known()) << cortex.interruptions.reason();
    EXPECT_EQ(cortex.interruptions.value().value, 0);
    EXPECT_EQ(cortex.interruption.value().value, 0);
    EXPECT_LT(cortex.erosion_depth.value().value, 0.3);
    EXPECT_LT(cortex.expansion.value().value, 0.5);
    EXPECT_GT(cortex.assessed_fraction.value().value, 0.9);
    EXPECT_EQ(cortex.interruption_px.reason(), "there is no interruption");
  }
}

/// The lesion goes through the cortex, a centimetre long at its face.
TEST(FilmCortex, ThatTheLesionGoesThroughIsInterruptedThere) {
  phantom::BonePhantom broken = shaft();
  broken.lesions.front().x_mm = 12 - 5 + 0.5;
  const PhantomFilm film = film_of(broken);
  const FilmCortex cortex = measured(film);
  ASSERT_TRUE(cortex.interruptions.known()) << cortex.interruptions.reason();
  EXPECT_EQ(cortex.interruptions.value().value, 1);
  EXPECT_GT(cortex.interruption.value().value, 3);
  EXPECT_LT(cortex.interruption.value().value, 14);
  EXPECT_GT(cortex.interruption_to_width.value().value, 0.1);
  const Eigen::Vector2d place = cortex.interruption_px.value();
  const phantom::BoneRowTruth& row = film.bone_rows[static_cast<std::size_t>(place.y())];
  EXPECT_NEAR(place.x(), row.outer_right, 3);
  EXPECT_NEAR(place.y(), film.lesions.front().seed_pixel.y(), 12);
}

/// The edge is traced at the bottom of the hole, beside cortex that is whole farther in.
TEST(FilmCortex, WithARoundHoleIsInterruptedWhereItsOuterHalfWas) {
  phantom::BonePhantom with_hole = shaft();
  with_hole.damage.breach_diameter_mm = 9;
  const FilmCortex cortex = measured(film_of(with_hole));
  ASSERT_TRUE(cortex.interruptions.known()) << cortex.interruptions.reason();
  EXPECT_EQ(cortex.interruptions.value().value, 1);
  EXPECT_GT(cortex.interruption.value().value, 3);
  EXPECT_LT(cortex.interruption.value().value, 9);
}

/// Rays pass whole cortex before and behind the lesion: the edge fades and does not vanish.
TEST(FilmCortex, OfWhichATenthIsLeftIsInterrupted) {
  phantom::BonePhantom broken = shaft();
  broken.lesions.front().x_mm = 12 - 5 - 0.3;
  const FilmCortex cortex = measured(film_of(broken));
  ASSERT_TRUE(cortex.interruptions.known()) << cortex.interruptions.reason();
  EXPECT_EQ(cortex.interruptions.value().value, 1);
  EXPECT_GT(cortex.interruption.value().value, 3);
}

/// Another bone over the soft tissue takes the contrast of the cortex, which stays as bright.
TEST(FilmCortex, BesideAnotherBoneIsNotInterrupted) {
  PhantomFilm film = film_of(shaft());
  const auto row_of_lesion = static_cast<int>(film.lesions.front().seed_pixel.y());
  for (int row = row_of_lesion - 25; row <= row_of_lesion + 25; ++row) {
    const phantom::BoneRowTruth& bone = film.bone_rows[static_cast<std::size_t>(row)];
    const int edge = static_cast<int>(std::lround(bone.outer_right));
    const float missing = 0.7F * (film.film.at(edge - 5, row) - film.film.at(edge + 4, row));
    for (int column = edge; column < film.film.columns; ++column)
      film.film.pixels[static_cast<std::size_t>(row) * film.film.columns + column] += missing;
  }
  const FilmCortex cortex = measured(film);
  ASSERT_TRUE(cortex.interruptions.known()) << cortex.interruptions.reason();
  EXPECT_EQ(cortex.interruptions.value().value, 0);
}

TEST(FilmCortex, ScallopedFromInsideIsErodedAndNotInterrupted) {
  phantom::BonePhantom scalloped = shaft();
  scalloped.damage.scallop_fraction = 0.6;
  scalloped.damage.scallop_radius_mm = 12;
  scalloped.lesions.front().x_mm += 0.6 * 3;
  const FilmCortex cortex = measured(film_of(scalloped));
  ASSERT_TRUE(cortex.erosion_depth.known()) << cortex.erosion_depth.reason();
  EXPECT_EQ(cortex.interruptions.value().value, 0);
  EXPECT_NEAR(cortex.erosion_depth.value().value, 0.6, 0.25);
}

TEST(FilmCortex, PushedOutIsExpandedByAsMuch) {
  phantom::BonePhantom expanded = shaft();
  expanded.damage.expansion_mm = 3;
  expanded.damage.expansion_radius_mm = 14;
  expanded.lesions.front().x_mm += 3;
  const FilmCortex cortex = measured(film_of(expanded));
  ASSERT_TRUE(cortex.expansion.known()) << cortex.expansion.reason();
  EXPECT_NEAR(cortex.expansion.value().value, 3, 1);
  EXPECT_EQ(cortex.interruptions.value().value, 0);
}

/// The far border of the bone lies several times the size of the lesion away.
TEST(FilmCortex, BesideALesionFarFromTheOtherBorderIsTraced) {
  phantom::BonePhantom wide = shaft();
  wide.bone.radius_mm = 10;
  wide.lesions.front().semi_axis_x_mm = 3;
  wide.lesions.front().semi_axis_y_mm = 5;
  wide.lesions.front().semi_axis_z_mm = 4;
  wide.lesions.front().x_mm = 10 - 3 + 0.5;
  const FilmCortex cortex = measured(film_of(wide));
  ASSERT_TRUE(cortex.interruptions.known()) << cortex.interruptions.reason();
  EXPECT_GT(cortex.assessed_fraction.value().value, 0.6);
}

TEST(FilmCortex, WithoutPixelSpacingIsTheSameByTheWidthOfTheBone) {
  phantom::BonePhantom broken = shaft();
  broken.lesions.front().x_mm = 12 - 5 + 0.5;
  PhantomFilm film = film_of(broken);
  const FilmCortex with = measured(film);
  film.film.spacing = Unknown{"no pixel spacing"};
  const FilmCortex without = measured(film);
  EXPECT_EQ(without.interruption.reason(), "no pixel spacing");
  EXPECT_EQ(without.interruption_to_width.value().value, with.interruption_to_width.value().value);
}

TEST(FilmCortex, IsUnknownInTheMiddleOfTheBoneWithoutABoneAndOnFilmThatCannotBeUsed) {
  phantom::BonePhantom central = shaft();
  central.lesions.front().x_mm = 0;
  central.lesions.front().semi_axis_x_mm = 3;
  EXPECT_THAT(measured(film_of(central)).interruptions.reason(), HasSubstr("does not reach a cortex"));
  const PhantomFilm film = film_of(shaft());
  EXPECT_EQ(measure_film_cortex(Unknown{"no bone"}, film.lesions.front().mask, film.film.spacing, {})
                .erosion_depth.reason(),
            "no bone");
  RadiographField field = whole_field(film.film);
  field.usable.assign(field.usable.size(), 0);
  EXPECT_FALSE(measured(film, field).interruptions.known());
}

}  // namespace
}  // namespace osteosign
