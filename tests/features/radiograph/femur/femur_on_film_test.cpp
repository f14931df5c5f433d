#include "features/radiograph/femur/femur_on_film.h"

#include <gmock/gmock.h>

namespace osteosign {
namespace {

constexpr int side = FemurProbabilities::side;

struct CellBox {
  int c0, r0, c1, r1;  // last ones inside
};

void fill(std::vector<float>& cells, const CellBox& box, float value) {
  for (int r = box.r0; r <= box.r1; ++r)
    for (int c = box.c0; c <= box.c1; ++c) cells[static_cast<std::size_t>(r) * side + c] = value;
}

/// What the network would say of a film of 320 x 640 pixels: five pixels a cell, cells 32 to 95 across.
FemurProbabilities nothing_seen() {
  FemurProbabilities seen;
  for (auto& part : seen.part) part.assign(side * side, 0);
  seen.part[0].assign(side * side, 1);
  seen.film_columns = 320;
  seen.film_rows = 640;
  seen.scale = {0.2, 0.2};
  seen.first = {32, 0};
  return seen;
}

void put_part(FemurProbabilities& seen, FemurPart part, const CellBox& box) {
  fill(seen.part[static_cast<std::size_t>(part)], box, 1);
  fill(seen.part[0], box, 0);
}

/// A shaft above a metaphysis and an epiphysis, 20 cells wide.
FemurProbabilities femur_seen() {
  FemurProbabilities seen = nothing_seen();
  put_part(seen, FemurPart::diaphysis, {54, 10, 73, 79});
  put_part(seen, FemurPart::metaphysis, {54, 80, 73, 99});
  put_part(seen, FemurPart::epiphysis, {54, 100, 73, 119});
  return seen;
}

FemurPart part_at(const FemurOnFilm& femur, int column, int row) {
  return static_cast<FemurPart>(femur.parts[static_cast<std::size_t>(row) * femur.columns + column]);
}

TEST(FemurOnFilm, LiesWhereTheNetworkSawIt) {
  const auto femur = femur_on_film(femur_seen(), {});
  ASSERT_TRUE(femur.known());
  // Cell 54 begins at pixel 5 * (54 - 32) = 110, cell 73 ends before pixel 210.
  EXPECT_EQ(part_at(femur.value(), 108, 200), FemurPart::none);
  EXPECT_EQ(part_at(femur.value(), 112, 200), FemurPart::diaphysis);
  EXPECT_EQ(part_at(femur.value(), 207, 200), FemurPart::diaphysis);
  EXPECT_EQ(part_at(femur.value(), 212, 200), FemurPart::none);
  EXPECT_EQ(part_at(femur.value(), 160, 397), FemurPart::diaphysis);
  EXPECT_EQ(part_at(femur.value(), 160, 403), FemurPart::metaphysis);
  EXPECT_EQ(part_at(femur.value(), 160, 550), FemurPart::epiphysis);
}

TEST(FemurOnFilm, IsTheLargestBoneWithItsHolesFilled) {
  FemurProbabilities seen = femur_seen();
  put_part(seen, FemurPart::diaphysis, {80, 10, 90, 50});  // the other leg
  const CellBox hole{60, 84, 67, 92};
  fill(seen.part[static_cast<std::size_t>(FemurPart::metaphysis)], hole, 0);
  fill(seen.part[0], hole, 1);
  const auto femur = femur_on_film(seen, {});
  ASSERT_TRUE(femur.known());
  EXPECT_EQ(part_at(femur.value(), 265, 150), FemurPart::none);
  EXPECT_EQ(part_at(femur.value(), 160, 440), FemurPart::metaphysis);
}

TEST(FemurOnFilm, IsUnknownWhereNoneIsSeenOrTooLittle) {
  EXPECT_EQ(femur_on_film(nothing_seen(), {}).reason(), "no femur was recognized on the film");
  FemurProbabilities seen = nothing_seen();
  put_part(seen, FemurPart::diaphysis, {54, 10, 57, 13});
  EXPECT_FALSE(femur_on_film(seen, {}).known());
}

TEST(HalfWidth, IsThatOfTheWideEnd) {
  FemurProbabilities seen = nothing_seen();
  put_part(seen, FemurPart::diaphysis, {59, 5, 68, 44});  // 50 pixels wide
  EXPECT_NEAR(half_width_px(femur_on_film(seen, {}).value()), 25, 1.5);
  put_part(seen, FemurPart::epiphysis, {54, 45, 73, 120});  // 100
  EXPECT_NEAR(half_width_px(femur_on_film(seen, {}).value()), 50, 2.5);
}

/// Rows from r0 to before r1, columns from c0 to before c1.
RadiographLesionOutline lesion(int r0, int r1, int c0, int c1) {
  RadiographLesionOutline outline{320, 640, std::vector<std::uint8_t>(320 * 640, 0), LesionOrigin::mask};
  for (int r = r0; r < r1; ++r)
    std::fill(outline.inside.begin() + r * 320 + c0, outline.inside.begin() + r * 320 + c1, 1);
  return outline;
}

TEST(PartOfFemur, HoldsMostOfTheLesion) {
  const FemurOnFilm femur = femur_on_film(femur_seen(), {}).value();
  EXPECT_EQ(part_of_femur(lesion(380, 460, 140, 180), femur).value(), FemurPart::metaphysis);
  EXPECT_EQ(part_of_femur(lesion(300, 420, 140, 180), femur).value(), FemurPart::diaphysis);
  EXPECT_EQ(part_of_femur(lesion(520, 560, 220, 250), femur).value(), FemurPart::epiphysis)
      << "beside the bone";
  EXPECT_FALSE(part_of_femur(lesion(0, 0, 0, 0), femur).known());
}

TEST(PositionOnFemur, IsToldAcrossTheTube) {
  const FemurOnFilm femur = femur_on_film(femur_seen(), {}).value();  // columns 110 to 209
  EXPECT_EQ(position_on_femur(lesion(200, 240, 140, 180), femur).value(), PositionInBone::central);
  EXPECT_EQ(position_on_femur(lesion(200, 240, 170, 210), femur).value(), PositionInBone::eccentric);
  EXPECT_EQ(position_on_femur(lesion(200, 240, 176, 216), femur).value(), PositionInBone::eccentric);
  EXPECT_EQ(position_on_femur(lesion(200, 240, 180, 220), femur).value(), PositionInBone::surface);
  EXPECT_EQ(position_on_femur(lesion(200, 240, 200, 240), femur).value(), PositionInBone::surface);
  EXPECT_EQ(position_on_femur(lesion(200, 240, 260, 270), femur).value(), PositionInBone::surface);
  EXPECT_EQ(position_on_femur(lesion(520, 560, 140, 180), femur).reason(),
            "the lesion lies in a part of the bone that is no tube");
  EXPECT_FALSE(position_on_femur(lesion(0, 0, 0, 0), femur).known());
  FemurOnFilm forked = femur;  // two bones, and a lesion that reaches both
  for (int r = 0; r < 300; ++r) std::fill_n(forked.parts.begin() + r * 320 + 152, 16, 0);
  EXPECT_EQ(position_on_femur(lesion(200, 240, 115, 205), forked).reason(),
            "the middle of the lesion's part in the bone lies outside of the bone");
}

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

Radiograph mirrored(const Radiograph& film) {
  Radiograph turned = film;
  for (int r = 0; r < film.rows; ++r)
    std::reverse(turned.pixels.begin() + r * film.columns, turned.pixels.begin() + (r + 1) * film.columns);
  return turned;
}

TEST(FemurNetwork, SeesTheMirrorImageOfAMirroredFilm) {
  const Radiograph film = speckled_film(320, 200);
  const FemurProbabilities seen = look_for_femur(on_square(film)),
                           turned = look_for_femur(on_square(mirrored(film)));
  double greatest = 0, sum_error = 0;
  for (int r = 0; r < side; ++r)
    for (int c = 0; c < side; ++c) {
      const std::size_t here = static_cast<std::size_t>(r) * side + c, there = here + side - 1 - 2 * c;
      double sum = 0;
      for (std::size_t part = 0; part < seen.part.size(); ++part) {
        greatest = std::max(greatest, std::abs(1.0 * seen.part[part][here] - turned.part[part][there]));
        sum += seen.part[part][here];
      }
      sum_error = std::max(sum_error, std::abs(sum - 1));
    }
  EXPECT_LT(greatest, 1e-4);
  EXPECT_LT(sum_error, 1e-4);
}

TEST(FemurNetwork, GivesTheSameBytesForTheSameFilm) {
  const Radiograph film = speckled_film(200, 320);
  EXPECT_EQ(look_for_femur(on_square(film)).part, look_for_femur(on_square(film)).part);
  Radiograph brighter = film;
  for (float& pixel : brighter.pixels) pixel = 3 * pixel + 1000;
  const auto seen = look_for_femur(on_square(film)), brighter_seen = look_for_femur(on_square(brighter));
  for (std::size_t cell = 0; cell < seen.part[0].size(); ++cell)
    ASSERT_NEAR(seen.part[0][cell], brighter_seen.part[0][cell], 1e-3) << "units of the pixels do not matter";
}

TEST(ShowsFemur, FollowsTheBodyPart) {
  Radiograph film;
  EXPECT_FALSE(shows_femur(film));
  film.body_part = std::string("HAND");
  EXPECT_FALSE(shows_femur(film));
  film.body_part = std::string("FEMUR");
  EXPECT_TRUE(shows_femur(film));
}

}  // namespace
}  // namespace osteosign
