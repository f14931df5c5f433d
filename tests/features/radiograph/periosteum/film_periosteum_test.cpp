#include "features/radiograph/periosteum/film_periosteum.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "sample_data/phantom/phantom_film.h"

namespace osteosign {
namespace {

using phantom::PhantomFilm;
using phantom::ReactionForm;
using testing::HasSubstr;

PhantomFilm shaft_film(ReactionForm form, int lamellae) {
  phantom::BonePhantom phantom = phantom::periosteum_phantom(form);
  phantom.bone.radius_mm = 12;
  phantom.around.half_width_mm = phantom.around.half_depth_mm = 34;
  phantom.reaction.lamellae = lamellae;
  phantom.lesions.front().semi_axis_x_mm = 3;
  phantom.lesions.front().semi_axis_z_mm = 7;
  phantom.lesions.front().x_mm = 6;
  if (form == ReactionForm::hair_on_end) phantom.reaction.height_mm = 5;
  phantom::FilmExposure exposure;
  exposure.columns = 240;
  exposure.rows = 300;
  exposure.tilt_deg = 0;
  exposure.quanta_per_pixel = 20000;
  exposure.ray_step_mm = 0.3;
  return expose_phantom(phantom, exposure);
}

CortexPoint point_at(double column, int row, double thickness_px, double to_the_right) {
  CortexPoint point;
  point.outer_px = {column, static_cast<double>(row)};
  point.outward = {to_the_right, 0};
  point.thickness_px = thickness_px;
  point.traced = true;
  return point;
}

TracedBone bone_of(const PhantomFilm& film) {
  TracedBone bone;
  for (int row = 0; row < film.film.rows; ++row) {
    const phantom::BoneRowTruth& at = film.bone_rows[static_cast<std::size_t>(row)];
    bone.left.points.push_back(point_at(at.outer_left, row, at.inner_left - at.outer_left, -1));
    bone.right.points.push_back(point_at(at.outer_right, row, at.outer_right - at.inner_right, 1));
    bone.width_px = at.outer_right - at.outer_left;
  }
  return bone;
}

RadiographField whole_field(const Radiograph& film) {
  RadiographField field;
  field.columns = film.columns;
  field.rows = film.rows;
  field.usable.assign(film.pixels.size(), 1);
  return field;
}

FilmPeriosteum measured(const PhantomFilm& film, const RadiographField& field) {
  return measure_film_periosteum(film.film, field, bone_of(film), film.lesions.front().mask, {});
}
FilmPeriosteum measured(const PhantomFilm& film) { return measured(film, whole_field(film.film)); }

TEST(FilmPeriosteum, NothingIsFoundOnAnUndamagedShaft) {
  const FilmPeriosteum found = measured(shaft_film(ReactionForm::none, 1));
  EXPECT_EQ(found.pattern.value(), PeriostealPattern::none);
  EXPECT_EQ(found.layers.value().value, 0);
  EXPECT_EQ(found.length.value().value, 0);
  EXPECT_EQ(found.assessed_fraction.value().value, 1);
  EXPECT_FALSE(found.highest_px.known());
}

TEST(FilmPeriosteum, LamellaeAreCounted) {
  for (const int lamellae : {1, 2, 3}) {
    const FilmPeriosteum found = measured(shaft_film(ReactionForm::lamellae, lamellae));
    EXPECT_EQ(found.pattern.value(),
              lamellae == 1 ? PeriostealPattern::single_lamella : PeriostealPattern::multilamellated);
    EXPECT_EQ(found.layers.value().value, lamellae);
    EXPECT_NEAR(found.thickness.value().value, lamellae * 1.6, 0.4);  // gap and plate of the phantom
  }
}

TEST(FilmPeriosteum, FormsAreToldApart) {
  EXPECT_EQ(measured(shaft_film(ReactionForm::solid, 1)).pattern.value(), PeriostealPattern::solid);
  EXPECT_EQ(measured(shaft_film(ReactionForm::hair_on_end, 1)).pattern.value(),
            PeriostealPattern::hair_on_end);
  EXPECT_EQ(measured(shaft_film(ReactionForm::codman, 1)).pattern.value(),
            PeriostealPattern::codman_triangle);
  EXPECT_EQ(measured(shaft_film(ReactionForm::interrupted, 1)).pattern.value(),
            PeriostealPattern::interrupted);
}

TEST(FilmPeriosteum, LayersAreNotCountedWithoutPixelSpacing) {
  PhantomFilm film = shaft_film(ReactionForm::lamellae, 2);
  film.film.spacing = Unknown{"no pixel spacing in this radiograph"};
  const FilmPeriosteum found = measured(film);
  EXPECT_THAT(found.pattern.reason(), HasSubstr("not resolvable"));
  EXPECT_EQ(found.thickness.reason(), "no pixel spacing in this radiograph");
  EXPECT_GT(found.thickness_to_width.value().value, 0.08);
}

TEST(FilmPeriosteum, IsUnknownWhereTheFilmBesideTheBoneCannotBeUsed) {
  const PhantomFilm film = shaft_film(ReactionForm::lamellae, 2);
  RadiographField field = whole_field(film.film);
  field.usable.assign(field.usable.size(), 0);
  EXPECT_EQ(measured(film, field).pattern.reason(), "too little of the film beside the bone can be used");
}

}  // namespace
}  // namespace osteosign
