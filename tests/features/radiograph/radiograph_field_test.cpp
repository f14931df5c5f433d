#include "features/radiograph/radiograph_field.h"

#include <gmock/gmock.h>

#include "tests/features/radiograph/analytic_film.h"

namespace osteosign {
namespace {

using testing::HasSubstr;

/// A limb of 200 columns on air, a lead letter on the air, and a collimated border of `border` pixels.
Radiograph limb_film(int border) {
  AnalyticFilm limb;
  limb.columns = 400;
  limb.rows = 500;
  limb.lesion_contrast = 0;
  Radiograph film = limb.film();
  for (int r = 0; r < film.rows; ++r)
    for (int c = 0; c < film.columns; ++c) {
      float& pixel = film.pixels[static_cast<std::size_t>(r) * film.columns + c];
      if (std::abs(c - 200) > 130) pixel = 100 + 0.2F * (pixel - 300);
      const bool letter = c >= 36 && c < 52 && r >= 100 && r < 130 && (c < 42 || r >= 124);
      if (letter) pixel = 900;
      if (c < border || r < border || c >= film.columns - border || r >= film.rows - border) pixel = 20;
    }
  return film;
}

double share_marked(const std::vector<std::uint8_t>& mask, const Radiograph& film, int c0, int r0, int c1, int r1) {
  double marked = 0;
  for (int r = r0; r <= r1; ++r)
    for (int c = c0; c <= c1; ++c) marked += mask[static_cast<std::size_t>(r) * film.columns + c];
  return marked / ((c1 - c0 + 1) * (r1 - r0 + 1));
}

TEST(RadiographField, CollimatedBorderIsCutToWithinThreePixels) {
  const RadiographField field = prepare_radiograph(limb_film(24), {});
  double lowest = 1e9, highest = -1e9;
  for (const Eigen::Vector2d& corner : field.collimation_px) {
    lowest = std::min(lowest, corner.x());
    highest = std::max(highest, corner.x());
  }
  EXPECT_NEAR(lowest, 24 + 1, 3);
  EXPECT_NEAR(highest, 400 - 24 - 1, 3);
  EXPECT_FALSE(field.usable_at(10, 250));
  EXPECT_TRUE(field.usable_at(200, 250));
}

TEST(RadiographField, FilmWithoutBorderIsKeptWhole) {
  AnalyticFilm limb;
  const RadiographField field = prepare_radiograph(limb.film(), {});
  EXPECT_EQ(share_marked(field.usable, limb.film(), 0, 0, limb.columns - 1, limb.rows - 1), 1);
}

TEST(RadiographField, AirBesideTheLimbIsAirAndTheLimbIsNot) {
  const Radiograph film = limb_film(0);
  const RadiographField field = prepare_radiograph(film, {});
  EXPECT_GT(share_marked(field.air, film, 4, 200, 60, 495), 0.99);
  EXPECT_EQ(share_marked(field.air, film, 80, 0, 320, 499), 0);
}

TEST(RadiographField, LetterIsAMarkerAndBoneIsNot) {
  const Radiograph film = limb_film(0);
  const RadiographField field = prepare_radiograph(film, {});
  EXPECT_EQ(share_marked(field.markers, film, 36, 100, 41, 129), 1);
  EXPECT_EQ(share_marked(field.markers, film, 80, 0, 320, 499), 0);
  EXPECT_EQ(share_marked(field.metal, film, 80, 0, 320, 499), 0);
  EXPECT_FALSE(field.usable_at(38, 110));
}

TEST(RadiographField, LargeSaturatedPlateIsMetal) {
  Radiograph film = limb_film(0);
  for (int r = 200; r < 300; ++r)
    for (int c = 180; c < 220; ++c) film.pixels[static_cast<std::size_t>(r) * film.columns + c] = 1500;
  const RadiographField field = prepare_radiograph(film, {});
  EXPECT_EQ(share_marked(field.metal, film, 182, 202, 217, 297), 1);
  EXPECT_FALSE(field.usable_at(200, 250));
}

TEST(RadiographField, NoiseIsFoundWithinTenPercent) {
  AnalyticFilm limb;
  limb.noise_sd = 9;
  const RadiographField field = prepare_radiograph(limb.film(), {});
  EXPECT_NEAR(field.noise.value().sd_at(600), 9, 0.9);
}

TEST(RadiographField, NoiseThatGrowsWithGreyValueIsFoundAtBothEnds) {
  Radiograph film = AnalyticFilm{}.film();
  std::mt19937 generator(3);
  std::normal_distribution<float> noise(0, 1);
  for (float& pixel : film.pixels) pixel += (pixel > 450 ? 20.0F : 0.0F) * noise(generator);
  const FilmNoise noise_curve = prepare_radiograph(film, {}).noise.value();
  EXPECT_NEAR(noise_curve.sd_at(330), 6, 1);
  EXPECT_NEAR(noise_curve.sd_at(620), std::hypot(6, 20), 2.5);
}

TEST(RadiographField, ConstantFilmIsUnusableAndSaysWhy) {
  Radiograph film = AnalyticFilm{}.film();
  film.pixels.assign(film.pixels.size(), 500);
  const RadiographField field = prepare_radiograph(film, {});
  EXPECT_THAT(field.noise.reason(), HasSubstr("one grey value only"));
  EXPECT_FALSE(field.usable_at(100, 100));
}

TEST(RadiographField, EmptyFilmIsUnusableAndSaysWhy) {
  EXPECT_THAT(prepare_radiograph(Radiograph{}, {}).noise.reason(), HasSubstr("smaller than 16 x 16 pixels"));
}

}  // namespace
}  // namespace osteosign
