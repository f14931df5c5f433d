#include "features/radiograph/femur/outline_on_femur.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>

namespace osteosign {
namespace {

constexpr int side = LesionProbability::side;

Radiograph speckled_film(int columns, int rows) {
  Radiograph film;
  film.columns = columns;
  film.rows = rows;
  for (int r = 0; r < rows; ++r)
    for (int c = 0; c < columns; ++c)
      film.pixels.push_back(
          static_cast<float>((c * 37 + r * 101 + c * r) % 251 + (c > columns / 3 ? 90 : 0)));
  return film;
}

/// Two pixels a cell, the film in cells 64 to 191 across.
Radiograph tall_film() { return speckled_film(256, 512); }

RadiographField all_usable(const Radiograph& film) {
  RadiographField field;
  field.columns = film.columns;
  field.rows = film.rows;
  field.usable.assign(film.pixels.size(), 1);
  return field;
}

/// Discs of certainty round cells, nothing elsewhere.
struct Disc {
  double column, row, radius;
  float probability = 0.9F;
};

LesionProbability discs(const std::vector<Disc>& all) {
  LesionProbability seen{std::vector<float>(static_cast<std::size_t>(side) * side, 0)};
  for (const Disc& disc : all)
    for (int r = 0; r < side; ++r)
      for (int c = 0; c < side; ++c)
        if (std::hypot(c - disc.column, r - disc.row) <= disc.radius)
          seen.of_cell[static_cast<std::size_t>(r) * side + c] = disc.probability;
  return seen;
}

Measured<RadiographLesionOutline> drawn(const std::vector<Disc>& seen, const Eigen::Vector2d& click) {
  const Radiograph film = tall_film();
  return outline_of_probability(discs(seen), on_square(film), all_usable(film), click);
}

std::ptrdiff_t area(const RadiographLesionOutline& outline) { return std::ranges::count(outline.inside, 1); }

bool inside(const RadiographLesionOutline& outline, int column, int row) {
  return outline.inside[static_cast<std::size_t>(row) * outline.columns + column] != 0;
}

TEST(SquareFilm, HoldsTheWholeFilmCentred) {
  const SquareFilm square = on_square(tall_film());
  EXPECT_EQ(square.first_column, 64);
  EXPECT_EQ(square.columns, 128);
  EXPECT_EQ(square.rows, side);
  EXPECT_EQ(square.cell_of({0.5, 0.5}), Eigen::Vector2d(64, 0));
  EXPECT_EQ(square.cell_of({100.5, 300.5}), Eigen::Vector2d(114, 150));
  EXPECT_EQ(square.grey[10], 0);
}

TEST(OutlineOfProbability, IsTheRegionRoundTheClick) {
  // Cell 114, 150 is pixel 100.5, 300.5; ten cells are 20 pixels.
  const auto outline = drawn({{114, 150, 10}, {150, 60, 15}}, {95, 300});
  ASSERT_TRUE(outline.known());
  EXPECT_TRUE(inside(outline.value(), 100, 300));
  EXPECT_FALSE(inside(outline.value(), 172, 120)) << "another region";
  EXPECT_NEAR(static_cast<double>(area(outline.value())), 3.14 * 20 * 20, 120);
  EXPECT_EQ(outline.value().origin, LesionOrigin::seed);
}

TEST(OutlineOfProbability, TakesFaintCellsWhereNothingIsLikelier) {
  EXPECT_NEAR(static_cast<double>(area(drawn({{114, 150, 10, 0.2F}}, {100, 300}).value())), 3.14 * 20 * 20,
              120);
  const auto core = drawn({{114, 150, 10, 0.05F}, {114, 150, 5, 0.9F}}, {100, 300});
  EXPECT_NEAR(static_cast<double>(area(core.value())), 3.14 * 10 * 10, 100) << "without the faint ring";
}

TEST(OutlineOfProbability, SaysWhyThereIsNone) {
  EXPECT_EQ(drawn({}, {100, 300}).reason(), "the network sees no lesion round the pixel");
  EXPECT_EQ(drawn({{114, 150, 10}}, {200, 100}).reason(),
            "what the network takes for the lesion lies away from the pixel");
  EXPECT_TRUE(drawn({{114, 150, 10}}, {125, 300}).known()) << "the click may lie beside it";
  const Radiograph film = tall_film();
  RadiographField field = all_usable(film);
  field.usable.assign(field.usable.size(), 0);
  EXPECT_EQ(outline_of_probability(discs({{114, 150, 10}}), on_square(film), field, {100, 300}).reason(),
            "what the network takes for the lesion is not usable film");
}

TEST(OutlineOnFemur, NeedsAUsablePixel) {
  const Radiograph film = tall_film();
  EXPECT_FALSE(outline_on_femur(on_square(film), all_usable(film), {-5, 20}).known());
}

Radiograph mirrored(const Radiograph& film) {
  Radiograph turned = film;
  for (int r = 0; r < film.rows; ++r)
    std::reverse(turned.pixels.begin() + r * film.columns, turned.pixels.begin() + (r + 1) * film.columns);
  return turned;
}

TEST(LesionNetwork, SeesTheMirrorImageOfAMirroredFilm) {
  const Radiograph film = tall_film();
  const SquareFilm square = on_square(film);
  const Eigen::Vector2d click(110, 140), turned_click(side - 1 - 110, 140);
  const LesionProbability seen = look_for_lesion(square, click),
                          turned = look_for_lesion(on_square(mirrored(film)), turned_click);
  double greatest = 0, highest = 0, beside = 0;
  for (int r = 0; r < side; ++r)
    for (int c = 0; c < side; ++c) {
      const float here = seen.of_cell[static_cast<std::size_t>(r) * side + c];
      greatest = std::max(
          greatest, std::abs(1.0 * here - turned.of_cell[static_cast<std::size_t>(r) * side + side - 1 - c]));
      highest = std::max(highest, 1.0 * here);
      if (c < 64 || c >= 192) beside = std::max(beside, 1.0 * here);
    }
  EXPECT_LT(greatest, 0.03);  // places are rounded to 1/32 of a cell
  EXPECT_LE(highest, 1.0);
  EXPECT_EQ(beside, 0.0);
}

TEST(LesionNetwork, GivesTheSameBytesForTheSameFilm) {
  const SquareFilm square = on_square(tall_film());
  EXPECT_EQ(look_for_lesion(square, {110, 140}).of_cell, look_for_lesion(square, {110, 140}).of_cell);
}

}  // namespace
}  // namespace osteosign
