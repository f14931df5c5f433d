#include "features/radiograph/measure_radiograph_lesion.h"

#include <gmock/gmock.h>

#include <set>

#include "tests/features/radiograph/analytic_film.h"

namespace osteosign {
namespace {

using testing::HasSubstr;

const Unknown no_bone{"not traced"};
constexpr double diameter_tolerance_px = 1;
constexpr double width_tolerance_px = 1.3;  // 0.4 mm at 0.3 mm pixels, the size of a digitised film

RadiographLesionMeasurements measured(const AnalyticFilm& truth, const Radiograph& film) {
  return measure_radiograph_lesion(film, prepare_radiograph(film, {}), truth.truth(), no_bone, {});
}
RadiographLesionMeasurements measured(const AnalyticFilm& truth) { return measured(truth, truth.film()); }

TEST(RadiographLesion, DiametersAndAreaOfAnEllipseAreFound) {
  AnalyticFilm ellipse;
  ellipse.lesion_half_columns = 20;
  ellipse.lesion_half_rows = 40;
  const RadiographLesionMeasurements m = measured(ellipse);
  EXPECT_NEAR(m.longest_diameter_pixels.value().value, 80, diameter_tolerance_px);
  EXPECT_NEAR(m.axis_ratio.value().value, 0.5, 0.02);
  EXPECT_NEAR(m.area_pixels.value().value, 3.14159 * 20 * 40, 40);
}

TEST(RadiographLesion, DiameterOfADrawnOutlineIsRightToAPixel) {
  const AnalyticFilm disc;
  const Radiograph film = disc.film();
  const RadiographField field = prepare_radiograph(film, {});
  const RadiographLesionOutline outline = outline_from_box(film, field, disc.box(0.2), {}).value();
  const RadiographLesionMeasurements m = measure_radiograph_lesion(film, field, outline, no_bone, {});
  const double equivalent_diameter = 2 * std::sqrt(m.area_pixels.value().value / 3.14159265);
  EXPECT_NEAR(equivalent_diameter, 68, 2 * diameter_tolerance_px);
}

TEST(RadiographLesion, MillimetresFollowUnequalSpacing) {
  const AnalyticFilm disc;
  Radiograph film = disc.film();
  film.spacing = PixelSpacing{0.2, 0.1, false};
  const RadiographLesionMeasurements m = measured(disc, film);
  EXPECT_NEAR(m.longest_diameter.value().value, 68 * 0.2, 0.2);
  EXPECT_NEAR(m.perpendicular_diameter.value().value, 68 * 0.1, 0.2);
  EXPECT_NEAR(m.area.value().value, 3.14159 * 34 * 34 * 0.02, 1);
}

TEST(RadiographLesion, WithoutSpacingMillimetresAreUnknownAndRatiosStay) {
  const RadiographLesionMeasurements m = measured(AnalyticFilm{});
  EXPECT_THAT(m.longest_diameter.reason(), HasSubstr("no pixel spacing"));
  EXPECT_THAT(m.area.reason(), HasSubstr("no pixel spacing"));
  EXPECT_THAT(m.margin_width.reason(), HasSubstr("no pixel spacing"));
  EXPECT_TRUE(m.axis_ratio.known());
  EXPECT_TRUE(m.margin_width_to_radius.known());
}

TEST(RadiographLesion, MarginWidthFollowsTheTrueEdge) {
  for (const double sigma : {1.0, 2.0, 3.0, 4.5}) {
    AnalyticFilm disc;
    disc.edge_sigma_px = sigma;
    const double true_width = 2.563 * sigma;
    const RadiographLesionMeasurements m = measured(disc);
    EXPECT_NEAR(m.margin_width_pixels.value().value, true_width, width_tolerance_px) << sigma;
    EXPECT_NEAR(m.margin_width_to_radius.value().value, true_width / 34, width_tolerance_px / 34) << sigma;
  }
}

TEST(RadiographLesion, SharpAndWideMarginsAreCountedAsSuch) {
  AnalyticFilm disc;
  disc.edge_sigma_px = 1;
  EXPECT_EQ(measured(disc).margin_sharp_fraction.value().value, 1);
  EXPECT_EQ(measured(disc).margin_wide_fraction.value().value, 0);
  disc.edge_sigma_px = 9;
  disc.noise_sd = 2;
  EXPECT_EQ(measured(disc).margin_sharp_fraction.value().value, 0);
  EXPECT_GT(measured(disc).margin_wide_fraction.value().value, 0.7);
}

TEST(RadiographLesion, SharpSphereShowsItsIntrinsicSoftness) {
  AnalyticFilm sphere;
  sphere.sphere = true;
  const double ratio = measured(sphere).margin_width_to_radius.value().value;
  EXPECT_GT(ratio, 0.15);
  EXPECT_LT(ratio, 0.45);
}

TEST(RadiographLesion, RimIsSeenWhereThereIsOneAndOnlyThere) {
  AnalyticFilm disc;
  EXPECT_LT(measured(disc).rim_completeness.value().value, 0.1);
  disc.rim_height = 120;
  EXPECT_GT(measured(disc).rim_completeness.value().value, 0.8);
}

TEST(RadiographLesion, DensityClassFollowsTheContrast) {
  AnalyticFilm disc;
  EXPECT_EQ(measured(disc).density.value(), DensityClass::lytic);
  EXPECT_GT(measured(disc).lytic_fraction.value().value, 0.8);
  disc.lesion_contrast = 120;
  EXPECT_EQ(measured(disc).density.value(), DensityClass::sclerotic);
  Radiograph half = disc.film();
  for (int r = 0; r < 132; ++r)
    for (int c = 0; c < disc.columns; ++c)
      half.pixels[static_cast<std::size_t>(r) * disc.columns + c] -=
          static_cast<float>(2 * disc.lesion(c, r));
  EXPECT_EQ(measured(disc, half).density.value(), DensityClass::mixed);
}

TEST(RadiographLesion, OutlineWithoutAnEdgeHasNoMargin) {
  AnalyticFilm none;
  none.lesion_contrast = 0;
  const RadiographLesionMeasurements m = measured(none);
  EXPECT_THAT(m.margin_width_pixels.reason(), HasSubstr("too few places of the outline"));
  EXPECT_LT(m.margin_valid_fraction.value().value, 0.25);
}

TEST(RadiographLesion, LesionCutByTheFilmSaysSo) {
  AnalyticFilm cut;
  cut.lesion_centre.y() = 245;
  EXPECT_THAT(measured(cut).longest_diameter_pixels.value().method, HasSubstr("may be larger"));
}

TEST(RadiographLesion, WidestMarginLiesOnTheOutline) {
  const AnalyticFilm disc;
  const Eigen::Vector2d place = measured(disc).widest_margin_px.value();
  EXPECT_LT(std::abs(disc.signed_distance(place.x(), place.y())), 2);
}

TEST(RadiographLesion, EveryQuantityIsDescribedOnce) {
  RadiographLesionMeasurements m;
  std::set<std::string_view> names;
  describe(m, [&](const MeasurementDescription& d, MeasuredQuantity&) {
    EXPECT_TRUE(names.insert(d.name).second);
  });
  EXPECT_EQ(names.size(), 46U);
}

}  // namespace
}  // namespace osteosign
