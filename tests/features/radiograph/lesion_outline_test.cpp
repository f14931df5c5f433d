#include "features/radiograph/lesion_outline.h"

#include <gmock/gmock.h>

#include "features/radiograph/outline_agreement.h"
#include "features/radiograph/outline_from_seed.h"
#include "tests/features/radiograph/analytic_film.h"

namespace osteosign {
namespace {

using testing::HasSubstr;

Measured<RadiographLesionOutline> drawn_from_box(const AnalyticFilm& truth, double looseness) {
  const Radiograph film = truth.film();
  return outline_from_box(film, prepare_radiograph(film, {}), truth.box(looseness), {});
}

TEST(OutlineFromBox, LyticDiscIsFoundInBoxesTenToFortyPercentLarger) {
  const AnalyticFilm disc;
  for (const double looseness : {0.1, 0.2, 0.3, 0.4})
    EXPECT_GT(dice(drawn_from_box(disc, looseness).value(), disc.truth()), 0.93) << looseness;
}

TEST(OutlineFromBox, ScleroticEllipseIsFound) {
  AnalyticFilm ellipse;
  ellipse.lesion_contrast = 150;
  ellipse.lesion_half_columns = 22;
  ellipse.lesion_half_rows = 45;
  EXPECT_GT(dice(drawn_from_box(ellipse, 0.2).value(), ellipse.truth()), 0.92);
}

TEST(OutlineFromBox, LesionGrowingOverTheBoneEdgeIsFound) {
  AnalyticFilm edge;
  edge.lesion_centre.x() = 180;
  EXPECT_GT(dice(drawn_from_box(edge, 0.2).value(), edge.truth()), 0.85);
}

TEST(OutlineFromBox, LesionCutByTheFilmIsFoundAsFarAsItIsSeen) {
  AnalyticFilm cut;
  cut.lesion_centre.y() = 240;
  EXPECT_GT(dice(drawn_from_box(cut, 0.2).value(), cut.truth()), 0.85);
}

TEST(OutlineFromBox, MethodsAgreeOnAClearLesion) {
  EXPECT_GT(drawn_from_box(AnalyticFilm{}, 0.2).value().agreement.value(), 0.9);
}

TEST(OutlineFromBox, TheSameOutlineIsDrawnTwice) {
  EXPECT_EQ(drawn_from_box(AnalyticFilm{}, 0.3).value().inside,
            drawn_from_box(AnalyticFilm{}, 0.3).value().inside);
}

TEST(OutlineFromBox, MarkersAndAirNeverBelongToTheLesion) {
  const AnalyticFilm disc;
  const Radiograph film = disc.film();
  RadiographField field = prepare_radiograph(film, {});
  for (int r = 120; r < 140; ++r)
    for (int c = 100; c < 112; ++c) field.usable[static_cast<std::size_t>(r) * film.columns + c] = 0;
  const RadiographLesionOutline outline = outline_from_box(film, field, disc.box(0.2), {}).value();
  int marked = 0;
  for (std::size_t i = 0; i < outline.inside.size(); ++i)
    marked += field.usable[i] == 0 && outline.inside[i] != 0 ? 1 : 0;
  EXPECT_EQ(marked, 0);
}

TEST(OutlineFromBox, SaysWhyABoxCannotBeWorkedOn) {
  const AnalyticFilm disc;
  Radiograph film = disc.film();
  RadiographField field = prepare_radiograph(film, {});
  EXPECT_THAT(outline_from_box(film, field, {500, 10, 560, 60}, {}).reason(), HasSubstr("outside the film"));
  EXPECT_THAT(outline_from_box(film, field, {50, 50, 54, 90}, {}).reason(),
              HasSubstr("smaller than 6 pixels"));
  EXPECT_THAT(outline_from_box(film, field, {80, 100, 85, 105}, {}).reason(),
              testing::Not(HasSubstr("smaller than 6 pixels")));
  film.pixels.assign(film.pixels.size(), 7);
  EXPECT_THAT(outline_from_box(film, field, disc.box(0.2), {}).reason(),
              HasSubstr("constant in the lesion box"));
  field.usable.assign(field.usable.size(), 0);
  EXPECT_THAT(outline_from_box(film, field, disc.box(0.2), {}).reason(), HasSubstr("air, marker, metal"));
}

TEST(OutlineFromSeedPixel, DiscsOfThreeSizesAreFoundFromAClick) {
  for (const double radius : {12.0, 20.0, 34.0}) {
    AnalyticFilm disc;
    disc.lesion_half_columns = disc.lesion_half_rows = radius;
    const Radiograph film = disc.film();
    const Measured<RadiographLesionOutline> outline =
        outline_from_seed_pixel(film, prepare_radiograph(film, {}), {105, 134}, {});
    EXPECT_GT(dice(outline.value(), disc.truth()), 0.85) << radius;
  }
}

TEST(OutlineFromSeedPixel, SeedOffTheFilmSaysSo) {
  const Radiograph film = AnalyticFilm{}.film();
  EXPECT_THAT(outline_from_seed_pixel(film, prepare_radiograph(film, {}), {-5, 20}, {}).reason(),
              HasSubstr("seed pixel lies outside the film"));
}

TEST(OutlineAt, TakesPlaceAndSizeFromTheGivenOneAndTheBorderFromTheFilm) {
  const AnalyticFilm disc;
  const Radiograph film = disc.film();
  const RadiographLesionOutline truth = disc.truth();
  RadiographLesionOutline rough = truth;
  const auto columns = static_cast<std::size_t>(film.columns);
  for (std::size_t i = 0; i < rough.inside.size(); ++i)
    rough.inside[i] = i % columns >= 3 && truth.inside[i - 3] != 0 && i / columns % 4 != 0 ? 1 : 0;
  EXPECT_LT(dice(rough, truth), 0.85);
  const auto outline = outline_at(rough, film, prepare_radiograph(film, {}), {});
  EXPECT_GT(dice(outline.value(), truth), 0.93);
  EXPECT_EQ(outline.value().origin, LesionOrigin::seed);
  EXPECT_TRUE(outline.value().agreement.known());
}

TEST(OutlineFromMask, KeepsTheMaskAndRefusesAnotherSize) {
  const AnalyticFilm disc;
  const Radiograph film = disc.film();
  const RadiographField field = prepare_radiograph(film, {});
  EXPECT_EQ(outline_from_mask(film, field, disc.truth().inside).value().inside, disc.truth().inside);
  EXPECT_THAT(outline_from_mask(film, field, std::vector<std::uint8_t>(film.pixels.size(), 0)).reason(),
              HasSubstr("no usable pixel"));
  EXPECT_THAT(
      [&] {
        outline_from_mask(film, field, {1, 0, 1});
      },
      testing::ThrowsMessage<InputError>(
          HasSubstr("lesion mask: 3 pixels, but the film analytic.dcm has 220 x 260")));
}

TEST(OutlineAgreement, IsTheMeanDiceOfAllPairs) {
  const std::vector<float> a{1, 1, 0, 0}, b{1, 0, 0, 0}, none{0, 0, 0, 0};
  EXPECT_NEAR(osteosign::dice(a, b), 2.0 / 3, 1e-12);
  EXPECT_EQ(osteosign::dice(none, none), 1);
  EXPECT_NEAR(outline_agreement({a, a, b}), (1 + 2.0 / 3 + 2.0 / 3) / 3, 1e-12);
}

}  // namespace
}  // namespace osteosign
