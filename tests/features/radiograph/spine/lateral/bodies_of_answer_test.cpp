#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "features/radiograph/spine/lateral/bodies_on_film.h"

namespace osteosign {
namespace {

constexpr int side = LateralAnswer::side;

LateralAnswer empty_answer() {
  LateralAnswer answer{cv::Mat1f(side, side, 0.F), cv::Mat1f(side, side, 0.F), {}, {}};
  for (std::size_t corner = 0; corner < body_corners; ++corner) {
    answer.corner[corner] = cv::Mat1f(side, side, 0.F);
    answer.way[corner] = cv::Mat2f(side, side, cv::Vec2f(0, 0));
  }
  return answer;
}

/// A body of 20 x 14 cells with its front at the left, as the network would say it.
void add_body(LateralAnswer& answer, int column, int row) {
  const std::array<cv::Point, body_corners> corners{
      {{column, row}, {column + 20, row}, {column + 20, row + 14}, {column, row + 14}}};
  for (int r = row + 1; r < row + 14; ++r)
    for (int c = column + 1; c < column + 20; ++c) {
      answer.body(r, c) = 0.9F;
      for (std::size_t corner = 0; corner < body_corners; ++corner)
        answer.way[corner](r, c) = {static_cast<float>(corners[corner].x - c),
                                    static_cast<float>(corners[corner].y - r)};
    }
}

/// A film of twice as many pixels as cells of the square, so that a cell of the answer is four pixels.
SquareFilm film_of_cells() {
  SquareFilm film;
  film.film_columns = film.film_rows = 2 * SquareFilm::side;
  film.columns = film.rows = SquareFilm::side;
  film.scale = {0.5, 0.5};
  return film;
}

TEST(BodiesOfAnswer, CornersAreWhereTheirCellsSeeThem) {
  LateralAnswer answer = empty_answer();
  for (const int row : {20, 40, 60}) add_body(answer, 50, row);
  const std::vector<BodyOnFilm> bodies = bodies_of_answer(answer, film_of_cells());
  ASSERT_EQ(bodies.size(), 3);
  const Eigen::Vector2d corner = bodies[1].corner(BodyCorner::anterior_superior);
  EXPECT_NEAR(corner.x(), 4 * 50 + 1.5, 0.1);
  EXPECT_NEAR(corner.y(), 4 * 40 + 1.5, 0.1);
  EXPECT_NEAR(bodies[1].depth_px(), 80, 0.1);
  EXPECT_NEAR(bodies[1].height_px(), 56, 0.1);
  EXPECT_LT(bodies[0].centre_px().y(), bodies[2].centre_px().y()) << "from the upper end to the lower one";
}

TEST(BodiesOfAnswer, CornersMoveToThePeakOfTheirLikeness) {
  LateralAnswer answer = empty_answer();
  add_body(answer, 50, 40);
  cv::Mat1f& seen = answer.corner[1];
  seen(41, 71) = 1;
  cv::GaussianBlur(seen, seen, {}, 1);
  seen /= seen(41, 71);
  const BodyOnFilm body = bodies_of_answer(answer, film_of_cells()).at(0);
  EXPECT_GT(body.corner(BodyCorner::posterior_superior).x(), 4 * 70 + 1.5 + 2);
}

TEST(BodiesOfAnswer, ABodySeenAcrossTheDiscOfTwoOthersIsLeftOut) {
  LateralAnswer answer = empty_answer();
  for (const int row : {20, 38}) add_body(answer, 50, row);
  // The cells at the disc see a body between the two.
  for (int row = 32; row < 40; ++row)
    for (int column = 51; column < 70; ++column) {
      answer.body(row, column) = 0.6F;
      for (const auto& [corner, at] :
           {std::pair{0, cv::Point(50, 29)}, {1, {70, 29}}, {2, {70, 43}}, {3, {50, 43}}})
        answer.way[static_cast<std::size_t>(corner)](row, column) = {static_cast<float>(at.x - column),
                                                                     static_cast<float>(at.y - row)};
    }
  EXPECT_EQ(bodies_of_answer(answer, film_of_cells()).size(), 2);
}

TEST(BodiesOfAnswer, NothingLikelyIsNoBody) {
  EXPECT_TRUE(bodies_of_answer(empty_answer(), film_of_cells()).empty());
}

}  // namespace
}  // namespace osteosign
