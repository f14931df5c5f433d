#include "features/radiograph/femur/lesion_search.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>

namespace osteosign {
namespace {

constexpr int side = LesionMap::side;
constexpr int columns = 256, rows = 512;
constexpr double pixels_per_cell = 1.0 * rows / side;

Radiograph speckled_film() {
  Radiograph film;
  film.columns = columns;
  film.rows = rows;
  for (int r = 0; r < rows; ++r)
    for (int c = 0; c < columns; ++c)
      film.pixels.push_back(
          static_cast<float>((c * 37 + r * 101 + c * r) % 251 + (c > columns / 3 ? 90 : 0)));
  return film;
}

RadiographField all_usable() {
  RadiographField field;
  field.columns = columns;
  field.rows = rows;
  field.usable.assign(static_cast<std::size_t>(columns) * rows, 1);
  return field;
}

/// A shaft from column 80 to 179, 100 pixels wide.
FemurOnFilm shaft() {
  FemurOnFilm femur{columns, rows, std::vector<std::uint8_t>(static_cast<std::size_t>(columns) * rows, 0)};
  for (int r = 0; r < rows; ++r)
    std::fill_n(femur.parts.begin() + static_cast<std::ptrdiff_t>(r) * columns + 80, 100, 1);
  return femur;
}

/// What the network would say: discs of certainty round pixels, nothing elsewhere.
struct Disc {
  double column, row, radius;
  float probability;
};

LesionMap discs(const std::vector<Disc>& all) {
  LesionMap map{std::vector<float>(static_cast<std::size_t>(side) * side, 0)};
  constexpr int first_column = side / 4;  // the film is half as wide as it is high
  for (const Disc& disc : all)
    for (int r = 0; r < side; ++r)
      for (int c = 0; c < side; ++c)
        if (std::hypot((c - first_column + 0.5) * pixels_per_cell - disc.column,
                       (r + 0.5) * pixels_per_cell - disc.row) <= disc.radius)
          map.of_cell[static_cast<std::size_t>(r) * side + c] = disc.probability;
  return map;
}

std::vector<FilmCandidate> found(const std::vector<Disc>& seen, FilmSearchParameters parameters = {}) {
  parameters.least_confidence = std::min(parameters.least_confidence, 0.01);
  return film_candidates(discs(seen), on_square(speckled_film()), shaft(), all_usable(), parameters);
}

bool inside(const RadiographLesionOutline& outline, int column, int row) {
  return outline.inside[static_cast<std::size_t>(row) * outline.columns + column] != 0;
}

TEST(FilmCandidates, LieWhereTheNetworkSawThemByFallingConfidence) {
  const auto candidates = found({{130, 120, 30, 0.3F}, {130, 380, 30, 0.8F}});
  ASSERT_EQ(candidates.size(), 2);
  EXPECT_GT(candidates[0].confidence, candidates[1].confidence);
  EXPECT_TRUE(inside(candidates[0].place, 130, 380));
  EXPECT_FALSE(inside(candidates[0].place, 130, 120));
  EXPECT_TRUE(inside(candidates[1].place, 130, 120));
  const double radius_px =
      std::sqrt(static_cast<double>(std::ranges::count(candidates[0].place.inside, 1)) / 3.14159);
  EXPECT_NEAR(radius_px, 30, 5);
  EXPECT_EQ(candidates[0].place.origin, LesionOrigin::candidate);
}

TEST(FilmCandidates, AreNotMoreThanAskedFor) {
  FilmSearchParameters one;
  one.most_candidates = 1;
  EXPECT_EQ(found({{130, 120, 30, 0.3F}, {130, 380, 30, 0.8F}}, one).size(), 1);
}

TEST(FilmCandidates, NearEachOtherAreOne) {
  EXPECT_EQ(found({{130, 200, 30, 0.8F}, {130, 250, 30, 0.7F}}).size(), 1);
}

TEST(FilmCandidates, LieInTheBoneOrOnItsSurface) {
  EXPECT_EQ(found({{200, 200, 20, 0.8F}}).size(), 1) << "begins at the surface";
  EXPECT_EQ(found({{236, 200, 15, 0.8F}}).size(), 0) << "beyond half of half the width of the bone";
  EXPECT_EQ(film_candidates(discs({{130, 200, 20, 0.8F}}), on_square(speckled_film()),
                            FemurOnFilm{columns, rows, std::vector<std::uint8_t>(columns * rows, 0)},
                            all_usable(), {})
                .size(),
            0)
      << "no bone";
}

TEST(FilmCandidates, AreNoneWhereNothingIsSeenOrNothingIsUsable) {
  EXPECT_TRUE(found({}).empty());
  RadiographField field = all_usable();
  field.usable.assign(field.usable.size(), 0);
  FilmSearchParameters any;
  any.least_confidence = 0;
  EXPECT_TRUE(film_candidates(discs({{130, 200, 20, 0.8F}}), on_square(speckled_film()), shaft(), field, any)
                  .empty());
}

TEST(FilmCandidates, HaveTheirHolesFilled) {
  LesionMap ring = discs({{130, 200, 50, 0.8F}});
  const LesionMap hole = discs({{130, 200, 20, 1.0F}});
  for (std::size_t cell = 0; cell < ring.of_cell.size(); ++cell)
    if (hole.of_cell[cell] > 0) ring.of_cell[cell] = 0;
  FilmSearchParameters any;
  any.least_confidence = 0;
  const auto candidates = film_candidates(ring, on_square(speckled_film()), shaft(), all_usable(), any);
  ASSERT_EQ(candidates.size(), 1);
  EXPECT_TRUE(inside(candidates[0].place, 130, 200));
}

TEST(SearchNetwork, SeesTheMirrorImageOfAMirroredFilmAndNothingBesideIt) {
  const Radiograph film = speckled_film();
  Radiograph turned = film;
  for (int r = 0; r < rows; ++r)
    std::reverse(turned.pixels.begin() + r * columns, turned.pixels.begin() + (r + 1) * columns);
  const LesionMap seen = look_everywhere_for_lesions(on_square(film)),
                  seen_turned = look_everywhere_for_lesions(on_square(turned));
  double greatest = 0, beside = 0;
  for (int r = 0; r < side; ++r)
    for (int c = 0; c < side; ++c) {
      const float here = seen.of_cell[static_cast<std::size_t>(r) * side + c];
      greatest = std::max(
          greatest,
          std::abs(1.0 * here - seen_turned.of_cell[static_cast<std::size_t>(r) * side + side - 1 - c]));
      if (c < side / 4 || c >= side - side / 4) beside = std::max(beside, 1.0 * here);
    }
  EXPECT_LT(greatest, 1e-3);
  EXPECT_EQ(beside, 0.0);
  EXPECT_EQ(seen.of_cell, look_everywhere_for_lesions(on_square(film)).of_cell) << "the same bytes again";
}

}  // namespace
}  // namespace osteosign
