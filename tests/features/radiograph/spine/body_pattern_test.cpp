#include "features/radiograph/spine/body/body_pattern.h"

#include <gmock/gmock.h>

#include <cmath>
#include <opencv2/imgproc.hpp>
#include <random>

#include "tests/features/radiograph/spine/grainy_film.h"

namespace osteosign {
namespace {

using testing::HasSubstr;

constexpr int columns = 300, rows = 700, bodies = 6;

cv::Rect body_at(int number) { return {100, 40 + 110 * number, 100, 80}; }

/// Six bodies with the same pattern, each of another brightness, and grain.
cv::Mat1f drawn_column() {
  cv::Mat1f picture(rows, columns, 1000.F);
  for (int number = 0; number < bodies; ++number) {
    const cv::Rect body = body_at(number);
    cv::rectangle(picture, body, 1300.0 + 30.0 * number, cv::FILLED);
    cv::rectangle(picture, body, 1500.F, 3);
    cv::ellipse(picture, {body.x + 25, body.y + 30}, {9, 14}, 0, 0, 360, 1700.F, 3);
    cv::ellipse(picture, {body.x + 75, body.y + 30}, {9, 14}, 0, 0, 360, 1700.F, 3);
  }
  return picture;
}

Radiograph film_of(const cv::Mat1f& picture) { return grainy_film(picture.clone(), 60, 1); }

RadiographField whole_field() { return osteosign::whole_field(film_of(drawn_column())); }

BodyOnFilm seen(int number) {
  const cv::Rect body = body_at(number);
  const double left = body.x, top = body.y, right = body.x + body.width, bottom = body.y + body.height;
  BodyOnFilm found;
  found.corners_px = {{{left, top}, {right, top}, {right, bottom}, {left, bottom}}};
  return found;
}

std::vector<ComparedPattern> compared_on(const cv::Mat1f& picture, const RadiographField& field) {
  const Radiograph film = film_of(picture);
  std::vector<BodyPattern> patterns;
  for (int number = 0; number < bodies; ++number)
    patterns.push_back(pattern_of(film, field, seen(number), seen(number).corners_px));
  return compare_patterns(patterns);
}

constexpr double grain = 0.04;  // a fifth of the share that is called lysis: what grain alone may come to

TEST(ComparedPatterns, AlikeBodiesHaveNoLucentRegion) {
  for (const ComparedPattern& body : compared_on(drawn_column(), whole_field())) {
    EXPECT_LT(body.lucent_share.value().value, grain);
    EXPECT_LT(std::abs(body.texture_z.value().value), 3);
  }
}

TEST(ComparedPatterns, ALucentRegionIsFoundWithItsSizeAndPlace) {
  cv::Mat1f picture = drawn_column();
  const cv::Rect body = body_at(3);
  const cv::Point middle(body.x + 45, body.y + 50);
  cv::circle(picture, middle, 18, 1150.F, cv::FILLED);
  const std::vector<ComparedPattern> compared = compared_on(picture, whole_field());
  const double share = 3.14159 * 18 * 18 / body.area();
  EXPECT_NEAR(compared[3].lucent_share.value().value, share, 0.3 * share);
  EXPECT_LT((*compared[3].lucent_px - Eigen::Vector2d(middle.x, middle.y)).norm(), 5);
  EXPECT_LT(compared[2].lucent_share.value().value, grain);
}

TEST(ComparedPatterns, GasThatLiesAcrossTheBorderOfABodyIsNoLysis) {
  cv::Mat1f picture = drawn_column();
  const cv::Rect body = body_at(3);
  cv::circle(picture, {body.x, body.y + 40}, 22, 800.F, cv::FILLED);
  EXPECT_LT(compared_on(picture, whole_field())[3].lucent_share.value().value, grain);
}

TEST(ComparedPatterns, AFineUnevenPatternStandsOut) {
  cv::Mat1f picture = drawn_column();
  std::mt19937 engine(7);
  const cv::Rect body = body_at(2);
  for (int spot = 0; spot < 60; ++spot)
    cv::circle(picture,
               {body.x + 8 + static_cast<int>(engine() % 84), body.y + 8 + static_cast<int>(engine() % 64)},
               3, 1100.F, cv::FILLED);
  const std::vector<ComparedPattern> compared = compared_on(picture, whole_field());
  EXPECT_GT(compared[2].texture_z.value().value, 3);
}

TEST(ComparedPatterns, AreUnknownWhereTheBodyIsHiddenOrTooFewOthersAre) {
  RadiographField field = whole_field();
  for (int row = body_at(1).y; row < body_at(1).y + 80; ++row)
    for (int column = 0; column < 150; ++column)
      field.usable[static_cast<std::size_t>(row) * columns + column] = 0;
  const std::vector<ComparedPattern> compared = compared_on(drawn_column(), field);
  EXPECT_THAT(compared[1].lucent_share.reason(), HasSubstr("border of the exposed field"));
  EXPECT_TRUE(compared[2].lucent_share.known());

  const Radiograph film = film_of(drawn_column());
  std::vector<BodyPattern> three;
  for (int number = 0; number < 3; ++number)
    three.push_back(pattern_of(film, whole_field(), seen(number), seen(number).corners_px));
  EXPECT_THAT(compare_patterns(three)[0].texture_z.reason(), HasSubstr("fewer than three other"));
  EXPECT_TRUE(compare_patterns({}).empty());
}

TEST(ComparedPatterns, ABodyAtTheBorderOfTheFilmIsUnknown) {
  const Radiograph film = film_of(drawn_column());
  BodyOnFilm cut = seen(0);
  for (Eigen::Vector2d& corner : cut.corners_px) corner.y() -= 45;
  EXPECT_THAT(pattern_of(film, whole_field(), cut, cut.corners_px).grey.reason(),
              HasSubstr("cut by the border"));
}

}  // namespace
}  // namespace osteosign
