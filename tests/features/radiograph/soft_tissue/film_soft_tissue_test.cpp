#include "features/radiograph/soft_tissue/film_soft_tissue.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>

namespace osteosign {
namespace {

using testing::HasSubstr;

/// A limb by the chords of its rays: a bone of 40 pixels in round tissue whose border on the right is given
/// for each row.
struct LimbOnFilm {
  int columns = 300;
  int rows = 260;
  double middle = 150;
  double bone_radius = 20;
  double tissue_radius = 80;
  std::function<double(double row)> stands_out = [](double) { return 0.0; };
  std::function<double(double row)> denser = [](double) { return 0.0; };

  static double chord(double radius, double off) {
    return 2 * std::sqrt(std::max(0.0, radius * radius - off * off));
  }
  Radiograph film() const {
    Radiograph film;
    film.columns = columns;
    film.rows = rows;
    film.spacing = PixelSpacing{0.7, 0.7, false};
    std::mt19937 generator(5);
    std::normal_distribution<double> noise(0, 4);
    for (int r = 0; r < rows; ++r)
      for (int c = 0; c < columns; ++c) {
        const double off = c - middle, border = tissue_radius + (off > 0 ? stands_out(r) : 0);
        const double wall = chord(bone_radius, off) - chord(0.7 * bone_radius, off);
        const double beside = off > bone_radius && off < 2 * bone_radius ? denser(r) : 0;
        film.pixels.push_back(static_cast<float>(100 + 5 * tissue_radius / border * chord(border, off) +
                                                 25 * wall + beside + noise(generator)));
      }
    return film;
  }
  TracedBone bone() const {
    TracedBone bone;
    bone.width_px = 2 * bone_radius;
    for (int r = 5; r < rows - 5; ++r) {
      CortexPoint point{};
      point.thickness_px = 0.3 * bone_radius;
      point.traced = true;
      point.outer_px = {middle - bone_radius, r};
      point.outward = {-1, 0};
      bone.left.points.push_back(point);
      point.outer_px = {middle + bone_radius, r};
      point.outward = {1, 0};
      bone.right.points.push_back(point);
    }
    return bone;
  }
  /// In the middle of the film, in the right half of the bone.
  RadiographLesionOutline lesion(int first_row = 115, int last_row = 145) const {
    RadiographLesionOutline outline;
    outline.columns = columns;
    outline.rows = rows;
    outline.inside.assign(static_cast<std::size_t>(columns) * rows, 0);
    for (int r = first_row; r <= last_row; ++r)
      for (int c = 152; c < 165; ++c) outline.inside[static_cast<std::size_t>(r) * columns + c] = 1;
    return outline;
  }
  /// The film with what lies beyond the skin known as air.
  RadiographField field(const Radiograph& film) const {
    RadiographField field;
    field.columns = columns;
    field.rows = rows;
    field.markers.assign(film.pixels.size(), 0);
    field.metal = field.markers;
    for (const float value : film.pixels) field.air.push_back(value < 130 ? 1 : 0);
    for (const std::uint8_t air : field.air) field.usable.push_back(1 - air);
    return field;
  }
};

FilmSoftTissue measured(const LimbOnFilm& limb) {
  const Radiograph film = limb.film();
  return measure_film_soft_tissue(film, limb.field(film), limb.bone(), limb.lesion(), {});
}

double bump(double row, double height, double half_length) {
  const double s = (row - 130) / half_length;
  return height * std::max(0.0, 1 - s * s);
}

TEST(FilmSoftTissue, OfAnEvenLimbDoesNotBulge) {
  const FilmSoftTissue found = measured({});
  ASSERT_TRUE(found.bulge_to_width.known()) << found.bulge_to_width.reason();
  EXPECT_NEAR(found.bulge_to_width.value().value, 0, 0.05);
  EXPECT_NEAR(found.density_excess.value().value, 0, 0.05);
  EXPECT_EQ(found.assessed_fraction.value().value, 1);
  EXPECT_LT(found.bulge_to_width.value().sd.value(), 0.06);
}

TEST(FilmSoftTissue, OfALimbThatTapersOrHasALongBellyDoesNotBulge) {
  LimbOnFilm limb;
  limb.stands_out = [](double row) { return 0.1 * row; };
  EXPECT_NEAR(measured(limb).bulge_to_width.value().value, 0, 0.05);
  limb.stands_out = [](double row) { return bump(row, 12, 200); };
  EXPECT_NEAR(measured(limb).bulge_to_width.value().value, 0, 0.07);
}

/// Of the height, 1 - (14 / 30)^2 is kept up along 28 pixels.
TEST(FilmSoftTissue, ThatSwellsBesideTheLesionBulgesThere) {
  LimbOnFilm limb;
  limb.stands_out = [](double row) { return bump(row, 16, 30); };
  const FilmSoftTissue found = measured(limb);
  ASSERT_TRUE(found.bulge_to_width.known()) << found.bulge_to_width.reason();
  const double expected_px = 16 * (1 - 14.0 * 14 / 900);
  EXPECT_NEAR(found.bulge_to_width.value().value, expected_px / 40, 0.07);
  EXPECT_NEAR(found.bulge.value().value, found.bulge_to_width.value().value * 40 * 0.7, 1e-6);
  EXPECT_NEAR(found.bulge_to_depth.value().value, found.bulge_to_width.value().value * 40 / 60, 0.02);
  EXPECT_NEAR(found.bulge_px.value().x(), 150 + 80 + 15, 4);
  EXPECT_NEAR(found.bulge_px.value().y(), 130, 10);
}

TEST(FilmSoftTissue, ThatSwellsElsewhereDoesNotBulgeBesideTheLesion) {
  LimbOnFilm limb;
  limb.stands_out = [](double row) { return bump(row - 90, 16, 25); };
  const FilmSoftTissue found = measured(limb);
  EXPECT_LT(found.bulge_to_width.value().value, 0.07);
}

TEST(FilmSoftTissue, DenserBesideTheLesionIsToldInContrastsOfTheCortex) {
  LimbOnFilm limb;
  limb.denser = [](double row) { return row > 110 && row < 150 ? 300.0 : 0.0; };
  const FilmSoftTissue found = measured(limb);
  ASSERT_TRUE(found.density_excess.known()) << found.density_excess.reason();
  const double contrast = 25 * LimbOnFilm::chord(20, 14);  // where the inner wall begins
  EXPECT_NEAR(found.density_excess.value().value, 300 / contrast, 0.15);
  EXPECT_NEAR(found.density_px.value().y(), 130, 3);
  EXPECT_LT(found.bulge_to_width.value().value, 0.05);
}

/// (r + t)^2 - r^2 = (s + b)^2 - s^2 with r = 20, s = 80 and b of three standard deviations.
TEST(FilmSoftTissue, HidesTheMassWhoseDisplacedTissueStaysWithinTheUncertainty) {
  const FilmSoftTissue found = measured({});
  const double bulge_px = 3 * found.bulge_to_width.value().sd.value() * 40;
  const double thickness_px = std::sqrt(400 + 2 * 80 * bulge_px + bulge_px * bulge_px) - 20;
  EXPECT_NEAR(found.detection_limit_to_width.value().value, thickness_px / 40, 0.03);
}

TEST(FilmSoftTissue, WithoutPixelSpacingIsToldByTheWidthOfTheBone) {
  const LimbOnFilm limb;
  Radiograph film = limb.film();
  film.spacing = Unknown{"no pixel spacing"};
  const FilmSoftTissue found =
      measure_film_soft_tissue(film, limb.field(film), limb.bone(), limb.lesion(), {});
  EXPECT_EQ(found.bulge.reason(), "no pixel spacing");
  EXPECT_TRUE(found.bulge_to_width.known());
}

/// Beyond 50 pixels from the middle the collimator leaves the film as dark as air.
TEST(FilmSoftTissue, IsUnknownWhereTheCollimatorCutsIt) {
  const LimbOnFilm limb;
  Radiograph film = limb.film();
  RadiographField field = limb.field(film);
  for (std::size_t i = 0; i < film.pixels.size(); ++i) {
    const int off = std::abs(static_cast<int>(i % static_cast<std::size_t>(limb.columns)) - 150);
    if (off <= 50) continue;
    film.pixels[i] = 100;
    field.usable[i] = field.air[i] = 0;
  }
  const FilmSoftTissue found = measure_film_soft_tissue(film, field, limb.bone(), limb.lesion(), {});
  EXPECT_THAT(found.bulge_to_width.reason(), HasSubstr("cut off by the collimation"));
  EXPECT_TRUE(found.density_excess.known());
  EXPECT_EQ(found.assessed_fraction.value().value, 0);
}

/// The skin is straight but for the bulge, and what lies beyond its line was cut off.
TEST(FilmSoftTissue, ThatBulgesBeyondAStraightSkinLineTakenForACollimatorIsSeen) {
  LimbOnFilm limb;
  limb.stands_out = [](double row) { return bump(row, 16, 30); };
  const Radiograph film = limb.film();
  RadiographField field = limb.field(film);
  for (std::size_t i = 0; i < film.pixels.size(); ++i)
    if (static_cast<int>(i % static_cast<std::size_t>(limb.columns)) > 150 + 80)
      field.usable[i] = field.air[i] = 0;
  const FilmSoftTissue found = measure_film_soft_tissue(film, field, limb.bone(), limb.lesion(), {});
  EXPECT_NEAR(found.bulge_to_width.value().value, measured(limb).bulge_to_width.value().value, 0.05);
}

TEST(FilmSoftTissue, IsUnknownWhereTheSkinIsNotSeen) {
  const LimbOnFilm limb;
  const Radiograph film = limb.film();
  const auto with = [&](const std::function<void(RadiographField&, std::size_t, int)>& change) {
    RadiographField field = limb.field(film);
    for (std::size_t i = 0; i < field.usable.size(); ++i)
      change(field, i, static_cast<int>(i % static_cast<std::size_t>(limb.columns)));
    return measure_film_soft_tissue(film, field, limb.bone(), limb.lesion(), {});
  };
  const FilmSoftTissue metal = with([](RadiographField& field, std::size_t i, int column) {
    if (std::abs(column - 150) == 50) {
      field.usable[i] = 0;
      field.metal[i] = 1;
    }
  });
  EXPECT_THAT(metal.bulge_to_width.reason(), HasSubstr("metal"));
  const FilmSoftTissue one_side = with([](RadiographField& field, std::size_t i, int column) {
    if (column < 100) {
      field.usable[i] = 0;
      field.metal[i] = 1;
    }
  });
  EXPECT_TRUE(one_side.bulge_to_width.known());
  EXPECT_EQ(one_side.assessed_fraction.value().value, 0.5);
}

TEST(FilmSoftTissue, IsUnknownWithoutHealthyTissueBeyondTheLesionOrATracedBone) {
  const LimbOnFilm limb;
  const Radiograph film = limb.film();
  const FilmSoftTissue long_lesion =
      measure_film_soft_tissue(film, limb.field(film), limb.bone(), limb.lesion(20, 240), {});
  EXPECT_THAT(long_lesion.bulge_to_width.reason(), HasSubstr("too little healthy soft tissue"));
  TracedBone untraced;
  untraced.width_px = 40;
  const FilmSoftTissue nothing =
      measure_film_soft_tissue(film, limb.field(film), untraced, limb.lesion(), {});
  EXPECT_EQ(nothing.bulge_to_width.reason(), "not traced");
  EXPECT_EQ(unmeasured_soft_tissue(Unknown{"no bone"}).assessed_fraction.reason(), "no bone");
}

}  // namespace
}  // namespace osteosign
