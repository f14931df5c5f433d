#include "features/radiograph/fracture/film_fracture_line.h"

#include <gmock/gmock.h>

#include <cmath>

#include "sample_data/phantom/draw.h"

namespace osteosign {
namespace {

using testing::HasSubstr;

constexpr int columns = 200, rows = 420, left_border = 60, right_border = 140, cortex = 16;
constexpr float soft_tissue = 300;

/// A gap of a drawn bone; `lean` in rows per column.
struct Gap {
  double row = 210;
  double width_px = 0;
  double lean = 0;
};

/// Contrast of a tube over the soft tissue: bright cortices, less between them.
double bone_at(double column) {
  if (column < left_border || column > right_border) return 0;
  const double depth = std::min(column - left_border, right_border - column);
  return depth < cortex ? 500 : 280;
}

/// A film of a straight shaft with noise; bone is missing in the gap, blurred by a pixel.
Radiograph film_of(const Gap& gap, double noise = 6, double spacing_mm = 0.35) {
  Radiograph film;
  film.columns = columns;
  film.rows = rows;
  if (spacing_mm > 0)
    film.spacing = PixelSpacing{spacing_mm, spacing_mm, false};
  else
    film.spacing = Unknown{"no pixel spacing in this radiograph"};
  phantom::Draw chance(5);
  for (int r = 0; r < rows; ++r)
    for (int c = 0; c < columns; ++c) {
      const double across = (r - gap.row - gap.lean * (c - 100)) / std::hypot(1, gap.lean);
      const auto step = [](double x) { return 0.5 * (1 + std::erf(x / std::sqrt(2.0))); };
      const double gone = step(across + gap.width_px / 2) - step(across - gap.width_px / 2);
      film.pixels.push_back(
          static_cast<float>(soft_tissue + (1 - gone) * bone_at(c) + chance.about(0, noise, 4)));
    }
  return film;
}

RadiographField whole_field() {
  RadiographField field;
  field.columns = columns;
  field.rows = rows;
  field.usable.assign(static_cast<std::size_t>(columns) * rows, 1);
  return field;
}

TracedBone drawn_bone(int first_row = 10, int last_row = 410) {
  TracedBone bone;
  bone.width_px = right_border - left_border;
  for (int r = first_row; r <= last_row; ++r) {
    bone.left.points.push_back({{left_border, r}, {-1, 0}, cortex, true, 0, cortex});
    bone.right.points.push_back({{right_border, r}, {1, 0}, cortex, true, 0, cortex});
  }
  bone.left.band_spread = bone.right.band_spread = 0.05;
  return bone;
}

/// A disc in the marrow.
RadiographLesionOutline lesion(double row = 210) {
  RadiographLesionOutline outline{columns, rows, {}};
  for (int r = 0; r < rows; ++r)
    for (int c = 0; c < columns; ++c) outline.inside.push_back(std::hypot(c - 96, r - row) < 13 ? 1 : 0);
  return outline;
}

FilmFractureLine measured(const Radiograph& film) {
  return measure_film_fracture_line(film, whole_field(), drawn_bone(), lesion(), {});
}

TEST(FilmFractureLine, OfAWholeShaftHasNoLengthAndItsLimitIsTold) {
  const FilmFractureLine found = measured(film_of({}));
  ASSERT_TRUE(found.length.known()) << found.length.reason();
  EXPECT_EQ(found.length.value().value, 0);
  EXPECT_EQ(found.gap.reason(), "there is no fracture line");
  EXPECT_EQ(found.middle_px.reason(), "there is no fracture line");
  EXPECT_TRUE(found.line_px.empty());
  EXPECT_GT(found.least_gap_to_width.value().value, 0);
  EXPECT_LT(found.least_gap_to_width.value().value, 0.03);
  EXPECT_GT(found.assessed_fraction.value().value, 0.6);
}

TEST(FilmFractureLine, ThatCrossesBesideTheLesionIsMeasured) {
  for (const double lean : {0.0, 0.7, -1.0}) {
    const FilmFractureLine found = measured(film_of({228, 3, lean}));
    ASSERT_TRUE(found.length_to_width.known()) << lean << found.length_to_width.reason();
    EXPECT_NEAR(found.length_to_width.value().value, std::hypot(1, lean), 0.1) << lean;
    EXPECT_NEAR(found.gap.value().value, 3 * 0.35, 0.15) << lean;
    EXPECT_NEAR(found.gap_to_width.value().value, 3.0 / 80, 0.006) << lean;
    EXPECT_NEAR(found.length.value().value, 80 * 0.35 * found.length_to_width.value().value, 0.5) << lean;
    EXPECT_LT(found.step_to_width.value().value, 0.02) << lean;
    for (const Eigen::Vector2d& pixel : found.line_px)
      EXPECT_NEAR(pixel.y(), 228 + lean * (pixel.x() - 100), 4) << lean;
  }
}

TEST(FilmFractureLine, GapWiderThanItsLimitIsSeenAndOneFarBelowItIsNot) {
  const double limit_px = 80 * measured(film_of({})).least_gap_to_width.value().value;
  EXPECT_GT(measured(film_of({230, 2 * limit_px, 0.2})).length_to_width.value().value, 0.9);
  const FilmFractureLine below = measured(film_of({230, limit_px / 5, 0.2}));
  EXPECT_TRUE(!below.length_to_width.known() || below.length_to_width.value().value == 0);
}

TEST(FilmFractureLine, StepOfTheBordersIsTold) {
  TracedBone bone = drawn_bone();
  for (std::size_t i = 0; i < 218; ++i)
    for (CortexSide* side : {&bone.left, &bone.right}) {
      side->points[i].outer_px.x() += 4;  // the ghost edge stays where it was
      side->points[i].beyond_ghost_px = 4 * side->points[i].outward.x();
    }
  const FilmFractureLine found =
      measure_film_fracture_line(film_of({228, 3, 0}), whole_field(), bone, lesion(), {});
  ASSERT_TRUE(found.step_to_width.known()) << found.step_to_width.reason();
  EXPECT_NEAR(found.step_to_width.value().value, 4.0 / 80, 0.01);
  EXPECT_NEAR(found.step.value().value, 4 * 0.35, 0.3);
}

TEST(FilmFractureLine, FarFromTheLesionDoesNotCount) {
  const FilmFractureLine found = measured(film_of({340, 3, 0}));
  EXPECT_TRUE(!found.length_to_width.known() || found.length_to_width.value().value == 0);
}

/// A fold of skin takes the same from the bone and from what lies beside it.
TEST(FilmFractureLine, IsNoLineThatGoesOnBesideTheBone) {
  Radiograph film = film_of({});
  for (int r = 0; r < rows; ++r)
    for (int c = 0; c < columns; ++c)
      film.pixels[static_cast<std::size_t>(r) * columns + c] -=
          static_cast<float>(120 * std::exp(-0.5 * std::pow((r - 230) / 1.5, 2)));
  const FilmFractureLine found = measured(film);
  ASSERT_FALSE(found.length_to_width.known());
  EXPECT_THAT(found.length_to_width.reason(), HasSubstr("a dark line crosses the bone"));
}

/// A hole or a nutrient canal crosses one cortex.
TEST(FilmFractureLine, IsNoNotchOfOneCortex) {
  Radiograph film = film_of({});
  for (int r = 227; r <= 230; ++r)
    for (int c = left_border; c < left_border + 2 * cortex; ++c)
      film.pixels[static_cast<std::size_t>(r) * columns + c] = soft_tissue;
  const FilmFractureLine found = measured(film);
  EXPECT_TRUE(!found.length_to_width.known() || found.length_to_width.value().value == 0);
}

TEST(FilmFractureLine, WithoutPixelSpacingIsToldByTheWidthOfTheBone) {
  const FilmFractureLine found = measured(film_of({228, 3, 0}, 6, 0));
  EXPECT_NEAR(found.gap_to_width.value().value, 3.0 / 80, 0.006);
  for (const MeasuredQuantity* mm : {&found.length, &found.gap, &found.least_gap, &found.step})
    EXPECT_EQ(mm->reason(), "no pixel spacing in this radiograph");
}

TEST(FilmFractureLine, IsNotDeniedOnANoisyFilm) {
  const FilmFractureLine found = measured(film_of({}, 2500));
  EXPECT_FALSE(found.length_to_width.known());
}

TEST(FilmFractureLine, IsUnknownWithoutBoneToCompareWith) {
  const FilmFractureLine found =
      measure_film_fracture_line(film_of({}), whole_field(), drawn_bone(170, 250), lesion(), {});
  EXPECT_THAT(found.length_to_width.reason(), HasSubstr("too little of the same bone"));
  EXPECT_EQ(found.length.reason(), found.length_to_width.reason());
}

TEST(FilmFractureLine, IsUnknownAtTheEndOfTheTracedBone) {
  const FilmFractureLine found =
      measure_film_fracture_line(film_of({}), whole_field(), drawn_bone(), lesion(400), {});
  EXPECT_THAT(found.length_to_width.reason(), HasSubstr("the bone ends on the film"));
}

TEST(FilmFractureLine, IsUnknownWhereTheBoneWidens) {
  TracedBone bone = drawn_bone();
  for (std::size_t i = 0; i < 240; ++i) {
    const double wider = 0.25 * (240 - static_cast<double>(i));
    bone.left.points[i].outer_px.x() -= wider;
    bone.right.points[i].outer_px.x() += wider;
  }
  const FilmFractureLine found =
      measure_film_fracture_line(film_of({}), whole_field(), bone, lesion(120), {});
  EXPECT_THAT(found.length_to_width.reason(), HasSubstr("where growth plates lie"));
}

TEST(FilmFractureLine, NeedsBothBorders) {
  TracedBone bone = drawn_bone();
  bone.right.band_spread = Unknown{"the border is not seen"};
  const FilmFractureLine found = measure_film_fracture_line(film_of({}), whole_field(), bone, lesion(), {});
  EXPECT_EQ(found.length_to_width.reason(), "the border is not seen");
  EXPECT_FALSE(found.assessed_fraction.known());
}

}  // namespace
}  // namespace osteosign
