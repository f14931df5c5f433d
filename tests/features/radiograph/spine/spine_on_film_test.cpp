#include "features/radiograph/spine/spine_on_film.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "tests/features/radiograph/spine/grainy_film.h"

namespace osteosign {
namespace {

using testing::HasSubstr;

constexpr int columns = 700, rows = 800, middle = 350, body_px = 100, apart_px = 90, levels = 8;

int row_of(int level) { return 70 + level * apart_px; }

/// A drawn column: bodies with endplates, two rings in each but where one is left out (level, side -1 or 1).
cv::Mat1f drawn_picture(int lost_level = -1, int lost_side = 0) {
  cv::Mat1f picture(rows, columns, 1000.F);
  for (int level = 0; level < levels; ++level) {
    const int row = row_of(level);
    const cv::Rect body(middle - body_px / 2, row - 30, body_px, 70);
    cv::rectangle(picture, body, 1300.F, cv::FILLED);
    cv::rectangle(picture, body, 1500.F, 3);
    cv::rectangle(picture, cv::Rect(middle - 3, row + 5, 6, 30), 1600.F, 2);  // spinous process
    for (const int side : {-1, 1})
      if (level != lost_level || side != lost_side)
        cv::ellipse(picture, {middle + side * 30, row}, {9, 14}, 0, 0, 360, 1700.F, 3);
  }
  return picture;
}

Radiograph film_of(const cv::Mat1f& picture) {
  Radiograph film = grainy_film(picture, 80, 1);
  film.view = std::string("AP");
  film.body_part = std::string("LSPINE");
  return film;
}

Radiograph drawn_film(int lost_level = -1, int lost_side = 0) {
  return film_of(drawn_picture(lost_level, lost_side));
}

SpineOnFilm found_on(const Radiograph& film) {
  return spine_on_frontal_film(film, whole_field(film), {}).value();
}

/// The vertebra nearest to a level.
const VertebraOnFilm& at_level(const SpineOnFilm& spine, int level) {
  return *std::ranges::min_element(spine.vertebrae, {}, [&](const VertebraOnFilm& vertebra) {
    return std::abs(vertebra.pedicles.front().centre_px.y() - row_of(level));
  });
}

TEST(SpineOnFrontalFilm, PediclesOfInnerLevelsAreFoundInTheirPlaces) {
  const SpineOnFilm spine = found_on(drawn_film());
  for (int level = 1; level < levels - 1; ++level) {
    const VertebraOnFilm& vertebra = at_level(spine, level);
    for (const int side : {0, 1}) {
      const Eigen::Vector2d& centre = vertebra.pedicles[static_cast<std::size_t>(side)].centre_px;
      EXPECT_NEAR(centre.x(), middle + (side == 0 ? -30 : 30), 5) << level;
      EXPECT_NEAR(centre.y(), row_of(level), 5) << level;
    }
  }
}

TEST(SpineOnFrontalFilm, IntactLevelsDoNotDiffer) {
  for (const VertebraOnFilm& vertebra : found_on(drawn_film()).vertebrae) {
    const Quantity* const z = vertebra.measurements.pedicle_asymmetry_z.if_known();
    if (z != nullptr) {
      EXPECT_LT(std::abs(z->value), 3) << vertebra.number;
    }
  }
}

TEST(SpineOnFrontalFilm, ALostRingIsSeenAtItsLevelAndOnItsSide) {
  for (const int side : {-1, 1}) {
    const SpineOnFilm spine = found_on(drawn_film(4, side));
    const RadiographVertebraMeasurements& measured = at_level(spine, 4).measurements;

    EXPECT_GT(side * measured.pedicle_asymmetry_z.value().value, 3) << "below 0 when the left one is weak";
    const MeasuredQuantity& weak =
        side < 0 ? measured.image_left_pedicle_seen : measured.image_right_pedicle_seen;
    const MeasuredQuantity& strong =
        side < 0 ? measured.image_right_pedicle_seen : measured.image_left_pedicle_seen;
    EXPECT_LT(weak.value().value, 0.4);
    EXPECT_GT(strong.value().value, 0.6);
  }
}

TEST(SpineOnFrontalFilm, OfALevelThatIsHiddenNothingIsSaid) {
  cv::Mat1f picture = drawn_picture();
  constexpr int hidden = 4;
  cv::rectangle(picture, cv::Rect(middle - body_px, row_of(hidden) - 40, 2 * body_px, 85), 1150.F,
                cv::FILLED);
  const SpineOnFilm spine = found_on(film_of(picture));
  const VertebraOnFilm& vertebra = at_level(spine, hidden);
  ASSERT_NEAR(vertebra.pedicles.front().centre_px.y(), row_of(hidden), 20) << "it keeps its place";
  EXPECT_THAT(vertebra.measurements.image_left_pedicle_seen.reason(), HasSubstr("hardly seen"));
  EXPECT_THAT(vertebra.measurements.image_right_pedicle_seen.reason(), HasSubstr("hardly seen"));
}

TEST(SpineOnFrontalFilm, SidesOfThePatientComeFromTheOrientationAlone) {
  Radiograph film = drawn_film();
  EXPECT_THAT(found_on(film).image_left_side.reason(), HasSubstr("Patient Orientation (0020,0020)"));
  film.orientation = std::string("L\\F");
  EXPECT_EQ(found_on(film).image_left_side.value(), "right");
  film.orientation = std::string("R\\F");
  EXPECT_EQ(found_on(film).image_left_side.value(), "left");
  film.orientation = std::string("A\\F");
  EXPECT_THAT(found_on(film).image_left_side.reason(), HasSubstr("neither to the left nor to the right"));
}

TEST(SpineOnFrontalFilm, BodiesOfInnerLevelsHaveTheirHeightsAndNoWedge) {
  const SpineOnFilm spine = found_on(drawn_film());
  int measured = 0;
  for (int level = 2; level < levels - 2; ++level) {
    const VertebraOnFilm& vertebra = at_level(spine, level);
    const std::vector<Eigen::Vector2d>& corners = vertebra.outline_px;
    ASSERT_EQ(corners.size(), 4U);
    EXPECT_NEAR(corners[0].y(), row_of(level) - 30, 4) << level;
    EXPECT_NEAR(corners[2].y(), row_of(level) + 40, 4) << level;
    const Quantity* const wedge = vertebra.measurements.coronal_wedge.if_known();
    if (wedge == nullptr) continue;
    ++measured;
    EXPECT_NEAR(wedge->value, 0, 1.5) << level;
    EXPECT_NEAR(vertebra.measurements.image_left_height_to_width.value().value, 0.7, 0.05) << level;
    EXPECT_NEAR(vertebra.measurements.image_right_height_loss.value().value, 0, 0.08) << level;
  }
  EXPECT_GE(measured, 3);
}

TEST(SpineOnFrontalFilm, IsUnknownOnOtherFilms) {
  const auto reason = [](auto&& change) {
    Radiograph film = drawn_film();
    change(film);
    return spine_on_frontal_film(film, whole_field(film), {}).reason();
  };
  EXPECT_THAT(reason([](Radiograph& film) { film.body_part = std::string("FEMUR"); }),
              HasSubstr("films of the spine alone"));
  EXPECT_THAT(reason([](Radiograph& film) { film.view = std::string("LL"); }), HasSubstr("this one is LL"));
  EXPECT_THAT(reason([](Radiograph& film) { film.view = Unknown{"no view"}; }), HasSubstr("no view"));
  EXPECT_THAT(reason([](Radiograph& film) { film.body_part = Unknown{"absent"}; }),
              HasSubstr("films of the spine alone"));
  EXPECT_THAT(reason([](Radiograph& film) { std::ranges::fill(film.pixels, 7.F); }),
              HasSubstr("no column of vertebrae"));
}

TEST(SpineOnFrontalFilm, APedicleOutsideOfTheFieldIsNotAssessed) {
  const Radiograph film = drawn_film();
  RadiographField field = whole_field(film);
  for (int row = 0; row < row_of(3) + 20; ++row)
    for (int column = 0; column < middle; ++column)
      field.usable[static_cast<std::size_t>(row) * columns + column] = 0;
  const SpineOnFilm spine = spine_on_frontal_film(film, field, {}).value();
  const RadiographVertebraMeasurements& measured = at_level(spine, 3).measurements;
  EXPECT_THAT(measured.image_left_pedicle_seen.reason(), HasSubstr("border of the film"));
  EXPECT_TRUE(measured.image_right_pedicle_seen.known());
  EXPECT_FALSE(measured.pedicle_asymmetry_z.known());
}

}  // namespace
}  // namespace osteosign
